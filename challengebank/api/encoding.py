"""Answers compressed on their way, zstd before gzip, for callers that accept it (RFC 9110, section 12.5.3)."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import zstandard
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

SMALL = 1000


class Compressor(Protocol):
    """What both libraries offer."""

    def compress(self, data: bytes) -> bytes:
        """The next piece, perhaps empty."""

    def flush(self) -> bytes:
        """The end."""


ENCODINGS: dict[str, Callable[[], Compressor]] = {
    "zstd": lambda: zstandard.ZstdCompressor(level=3).compressobj(),
    "gzip": lambda: zlib.compressobj(6, zlib.DEFLATED, 31),
}


def accepted(request: HttpRequest) -> str:
    """The encoding to use: the first of ours that the caller accepts, or none."""
    asked = dict(_weighed(request.headers.get("Accept-Encoding", "")))
    return next((name for name in ENCODINGS if asked.get(name, asked.get("*", 0.0)) > 0), "")


def compressed(encoding: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks under an encoding of ours."""
    compressor = ENCODINGS[encoding]()
    for chunk in chunks:
        if piece := compressor.compress(chunk):
            yield piece
    yield compressor.flush()


def compress_answer(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A short answer, compressed when that is worth it."""
    patch_vary_headers(response, ["Accept-Encoding"])
    encoding = accepted(request) if len(response.content) > SMALL else ""
    if encoding:
        response.content = b"".join(compressed(encoding, [response.content]))
        response.headers["Content-Encoding"] = encoding
    return response


def _weighed(header: str) -> Iterator[tuple[str, float]]:
    for part in header.lower().split(","):
        name, _semicolon, weight = part.partition(";")
        value = weight.strip().removeprefix("q=")
        try:
            yield name.strip(), float(value) if value else 1.0
        except ValueError:
            yield name.strip(), 0.0
