"""The release file (`bank` format): a zip that is the same, byte for byte, whenever the same parts are written.

Names come in one order (`items.ndjson`, `tutorials.ndjson`, sorted `assets/<sha256>`, `manifest.json`), dates are
fixed, and nothing is compressed: compressors differ from one machine to another. Nothing here needs Django.
"""

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from interop.entries import Named
from interop.listed import assets_of, head_of, items_of, tutorials_of
from interop.manifest import AssetEntry, Head, Manifest
from interop.window import Window
from items.errors import InvalidDocument
from items.trusted import Kind, trusted

CHUNK = 1 << 18
LINE_LIMIT = 4_000_000
MANIFEST_LIMIT = 500_000_000
MOST_MEMBERS = 200_000
REWRAPPED = "the file's wrapping was changed: it is not what the release wrote"
PARTS = ("items.ndjson", "tutorials.ndjson")
MANIFEST = "manifest.json"


class BundleError(ValueError):
    """The file is not an intact release; the message names the first thing wrong."""


@dataclass(frozen=True, slots=True)
class Document:
    """A version and the canonical bytes of its document."""

    entry: Named
    content: bytes

    def proved(self) -> bytes:
        """The canonical bytes, as they were when they were frozen; BundleError when their digest differs."""
        if hashlib.sha256(self.content).hexdigest() != self.entry.digest:
            raise BundleError(f"{self.entry.name} is not the one released: its digest differs")
        return self.content

    def read(self, kind: type[Kind]) -> Kind:
        """The item or the tutorial, as it was when it was frozen; BundleError when its digest differs."""
        return trusted(kind, self.proved())


@dataclass(frozen=True, slots=True)
class AssetFile:
    """A file of the release and the chunks of its bytes."""

    entry: AssetEntry
    chunks: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a release file holds, without its entries: how many challenges and tutorials, which files.

    `digest` is the SHA-256 of its manifest: the release's name for machines.
    """

    release: Head
    items: int
    tutorials: int
    assets: tuple[AssetEntry, ...]
    digest: str


class Bundle:
    """A release file open for reading. Nothing in it is trusted before `verify_bundle` (interop/proof.py)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with zipfile.ZipFile(path) as archive:
                members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise BundleError(f"the file holds {len(members)} parts, more than {MOST_MEMBERS}")
            self._members = {info.filename: info for info in members}
        except (zipfile.BadZipFile, OSError, NotImplementedError, UnicodeDecodeError) as error:
            raise BundleError(f"not a release file: {error}") from None

    @cached_property
    def manifest(self) -> Manifest:
        """The whole manifest, as models: for releases of a size that memory holds."""
        with _readable():
            return Manifest.parse(b"".join(self.manifest_chunks()))

    def manifest_chunks(self) -> Iterator[bytes]:
        """The bytes of the manifest."""
        return self._chunks(MANIFEST, MANIFEST_LIMIT)

    def items(self) -> Iterator[Document]:
        """The challenges, in order, each with its bytes."""
        return self._documents(PARTS[0], items_of)

    def tutorials(self) -> Iterator[Document]:
        """The tutorials, in order."""
        return self._documents(PARTS[1], tutorials_of)

    def size(self) -> int:
        """How many bytes the challenges take."""
        return self.place(PARTS[0])[1]

    def assets(self) -> Iterator[AssetFile]:
        """The files, in order."""
        return (AssetFile(entry, self.asset(entry)) for entry in self.listed_assets())

    def listed_assets(self) -> tuple[AssetEntry, ...]:
        """The files as the manifest lists them."""
        with _readable():
            return assets_of(self.manifest_chunks())

    def head(self) -> Head:
        """What the manifest says of the release."""
        with _readable():
            return head_of(self.manifest_chunks())

    def asset(self, entry: AssetEntry) -> Iterator[bytes]:
        """The bytes of one file, in chunks."""
        return self._chunks(f"assets/{entry.sha256}", entry.size)

    def part(self, name: str) -> Iterator[bytes]:
        """The bytes of a part as it lies there, in chunks."""
        return self._chunks(name, self.place(name)[1])

    def opened(self, name: str) -> Window:
        """A part, to be read from any place."""
        return Window(self.path.open("rb"), *self.place(name))

    def lines(self, name: str) -> Iterator[bytes]:
        """The documents of a part, in order, without their line ends."""
        return lines_of(self.part(name))

    def digest(self) -> str:
        """The SHA-256 of the manifest, as it lies there: the release's name for machines."""
        digest = hashlib.sha256()
        for chunk in self.manifest_chunks():
            digest.update(chunk)
        return digest.hexdigest()

    def place(self, name: str) -> tuple[int, int]:
        """Where in the file the bytes of a part begin, and how many they are."""
        info = self._members.get(name)
        if info is None:
            raise BundleError(f"{name} is missing")
        if info.compress_type != zipfile.ZIP_STORED:
            raise BundleError(f"{name} is compressed, which a release never is")
        begin = info.header_offset + 30 + len(name.encode())
        if not 0 <= begin <= begin + info.file_size <= self.path.stat().st_size:
            raise BundleError(REWRAPPED)
        return begin, info.file_size

    def _chunks(self, name: str, limit: int) -> Iterator[bytes]:
        begin, left = self.place(name)
        if left > limit:
            raise BundleError(f"{name} is {left} bytes long, expected at most {limit}")
        with self.path.open("rb") as file:
            file.seek(begin)
            while left and (chunk := file.read(min(left, CHUNK))):
                left -= len(chunk)
                yield chunk

    def _documents(self, name: str, listed: Callable[[Iterable[bytes]], Iterator[Named]]) -> Iterator[Document]:
        lines = self.lines(name)
        with _readable():
            for entry in listed(self.manifest_chunks()):
                line = next(lines, None)
                if line is None:
                    raise BundleError(REWRAPPED)
                yield Document(entry, line)
        if next(lines, None) is not None:
            raise BundleError(REWRAPPED)


@contextmanager
def _readable() -> Iterator[None]:
    """BundleError when the manifest is not one."""
    try:
        yield
    except InvalidDocument as error:
        raise BundleError(f"the manifest cannot be read: {error}") from None


def lines_of(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Lines without their ends; BundleError when the last has none."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from whole
        if len(rest) > LINE_LIMIT:
            break
    if rest:
        raise BundleError(REWRAPPED)
