"""The addresses of the public site. Its home and its pages of text are Wagtail's."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from catalogue import feeds, play, sitemaps, views


class Code(StringConverter):
    """The code of a competence: 1.1."""

    regex = r"[1-9]\.[1-9]"


class Sha256(StringConverter):
    """The digest of a file."""

    regex = "[0-9a-f]{64}"


register_converter(Code, "code")
register_converter(Sha256, "sha256")

app_name = "catalogue"
urlpatterns = [
    path("competences/<code:code>/", views.CompetencePage.as_view(), name="competence"),
    path("disciplines/", views.Contributions.as_view(), name="contributions"),
    path("disciplines/<slug:slug>/", views.DisciplinePage.as_view(), name="discipline"),
    path("recherche/", views.Search.as_view(), name="search"),
    path("epreuves/<uuid:uuid>/", play.challenge, name="challenge"),
    path("tutoriels/<uuid:uuid>/", play.tutorial, name="tutorial"),
    path("fichiers/<sha256:sha256>", views.file, name="file"),
    path("nouveautes.atom", feeds.Novelties(), name="feed"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap_section"),
]
