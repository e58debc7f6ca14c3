"""Where the lines of a release file lie, so that any number of them can be copied or compared at once."""

import os
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from typing import IO

from interop import frame
from interop.bundle import CHUNK, MANIFEST, PARTS, REWRAPPED, Bundle, BundleError
from interop.listed import read_assets
from interop.manifest import AssetEntry
from interop.merkle import SIZE

PAGE = 500
DIGEST = b'"digest":"'


@dataclass(frozen=True, slots=True)
class Part:
    """The challenges or the tutorials: where each document and each entry begins, and where one more would.

    `digests` are those that the entries name, one after the other.
    """

    file: IO[bytes]
    documents: "array[int]"
    entries: "array[int]"
    digests: bytes

    def run(self, start: int, stop: int) -> "Run":
        """The lines from one place to another; BundleError when there are not so many."""
        if not 0 <= start <= stop < len(self.documents):
            raise BundleError(f"lines {start} to {stop} are not among the {len(self.documents) - 1} that are held")
        return Run(self, start, stop)


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of a part that follow each other."""

    part: Part
    start: int
    stop: int

    def __len__(self) -> int:
        return self.stop - self.start

    def documents(self) -> Iterator[bytes]:
        """The bytes of the documents, with their line ends, in chunks."""
        return _read(self.part.file, self.part.documents[self.start], self.part.documents[self.stop])

    def entries(self) -> Iterator[bytes]:
        """The bytes of the entries, parted by commas, in chunks."""
        return _read(self.part.file, self.part.entries[self.start], self.part.entries[self.stop] - 1)

    def digests(self) -> bytes:
        """The SHA-256 of each document."""
        return self.part.digests[self.start * SIZE : self.stop * SIZE]

    def holding(self, text: bytes) -> Iterator[bytes]:
        """The documents that hold these bytes, without their line ends."""
        for start in range(self.start, self.stop, PAGE):
            documents = b"".join(Run(self.part, start, min(start + PAGE, self.stop)).documents())
            found = documents.find(text)
            while found >= 0:
                end = documents.index(b"\n", found)
                yield documents[documents.rfind(b"\n", 0, found) + 1 : end]
                found = documents.find(text, end)


@dataclass(frozen=True, slots=True)
class Layout:
    """What the manifest of a release file lists, its lines by the place where they lie."""

    items: Part
    tutorials: Part
    assets: tuple[AssetEntry, ...]


@contextmanager
def laid_out(bundle: Bundle) -> Iterator[Layout]:
    """The layout of a file, which stays open meanwhile. BundleError or InvalidDocument when it has another form."""
    manifest, (begin, _size) = frame.Reader(bundle.manifest_chunks()), bundle.place(MANIFEST)
    assets = read_assets(manifest)
    with bundle.path.open("rb") as file:
        items = Part(file, _documents(bundle, PARTS[0]), *_entries(manifest, frame.ROOT, begin))
        manifest.until(frame.TUTORIALS)
        tutorials = Part(file, _documents(bundle, PARTS[1]), *_entries(manifest, frame.END, begin))
        if any(len(part.documents) != len(part.entries) for part in (items, tutorials)):
            raise BundleError(REWRAPPED)
        yield Layout(items, tutorials, assets)


def _documents(bundle: Bundle, name: str) -> "array[int]":
    """Where each line of a part begins, and where one more would."""
    begin, _size = bundle.place(name)
    places = array("Q", [begin])
    for chunk in bundle.part(name):
        end = chunk.find(b"\n") + 1
        while end:
            places.append(begin + end)
            end = chunk.find(b"\n", end) + 1
        begin += len(chunk)
    if places[-1] != begin:
        raise BundleError(REWRAPPED)
    return places


def _entries(manifest: frame.Reader, after: bytes, begin: int) -> "tuple[array[int], bytes]":
    """Where each entry of a list begins, and where one more would; the digests they name."""
    places, digests = array("Q", [begin + manifest.taken]), bytearray()
    for page in manifest.entries(after):
        lengths = map(len(frame.NEXT).__add__, map(len, page))
        places.extend(accumulate(lengths, initial=places.pop()))
        found = [rest[(start := rest.find(DIGEST) + len(DIGEST)) : start + 2 * SIZE] for rest in page]
        try:
            digests += bytes.fromhex(b"".join(found).decode())
        except ValueError:
            raise BundleError("the manifest has an entry without a digest") from None
    return places, bytes(digests)


def _read(file: IO[bytes], start: int, stop: int) -> Iterator[bytes]:
    while start < stop and (chunk := os.pread(file.fileno(), min(stop - start, CHUNK), start)):
        start += len(chunk)
        yield chunk
