"""Tags that are suggested while one types: those of drafts that the person may read."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from wagtail.admin.auth import require_admin_access

from authoring.models import ChallengeTag, TutorialTag
from authoring.queries import readable_by

SUGGESTED = 10


@require_admin_access
def suggest_tags(request: HttpRequest, **model: str) -> JsonResponse:
    """In the place of Wagtail's view, which tells everybody the tags of secret drafts as well."""
    term = request.GET.get("term")
    names = _names(ChallengeTag, request.user, term).union(_names(TutorialTag, request.user, term)) if term else []
    return JsonResponse(sorted(name for (name,) in names)[:SUGGESTED], safe=False)


def _names(tagging: Any, reader: Any, term: str) -> QuerySet[Any]:
    drafts = readable_by(tagging._meta.get_field("content_object").related_model, reader)
    begun = tagging.objects.filter(tag__name__istartswith=term, content_object__in=drafts)
    return begun.order_by().values_list("tag__name")
