"""Taking versions again from a release file known to be intact: the next release copies what did not change."""

from collections.abc import Iterable, Iterator
from itertools import islice

from interop import frame
from interop.bundle import PARTS, Bundle
from interop.entries import START, Line

DIGEST = b'"digest":"'


def held_lines(bundle: Bundle) -> tuple[Iterator[Line], Iterator[Line]]:
    """The challenges, then the tutorials, each once through. InvalidDocument when the file has another format."""
    manifest = frame.Reader(bundle.manifest_chunks())
    manifest.expect(frame.ASSETS)
    manifest.until(frame.ITEMS)
    items = manifest.entries(frame.ROOT)
    return _lines(bundle, PARTS[0], items), _lines(bundle, PARTS[1], _tutorials(manifest, items))


def _tutorials(manifest: frame.Reader, items: Iterator[list[bytes]]) -> Iterator[list[bytes]]:
    """The entries of tutorials, once what is left of the challenges is read."""
    for _page in items:
        pass
    manifest.until(frame.TUTORIALS)
    yield from manifest.entries(frame.END)


def _lines(bundle: Bundle, name: str, pages: Iterator[list[bytes]]) -> Iterator[Line]:
    documents = bundle.lines(name)
    for page in pages:
        for rest, document in zip(page, documents, strict=False):
            start = rest.index(DIGEST) + len(DIGEST)
            yield Line(START + rest, rest[start : start + 64].decode(), document)


def taken(lines: Iterator[Line], places: Iterable[int | None]) -> Iterator[Line | None]:
    """The lines at these places, each after the one before; None where no place is given."""
    passed = 0
    for place in places:
        if place is None:
            yield None
        else:
            yield next(islice(lines, place - passed, None))
            passed = place + 1
