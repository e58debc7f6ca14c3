"""The frameworks that alignments speak of, and the schemas of documents."""

from typing import Literal

import orjson
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router

from challengebank.api.access import EngineAuth
from challengebank.api.encoding import compress_answer
from challengebank.api.openapi import bytes_of
from challengebank.api.schemas import FrameworkOut, FrameworkTree
from challengebank.queries.standards import case_of
from frameworks.models import Framework
from interop.case import package
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
    "/frameworks/{slug}/case",
    summary="A framework as a CASE 1.1 package",
    openapi_extra=bytes_of("application/json"),
)
def case(request: HttpRequest, slug: str, locale: Literal["fr", "en"] = "fr") -> HttpResponse:
    """Competencies and Academic Standards Exchange, by 1EdTech; identifiers are the same everywhere."""
    content = orjson.dumps(package(case_of(get_object_or_404(Framework, slug=slug), locale)))
    return compress_answer(request, HttpResponse(content, content_type="application/json"))


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
