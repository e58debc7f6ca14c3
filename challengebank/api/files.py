"""Bytes that never change: strong ETag, 304, one Range (206, 416), cacheable for ever when public. RFC 9110."""

import re
from collections.abc import Iterator
from typing import IO

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import parse_etags

CHUNK = 1 << 18
RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")


def send(
    request: HttpRequest,
    source: IO[bytes],
    *,
    size: int,
    etag: str,
    media_type: str,
    public: bool,
) -> HttpResponseBase:
    """Answer with a file, a part of it, or nothing when the caller has it already. `source` is closed at the end."""
    quoted = f'"{etag}"'
    wanted = parse_etags(request.headers.get("If-None-Match", ""))
    span = _span(request, size, quoted)
    response: HttpResponseBase
    if quoted in wanted or "*" in wanted:
        source.close()
        response = HttpResponse(status=304)
    elif span is None:
        source.close()
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        response = _part(source, span, size, media_type)
    response.headers["ETag"] = quoted
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = f"{'public' if public else 'private'}, max-age=31536000, immutable"
    response.headers["Vary"] = "Authorization"
    return response


def _part(source: IO[bytes], span: tuple[int, int], size: int, media_type: str) -> StreamingHttpResponse:
    start, end = span
    whole = (start, end) == (0, size)
    response = StreamingHttpResponse(_chunks(source, start, end), status=200 if whole else 206, content_type=media_type)
    response.headers["Content-Length"] = str(end - start)
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
