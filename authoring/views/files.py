"""Files of drafts, by their digest: only who has read a draft knows it."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import patch_cache_control
from wagtail.models import ReferenceIndex

from authoring.models import Challenge, File, Picture
from authoring.queries import readable_by
from authoring.rules import writes_at_all
from challengebank.uploads import disarm


def picture(request: HttpRequest, key: int) -> JsonResponse:
    """The whole image and its size, to draw zones on: for who uploaded it, and who may read a challenge with it."""
    image = get_object_or_404(Picture, pk=key)
    if not (writes_at_all(request.user) and (image.uploaded_by_user_id == request.user.pk or _read(request, image))):
        raise Http404
    address = reverse("authoring:file", args=[image.sha256])
    response = JsonResponse({"url": address, "width": image.width, "height": image.height})
    patch_cache_control(response, private=True, no_store=True)
    return response


def _read(request: HttpRequest, image: Picture) -> bool:
    used = ReferenceIndex.get_references_to(image).values_list("object_id", flat=True)
    return readable_by(Challenge, request.user).filter(pk__in=[key for key in used if key.isdecimal()]).exists()


def file(request: HttpRequest, sha256: str) -> FileResponse:
    """An image is shown; any other file is downloaded, so that no upload ever runs as a page of this site."""
    upload: Any = Picture.objects.filter(sha256=sha256).first() or File.objects.filter(sha256=sha256).first()
    if upload is None or not writes_at_all(request.user):
        raise Http404
    shown = isinstance(upload, Picture)
    response = FileResponse(
        upload.file.open("rb"), content_type=upload.media_type, as_attachment=not shown, filename=upload.name
    )
    disarm(response)
    patch_cache_control(response, private=True, max_age=3600)
    return response
