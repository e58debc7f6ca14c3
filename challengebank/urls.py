"""The addresses of the operator's screens, under /admin/banks/."""

from django.urls import path

from challengebank.views import banks, blueprints, calls, exams, jobs, recalls, releases

app_name = "banks"
urlpatterns = [
    path("", banks.BankList.as_view(), name="list"),
    path("new/", banks.NewBank.as_view(), name="new"),
    path("count/", banks.LiveCount.as_view(), name="count"),
    path("recall/<int:pk>/", recalls.RecallVersion.as_view(), name="recall"),
    path("bank/<slug:slug>/", banks.BankPage.as_view(), name="bank"),
    path("bank/<slug:slug>/rules/", banks.EditBank.as_view(), name="edit"),
    path("bank/<slug:slug>/history/", banks.History.as_view(), name="history"),
    path("bank/<slug:slug>/blueprint/", blueprints.EditBlueprint.as_view(), name="blueprint"),
    path("bank/<slug:slug>/blueprint/import/", blueprints.ImportBlueprint.as_view(), name="blueprint_import"),
    path("bank/<slug:slug>/blueprint.xlsx", blueprints.ExportBlueprint.as_view(), name="blueprint_export"),
    path("bank/<slug:slug>/calls/", calls.Calls.as_view(), name="calls"),
    path("bank/<slug:slug>/calls/<int:pk>/close/", calls.CloseCall.as_view(), name="close_call"),
    path("bank/<slug:slug>/exam/", exams.Exam.as_view(), name="exam"),
    path("bank/<slug:slug>/exam/calls/", exams.CallForExam.as_view(), name="exam_calls"),
    path("jobs/<int:pk>/", jobs.JobPage.as_view(), name="job"),
    path("jobs/<int:pk>/state/", jobs.JobState.as_view(), name="job_state"),
    path("jobs/<int:pk>/cancel/", jobs.CancelJob.as_view(), name="cancel_job"),
    path("jobs/<int:pk>/restart/", jobs.RestartJob.as_view(), name="restart_job"),
    path("bank/<slug:slug>/release/propose/", releases.ProposeRelease.as_view(), name="propose"),
    path("bank/<slug:slug>/release/approve/<int:pk>/", releases.ApproveRelease.as_view(), name="approve"),
    path("bank/<slug:slug>/release/", releases.Candidate.as_view(), name="release"),
    path("bank/<slug:slug>/<int:number>/", releases.ReleasePage.as_view(), name="release_page"),
    path("bank/<slug:slug>/<int:number>/verify/", releases.VerifyRelease.as_view(), name="verify"),
    path("bank/<slug:slug>/<int:number>/<slug:format>/report/", releases.Fidelity.as_view(), name="fidelity"),
    path("bank/<slug:slug>/<int:number>/<slug:format>/", releases.DownloadRelease.as_view(), name="download"),
]
