"""Files of a version under review, for those who may see it."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from challengebank.models import Asset
from challengebank.uploads import disarm
from review.views.base import OneReview

SHOWN = ("image/", "audio/", "video/")


class ReviewFile(OneReview):
    """One file that the document declares. Only pictures, sounds and films are shown; the rest is downloaded."""

    def allowed(self) -> bool:
        return bool(self.access.seat or self.access.sees_key or self.access.chief)

    def get(self, request: HttpRequest, pk: int, sha256: str) -> HttpResponse:
        """The file, or 404 when this document does not use it."""
        document = self.review.version.parsed()
        declared = next((asset for asset in document.assets if asset.sha256 == sha256), None)
        if declared is None:
            raise Http404
        asset = get_object_or_404(Asset, pk=sha256)
        inline = asset.media_type.startswith(SHOWN) and asset.media_type != "image/svg+xml"
        response = FileResponse(
            asset.file.open(), as_attachment=not inline, filename=declared.name, content_type=asset.media_type
        )
        disarm(response)
        response["Cache-Control"] = "private, no-store"
        return response
