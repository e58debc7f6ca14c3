"""The addresses of authoring beside Wagtail's own, under /admin/authoring/."""

from django.urls import path

from authoring.views.desk import framework
from authoring.views.files import file, picture
from authoring.views.importing import ImportView, UndoImportView, template
from authoring.views.suggestions import ApplySuggestion

app_name = "authoring"
urlpatterns = [
    path("framework.json", framework, name="framework"),
    path("import/", ImportView.as_view(), name="import"),
    path("import/undo/", UndoImportView.as_view(), name="import_undo"),
    path("import/template.csv", template, name="import_template"),
    path("files/<str:sha256>/", file, name="file"),
    path("pictures/<int:key>/", picture, name="picture"),
    path("suggestions/<int:remark>/", ApplySuggestion.as_view(), name="apply_suggestion"),
]
