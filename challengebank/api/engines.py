"""The endpoints of engines: banks, releases, their files and deltas, recalls, schemas."""

import io
from collections.abc import Iterator
from uuid import UUID

import orjson
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router
from ninja.errors import HttpError

from challengebank.api.auth import Caller, EngineAuth, may_read, readable_banks
from challengebank.api.files import send
from challengebank.api.schemas import AcknowledgementOut, BankOut, RecallPage, ReleaseOut, ReleasePage
from challengebank.domain import acknowledge_recall, open_release
from challengebank.enums import Purpose
from challengebank.models import Asset, Bank, Engine, Recall, Release, Version
from interop.delta import Delta
from interop.manifest import Manifest
from items.document import Item, Tutorial

PAGE = 100
SCHEMAS = {"item": Item, "tutorial": Tutorial, "manifest": Manifest, "delta": Delta}
router = Router(auth=EngineAuth())


def _bank(request: HttpRequest, slug: str) -> Bank:
    bank = get_object_or_404(Bank, slug=slug)
    if not may_read(request.auth, bank):
        raise Http404
    return bank


def _release(request: HttpRequest, slug: str, number: int, *, manifest: bool = False) -> Release:
    releases = _bank(request, slug).releases.select_related("bank")
    return get_object_or_404(releases if manifest else releases.defer("manifest"), number=number)


def _public(release: Release) -> bool:
    return release.bank.purpose == Purpose.TRAINING


@router.get("/banks", response=list[BankOut], summary="The banks you may read")
def banks(request: HttpRequest) -> list[Bank]:
    """Training banks, and the certification banks your key opens."""
    return readable_banks(request.auth)


@router.get("/banks/{slug}/releases", response=ReleasePage, summary="The releases of a bank, newest first")
def releases(request: HttpRequest, slug: str, before: int | None = None) -> dict[str, object]:
    """A hundred at a time: follow `next` as `before`."""
    found = _bank(request, slug).releases.select_related("bank").defer("manifest").order_by("-number")
    page = list((found.filter(number__lt=before) if before is not None else found)[: PAGE + 1])
    return {"releases": page[:PAGE], "next": page[PAGE - 1].number if len(page) > PAGE else None}


@router.get("/banks/{slug}/releases/latest", response=ReleaseOut, summary="The last release")
def latest(request: HttpRequest, slug: str) -> Release:
    """Compare its digest with the one you hold."""
    last = _bank(request, slug).releases.select_related("bank").defer("manifest").order_by("-number").first()
    if last is None:
        raise Http404
    return last


@router.get("/banks/{slug}/releases/{int:number}", response=ReleaseOut, summary="One release")
def release(request: HttpRequest, slug: str, number: int) -> Release:
    """Without its contents."""
    return _release(request, slug, number)


