"""The addresses of the operator's screens, under /admin/banks/."""

from django.urls import path

from challengebank.views import banks, releases

app_name = "banks"
urlpatterns = [
    path("", banks.BankList.as_view(), name="list"),
    path("new/", banks.NewBank.as_view(), name="new"),
    path("count/", banks.LiveCount.as_view(), name="count"),
    path("recall/<int:pk>/", releases.RecallVersion.as_view(), name="recall"),
    path("bank/<slug:slug>/", banks.BankPage.as_view(), name="bank"),
    path("bank/<slug:slug>/rules/", banks.EditBank.as_view(), name="edit"),
    path("bank/<slug:slug>/release/", releases.NewRelease.as_view(), name="release"),
    path("bank/<slug:slug>/<int:number>/", releases.ReleasePage.as_view(), name="release_page"),
    path("bank/<slug:slug>/<int:number>/verify/", releases.VerifyRelease.as_view(), name="verify"),
    path("bank/<slug:slug>/<int:number>/<slug:format>/report/", releases.Fidelity.as_view(), name="fidelity"),
    path("bank/<slug:slug>/<int:number>/<slug:format>/", releases.DownloadRelease.as_view(), name="download"),
]
