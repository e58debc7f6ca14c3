"""Files of drafts, by their digest: only who has read a draft knows it."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.utils.cache import patch_cache_control

from authoring.models import File, Picture
from authoring.rules import writes_at_all


def file(request: HttpRequest, sha256: str) -> FileResponse:
    """An image is shown; any other file is downloaded, so that no upload ever runs as a page of this site."""
    upload: Any = Picture.objects.filter(sha256=sha256).first() or File.objects.filter(sha256=sha256).first()
    if upload is None or not writes_at_all(request.user):
        raise Http404
    shown = isinstance(upload, Picture)
    response = FileResponse(
        upload.file.open("rb"), content_type=upload.media_type, as_attachment=not shown, filename=upload.name
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    patch_cache_control(response, private=True, max_age=3600)
    return response
