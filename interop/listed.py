"""What a manifest lists, read as a stream: nothing of it is held but what is asked for."""

from collections.abc import Iterable, Iterator

from pydantic import TypeAdapter

from interop import entries, frame
from interop.entries import Named
from interop.manifest import AssetEntry, Head

ASSETS = TypeAdapter(tuple[AssetEntry, ...])
HEAD = TypeAdapter(Head)


def assets_of(manifest: Iterable[bytes]) -> tuple[AssetEntry, ...]:
    """The files that a manifest lists; InvalidDocument when it is none, here and below."""
    return read_assets(frame.Reader(manifest))


def read_assets(reader: frame.Reader) -> tuple[AssetEntry, ...]:
    """The files that a manifest lists, at its beginning; InvalidDocument when it is none."""
    reader.expect(frame.ASSETS)
    assets: tuple[AssetEntry, ...] = entries.canonical(ASSETS, reader.until(frame.ITEMS))
    return assets


def items_of(manifest: Iterable[bytes]) -> Iterator[Named]:
    """The challenges that a manifest lists."""
    reader = frame.Reader(manifest)
    read_assets(reader)
    return _named(reader, frame.ROOT)


def tutorials_of(manifest: Iterable[bytes]) -> Iterator[Named]:
    """The tutorials that a manifest lists."""
    reader = frame.Reader(manifest)
    _head(reader)
    return _named(reader, frame.END)


def head_of(manifest: Iterable[bytes]) -> Head:
    """What a manifest says of its release."""
    return _head(frame.Reader(manifest))


def _head(reader: frame.Reader) -> Head:
    read_assets(reader)
    for _page in reader.entries(frame.ROOT):
        pass
    reader.until(frame.HEAD)
    head: Head = entries.canonical(HEAD, reader.until(frame.TUTORIALS))
    return head


def _named(reader: frame.Reader, after: bytes) -> Iterator[Named]:
    for page in reader.entries(after):
        yield from map(entries.named, page)
