"""The addresses of the review desk, under /admin/reviews/."""

from django.urls import path

from review.views import acts, calibrations, chief, conflicts, files, pages, queue

app_name = "reviews"
urlpatterns = [
    path("", queue.Queue.as_view(), name="queue"),
    path("conflicts/", conflicts.Conflicts.as_view(), name="conflicts"),
    path("plan/", chief.PlanPage.as_view(), name="plan"),
    path("policies/", chief.Policies.as_view(), name="policies"),
    path("figures/", chief.FiguresPage.as_view(), name="figures"),
    path("calibrations/", calibrations.Calibrations.as_view(), name="calibrations"),
    path("<int:pk>/", pages.ReviewPage.as_view(), name="review"),
    path("<int:pk>/claim/", acts.Claim.as_view(), name="claim"),
    path("<int:pk>/answer/", acts.Answer.as_view(), name="answer"),
    path("<int:pk>/verdict/", acts.GiveVerdict.as_view(), name="verdict"),
    path("<int:pk>/remark/", acts.Remark.as_view(), name="remark"),
    path("<int:pk>/remark/<int:remark>/answer/", acts.AnswerRemark.as_view(), name="answer_remark"),
    path("<int:pk>/remark/<int:remark>/resolve/", acts.ResolveRemark.as_view(), name="resolve_remark"),
    path("<int:pk>/leave/", acts.Leave.as_view(), name="leave"),
    path("<int:pk>/withdraw/", acts.Withdraw.as_view(), name="withdraw"),
    path("<int:pk>/key/", pages.ChiefPage.as_view(), name="key"),
    path("<int:pk>/file/<str:sha256>", files.ReviewFile.as_view(), name="file"),
]