@router.get("/banks/{slug}/releases/{int:number}/manifest", summary="The manifest, in its canonical bytes")
def manifest(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """Its SHA-256 is the release's digest, and its ETag."""
    found = _release(request, slug, number, manifest=True)
    content = bytes(found.manifest)
    kind = {"media_type": "application/json", "public": _public(found)}
    return send(request, io.BytesIO(content), size=len(content), etag=found.digest, **kind)


@router.get("/banks/{slug}/releases/{int:number}/file", summary="The release file")
def file(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """The whole release as one zip; ranges are served."""
    found = _release(request, slug, number)
    kind = {"media_type": "application/zip", "public": _public(found)}
    return send(request, found.file.open("rb"), size=found.file.size, etag=f"{found.digest}-zip", **kind)


@router.get("/banks/{slug}/releases/{int:number}/signature", summary="The detached signature, as minisign reads it")
def signature(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Of the release file."""
    found = _release(request, slug, number)
    if not found.signature:
        raise Http404
    return HttpResponse(found.signature, content_type="text/plain; charset=utf-8")


@router.get("/banks/{slug}/releases/{int:number}/assets/{sha256}", summary="One file of a release")
def asset(request: HttpRequest, slug: str, number: int, sha256: str) -> HttpResponseBase:
    """By its digest."""
    found = _release(request, slug, number)
    if not open_release(found).has_asset(sha256):
        raise Http404
    stored = get_object_or_404(Asset, pk=sha256)
    kind = {"media_type": stored.media_type, "public": _public(found)}
    response = send(request, stored.file.open("rb"), size=stored.size, etag=sha256, **kind)
    response.headers["Content-Disposition"] = "attachment"
    return response


@router.get("/banks/{slug}/releases/{int:number}/delta", summary="What changed since a release you hold")
def delta(request: HttpRequest, slug: str, number: int, since: int) -> HttpResponseBase:
    """NDJSON: see the schema `delta`."""
    new = _release(request, slug, number, manifest=True)
    old = _release(request, slug, since, manifest=True)
    change = Delta.between(Manifest.parse(bytes(old.manifest)), Manifest.parse(bytes(new.manifest)))
    return StreamingHttpResponse(_delta_lines(change), content_type="application/x-ndjson")


def _delta_lines(change: Delta) -> Iterator[bytes]:
    yield orjson.dumps(change, default=vars, option=orjson.OPT_SORT_KEYS) + b"\n"
    wanted = [entry.digest for entry in change.wanted()]
    for start in range(0, len(wanted), 500):
        page = wanted[start : start + 500]
        documents = dict(Version.objects.filter(digest__in=page).values_list("digest", "document"))
        for digest in page:
            yield bytes(documents[digest]) + b"\n"


@router.get("/versions/{uuid:item}/{int:number}", summary="One released version, in its canonical bytes")
def version(request: HttpRequest, item: UUID, number: int) -> HttpResponseBase:
    """Only what a bank you may read has released."""
    banks = [bank.pk for bank in readable_banks(request.auth)]
    found = Version.objects.filter(identity=item, number=number, released_in__release__bank__in=banks).first()
    if found is None:
        raise Http404
    content = bytes(found.document)
    kind = {"media_type": "application/json", "public": request.auth == "public"}
    return send(request, io.BytesIO(content), size=len(content), etag=found.digest, **kind)


@router.get("/recalls", response=RecallPage, summary="What must not be played any more")
def recalls(request: HttpRequest, after: int = 0) -> dict[str, object]:
    """In order, for versions that a bank you may read has released: follow `next` as `after`."""
    banks = [bank.pk for bank in readable_banks(request.auth)]
    released = Version.objects.filter(released_in__release__bank__in=banks)
    found = Recall.objects.filter(pk__gt=after, version__in=released.values("pk")).order_by("pk")
    page = list(found.select_related("version").defer("version__document")[: PAGE + 1])
    return {"recalls": page[:PAGE], "next": page[PAGE - 1].pk if len(page) > PAGE else None}


@router.put("/recalls/{int:recall}/acknowledgement", response=AcknowledgementOut, summary="Say that you obey a recall")
def acknowledge(request: HttpRequest, recall: int) -> dict[str, object]:
    """Needs a key. Saying it again changes nothing."""
    engine: Caller = request.auth
    if not isinstance(engine, Engine):
        raise HttpError(401, "An engine's key is needed.")
    banks = [bank.pk for bank in readable_banks(engine)]
    found = Recall.objects.filter(pk=recall, version__released_in__release__bank__in=banks).first()
    if found is None:
        raise Http404
    said = acknowledge_recall(engine=engine, recall=found)
    return {"recall": said.recall_id, "created_at": said.created_at}


@router.get("/schemas/{name}", summary="The JSON Schema of a document", auth=None)
def schema(request: HttpRequest, name: str) -> HttpResponse:
    """`item`, `tutorial`, `manifest` or `delta`."""
    if name not in SCHEMAS:
        raise Http404
    content = orjson.dumps(SCHEMAS[name].model_json_schema())
    return HttpResponse(content, content_type="application/schema+json")
