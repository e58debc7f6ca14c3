"""Bytes that never change: strong ETag, 304, one Range (206, 416), compressed, cacheable for ever (RFC 9110)."""

import io
import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db.models.fields.files import FieldFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.utils.http import parse_etags

from challengebank.api.encoding import ENCODINGS, accepted, compressed
from challengebank.s3 import WriteOnceS3Storage

CHUNK = 1 << 18
RANGE = re.compile(r"^bytes=(\d{0,18})-(\d{0,18})$")
FOR_EVER = "max-age=31536000, immutable"


def send(
    request: HttpRequest,
    source: Callable[[], IO[bytes]],
    *,
    etag: str,
    media_type: str,
    public: bool,
    compress: bool = True,
) -> HttpResponseBase:
    """Answer with bytes, a part of them, or nothing when the caller has them already: then the source is not opened."""
    encoding = accepted(request) if compress and "Range" not in request.headers else ""
    held = parse_etags(request.headers.get("If-None-Match", ""))
    response: HttpResponseBase
    if "*" in held or not {f'"{etag}{suffix}"' for suffix in _suffixes()}.isdisjoint(held):
        response = HttpResponse(status=304)
    else:
        response = _answer(request, source(), encoding, etag, media_type)
    response.headers["ETag"] = f'"{etag}{"-" if encoding else ""}{encoding}"'
    return kept_for_ever(response, public=public)


def kept_for_ever(response: HttpResponseBase, *, public: bool) -> HttpResponseBase:
    """An answer that never changes: caches on the way may keep it when anybody may read it."""
    response.headers["Cache-Control"] = f"{'public' if public else 'private'}, {FOR_EVER}"
    response.headers["Vary"] = "Authorization, Accept-Encoding"
    return response


def send_bytes(request: HttpRequest, content: bytes, **how: object) -> HttpResponseBase:
    """`send`, for bytes that are at hand."""
    return send(request, lambda: io.BytesIO(content), **how)


def send_file(request: HttpRequest, file: FieldFile, **how: object) -> HttpResponseBase:
    """`send`, for a stored file: by the S3 server itself, or by nginx from the local disk, when settings say so.

    nginx is not told where a public file lies: it keeps what it got, and asks no more.
    """
    if isinstance(file.storage, WriteOnceS3Storage):
        return HttpResponseRedirect(file.storage.url(file.name), headers={"Cache-Control": "no-store"})
    if how["public"] or not settings.VIVIER_ACCEL or not isinstance(file.storage, FileSystemStorage):
        return send(request, lambda: file.open("rb"), **how)
    response = send(request, io.BytesIO, **{**how, "compress": False})
    return (
        response if response.status_code == HTTPStatus.NOT_MODIFIED else _accelerated(response, file, how["media_type"])
    )


def _accelerated(response: HttpResponseBase, file: FieldFile, media_type: str) -> HttpResponse:
    """The same headers, and nginx sends the bytes, ranges and all."""
    kept = {name: response.headers[name] for name in ("Cache-Control", "ETag")}
    place = Path(file.path).relative_to(settings.DATA_DIR)
    return HttpResponse(
        headers={**kept, "X-Accel-Redirect": f"{settings.VIVIER_ACCEL}{place}"}, content_type=media_type
    )


def _suffixes() -> tuple[str, ...]:
    return ("", *(f"-{encoding}" for encoding in ENCODINGS))


def _answer(
    request: HttpRequest, source: IO[bytes], encoding: str, etag: str, media_type: str
) -> HttpResponse | StreamingHttpResponse:
    size = source.seek(0, io.SEEK_END)
    span = _span(request, size, f'"{etag}"')
    if span is None:
        source.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if encoding:
        body = compressed(encoding, _chunks(source, 0, size))
        return StreamingHttpResponse(body, content_type=media_type, headers={"Content-Encoding": encoding})
    return _part(source, span, size, media_type)


def _part(source: IO[bytes], span: tuple[int, int], size: int, media_type: str) -> StreamingHttpResponse:
    start, end = span
    whole = (start, end) == (0, size)
    response = StreamingHttpResponse(_chunks(source, start, end), status=200 if whole else 206, content_type=media_type)
    response.headers["Content-Length"] = str(end - start)
    response.headers["Accept-Ranges"] = "bytes"
    if not whole:
        response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return response


def _chunks(source: IO[bytes], start: int, end: int) -> Iterator[bytes]:
    with source:
        source.seek(start)
        left = end - start
        while left > 0 and (chunk := source.read(min(left, CHUNK))):
            left -= len(chunk)
            yield chunk


def _span(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """The bytes asked, as a half-open interval; all when no range, or one we may ignore; None when it cannot be."""
    match = RANGE.match(request.headers.get("Range", ""))
    if not match or request.headers.get("If-Range", etag) != etag or match.groups() == ("", ""):
        return 0, size
    first, last = match.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(size, int(last) + 1) if first and last else size
    return (start, end) if start < end else None
