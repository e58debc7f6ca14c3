"""Uploaded pictures, for people of the desk only: some belong to certification challenges, which are secret."""

import posixpath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.static import serve

from challengebank.uploads import disarm

SHOWN = ("images/", "avatar_images/")
"""What the desk shows by its place: pictures, whose names cannot be guessed, and portraits. Other files have a door of
their own, by their digest or their uploader."""


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture of MEDIA_ROOT; it does not exist for those who cannot open the desk."""
    place = posixpath.normpath(path)
    if not (place.startswith(SHOWN) and request.user.has_perm("wagtailadmin.access_admin")):
        raise Http404
    response = serve(request, place, document_root=settings.MEDIA_ROOT)
    patch_cache_control(response, private=True, max_age=3600)
    disarm(response)
    return response
