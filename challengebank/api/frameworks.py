"""The frameworks that alignments speak of, and the schemas of documents."""

import orjson
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router

from challengebank.api.access import EngineAuth
from challengebank.api.openapi import bytes_of
from challengebank.api.schemas import FrameworkOut, FrameworkTree
from frameworks.models import Framework
from interop.delta import Delta
from interop.manifest import Manifest
from items.document import Item, Tutorial

SCHEMAS = {"item": Item, "tutorial": Tutorial, "manifest": Manifest, "delta": Delta}
router = Router(auth=EngineAuth(), tags=["Frameworks and schemas"])


@router.get("/frameworks", response=list[FrameworkOut], summary="The frameworks of competences")
def frameworks(request: HttpRequest) -> QuerySet[Framework]:
    """Names only."""
    return Framework.objects.order_by("slug")


@router.get("/frameworks/{slug}", response=FrameworkTree, summary="A framework, whole")
def framework(request: HttpRequest, slug: str) -> Framework:
    """Domains, competences, themes and levels, in French and English."""
    tree = Framework.objects.prefetch_related("domains__competences__themes", "levels")
    return get_object_or_404(tree, slug=slug)


@router.get(
    "/schemas/{name}",
    summary="The JSON Schema of a document",
    openapi_extra=bytes_of("application/schema+json"),
)
def schema(request: HttpRequest, name: str) -> HttpResponse:
    """`item`, `tutorial`, `manifest` or `delta`."""
    if name not in SCHEMAS:
        raise Http404
    content = orjson.dumps(SCHEMAS[name].model_json_schema())
    return HttpResponse(content, content_type="application/schema+json")
