"""The addresses of authoring beside Wagtail's own, under /admin/authoring/."""

from django.urls import path

from authoring.views.desk import framework
from authoring.views.files import file

app_name = "authoring"
urlpatterns = [
    path("framework.json", framework, name="framework"),
    path("files/<str:sha256>/", file, name="file"),
]
