"""The addresses of the screens about engines, under /admin/engines/."""

from django.urls import path

from challengebank.views import engines, recalls

app_name = "engines"
urlpatterns = [
    path("", engines.EngineList.as_view(), name="list"),
    path("new/", engines.NewEngine.as_view(), name="new"),
    path("messages/", engines.Deliveries.as_view(), name="deliveries"),
    path("recalls/", recalls.RecallList.as_view(), name="recalls"),
    path("recalls/<int:pk>/", recalls.RecallPage.as_view(), name="recall"),
    path("<int:pk>/", engines.EnginePage.as_view(), name="engine"),
    path("<int:pk>/rotate/", engines.RotateKey.as_view(), name="rotate"),
    path("<int:pk>/revoke/", engines.RevokeKeys.as_view(), name="revoke"),
    path("<int:pk>/webhooks/", engines.AddWebhook.as_view(), name="add_webhook"),
    path("<int:pk>/webhooks/<int:webhook>/secret/", engines.RotateSecret.as_view(), name="rotate_secret"),
    path("<int:pk>/webhooks/<int:webhook>/switch/", engines.SwitchWebhook.as_view(), name="switch"),
    path("<int:pk>/webhooks/<int:webhook>/try/", engines.TryWebhook.as_view(), name="try"),
]
