"""Banks, their releases, and what a release is made of."""

import io
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any
from uuid import UUID

import orjson
from django.core.files.storage import FileSystemStorage
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router

from challengebank.api.access import EngineAuth, bank_or_404, engine, release_of, release_or_404
from challengebank.api.encoding import accepted, compressed
from challengebank.api.files import kept_for_ever, send, send_bytes, send_file
from challengebank.api.openapi import bytes_of
from challengebank.api.schemas import BankOut, Number, ProofOut, ReleaseOut, ReleasePage, Sha256
from challengebank.models import Asset, Bank, Release, Version
from challengebank.queries.access import is_public, readable
from challengebank.queries.proofs import proof_of
from challengebank.queries.served import newest_number, readable_version
from challengebank.uploads import disarm
from interop.bundle import MANIFEST, Bundle, BundleError
from interop.delta import difference, wanted

PAGE = 100
router = Router(auth=EngineAuth(), tags=["Banks"])


@router.get("/banks", response=list[BankOut], summary="The banks you may read")
def banks(request: HttpRequest) -> list[Bank]:
    """Training banks in production, and the banks that your key opens."""
    return list(readable(engine(request)).order_by("slug"))


@router.get("/banks/{slug}/releases", response=ReleasePage, summary="The releases of a bank, newest first")
def releases(request: HttpRequest, slug: str, before: Number | None = None) -> dict[str, object]:
    """A hundred at a time: follow `next` as `before`."""
    found = _releases(bank_or_404(request, slug))
    page = list((found.filter(number__lt=before) if before is not None else found)[: PAGE + 1])
    return {"releases": page[:PAGE], "next": page[PAGE - 1].number if len(page) > PAGE else None}


@router.get("/banks/{slug}/releases/latest", response=ReleaseOut, summary="The last release")
def latest(request: HttpRequest, slug: str) -> Release:
    """Compare its digest with the one you hold."""
    bank = bank_or_404(request, slug)
    number = newest_number(bank)
    if number is None:
        raise Http404
    return release_of(bank, number)


@router.get("/banks/{slug}/releases/{int:number}", response=ReleaseOut, summary="One release")
def release(request: HttpRequest, slug: str, number: Number) -> Release:
    """Without its contents."""
    return release_or_404(request, slug, number)


@router.get(
    "/banks/{slug}/releases/{int:number}/manifest",
    summary="The manifest, in its canonical bytes",
    openapi_extra=bytes_of("application/json"),
)
def manifest(request: HttpRequest, slug: str, number: Number) -> HttpResponseBase:
    """Its SHA-256 is the release's digest, and its ETag."""
    found = release_or_404(request, slug, number)
    return send(request, lambda: _manifest_of(found), etag=found.digest, **_kind(found, "application/json"))


@router.get(
    "/banks/{slug}/releases/{int:number}/file",
    summary="The release file",
    openapi_extra=bytes_of("application/zip"),
)
def file(request: HttpRequest, slug: str, number: Number) -> HttpResponseBase:
    """The whole release as one zip; ranges are served."""
    return send_release(request, release_or_404(request, slug, number))


def send_release(request: HttpRequest, release: Release) -> HttpResponseBase:
    """A release's file."""
    return send_file(request, release.file, etag=release.sha256, **_kind(release, "application/zip"))


@router.get(
    "/banks/{slug}/releases/{int:number}/signature",
    summary="The detached signature, as minisign reads it",
    openapi_extra=bytes_of("text/plain"),
)
def signature(request: HttpRequest, slug: str, number: Number) -> HttpResponse:
    """Of the release file."""
    found = release_or_404(request, slug, number)
    if not found.signature:
        raise Http404
    return HttpResponse(found.signature, content_type="text/plain; charset=utf-8")


@router.get(
    "/banks/{slug}/releases/{int:number}/assets/{sha256}",
    summary="One file of a release",
    openapi_extra=bytes_of("*/*"),
)
def asset(request: HttpRequest, slug: str, number: Number, sha256: Sha256) -> HttpResponseBase:
    """By its digest."""
    found = release_or_404(request, slug, number)
    stored = get_object_or_404(Asset, pk=sha256, released_in__release=found)
    kind = _kind(found, stored.media_type)
    response = send_file(request, stored.file, etag=sha256, compress=stored.media_type.startswith("text/"), **kind)
    response.headers["Content-Disposition"] = "attachment"
    disarm(response)
    return response


@router.get(
    "/banks/{slug}/releases/{int:number}/delta",
    summary="What changed since a release you hold",
    openapi_extra=bytes_of("application/x-ndjson"),
)
def delta(request: HttpRequest, slug: str, number: Number, since: Number) -> HttpResponseBase:
    """NDJSON: see the schema `delta`."""
    new, old = (release_or_404(request, slug, n) for n in (number, since))
    change = difference(_manifest(old), _manifest(new))
    encoding = accepted(request)
    lines = delta_lines(change)
    response = StreamingHttpResponse(
        compressed(encoding, lines) if encoding else lines,
        content_type="application/x-ndjson",
        headers={"Content-Encoding": encoding} if encoding else {},
    )
    return kept_for_ever(response, public=is_public(new.bank))


def delta_lines(change: dict[str, Any]) -> Iterator[bytes]:
    """A delta as it is sent: how, then the new documents, five hundred read at a time."""
    yield orjson.dumps(change, option=orjson.OPT_SORT_KEYS) + b"\n"
    digests = wanted(change)
    for start in range(0, len(digests), 500):
        page = digests[start : start + 500]
        documents = dict(Version.objects.filter(digest__in=page).values_list("digest", "document"))
        for digest in page:
            yield bytes(documents[digest]) + b"\n"


@router.get(
    "/banks/{slug}/releases/{int:number}/versions/{uuid:item}/proof",
    response=ProofOut,
    summary="Proof that a version is in a release",
)
def proof(request: HttpRequest, slug: str, number: Number, item: UUID) -> dict[str, object]:
    """A Merkle inclusion proof (RFC 9162, section 2.1.3) against the root that the release's manifest names."""
    found = proof_of(_manifest(release_or_404(request, slug, number)), item)
    if found is None:
        raise Http404
    return found


@router.get(
    "/versions/{uuid:item}/{int:number}",
    summary="One released version, in its canonical bytes",
    openapi_extra=bytes_of("application/json"),
)
def version(request: HttpRequest, item: UUID, number: Number) -> HttpResponseBase:
    """Only what a bank you may read has released."""
    caller = engine(request)
    found = readable_version(caller, item, number)
    if found is None:
        raise Http404
    digest, document = found
    return send_bytes(request, document, etag=digest, media_type="application/json", public=caller is None)


def _releases(bank: Bank) -> QuerySet[Release]:
    return bank.releases.select_related("bank").light().order_by("-number")


def _manifest_of(release: Release) -> IO[bytes]:
    """From the release's file, where it begins at once; from its row, whole, when that file is not on this disk."""
    if isinstance(release.file.storage, FileSystemStorage):
        with suppress(BundleError):
            return Bundle(Path(release.file.path)).opened(MANIFEST)
    return io.BytesIO(_manifest(release))


def _manifest(release: Release) -> bytes:
    """Read each time: it may be large, and a release that is remembered does not keep it."""
    return Release.objects.only("manifest").get(pk=release.pk).whole_manifest()


def _kind(release: Release, media_type: str) -> dict[str, object]:
    return {"media_type": media_type, "public": is_public(release.bank)}
