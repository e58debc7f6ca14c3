"""Every address of the site."""

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from authoring.views.doors import shut
from authoring.views.tags import suggest_tags
from config.api import api, nothing_here
from config.health import alive, ready
from config.media import media
from config.metrics import metrics

urlpatterns = [
    path("api/v1/", api.urls),
    re_path("^api/v1/", nothing_here),
    path("healthz", alive),
    path("readyz", ready),
    path("admin/reports/<path:report>", shut),
    path("metrics", metrics),
    path("admin/tag-autocomplete/", suggest_tags),
    path("admin/tag-autocomplete/<slug:app>/<slug:model>/", suggest_tags),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("i18n/", include("django.conf.urls.i18n")),
    path("media/<path:path>", media),
    path("", include("catalogue.urls")),
    path("", include(wagtail_urls)),
]
