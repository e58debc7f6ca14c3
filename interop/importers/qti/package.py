"""Packages of QTI: the manifest says which files are items and what is known about them."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain, islice
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from interop.case import guid
from interop.findings import Finding, RefusedFileError
from interop.html import SPACES, words_of
from interop.importers.archive import MANIFEST, Archive
from interop.importers.draft import Draft, Result, Unit, line
from interop.importers.files import File
from interop.importers.qti.item import read_item
from interop.importers.qti.old import read_old
from interop.importers.qti.words import kebab
from interop.importers.xml import Element, parsed, streamed
from interop.labels import labelled
from interop.scolomfr import BY_URI
from items.document import CRCN
from items.messages import Message, message

BY_GUID = {guid("crcn", code): code for code in CRCN}
SINGLE = "the item"
OLD = "questestinterop"
OTHERS: dict[str, Message] = {
    "assessment-test": message("this is a test without its questions: choose the whole package"),
}
"""What a teacher reads of files that hold no item."""
MOST_AT_ONCE = 5_000_000
TEST = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:assessmentTest|qti-assessment-test)[\s>]")
ITEM = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:assessmentItem|qti-assessment-item)[\s>]")
OLD_ITEM = re.compile(rb"<questestinterop[\s>]")


def read(path: Path) -> Iterator[Result]:
    """Each item of a package, or the single item of an XML file, or what is wrong with it."""
    with path.open("rb") as file:
        zipped = file.read(2) == b"PK"
    if zipped:
        yield from _Package(Archive(path)).read()
    else:
        yield from _single(path.read_bytes())


def units(path: Path) -> Iterator[Unit]:
    """Each item of a package, to be read."""
    return _Package(Archive(path)).units()


def _single(data: bytes) -> Iterator[Result]:
    root = parsed(data)
    name = _name(root)
    if name == OLD:
        yield from read_old(root, "", {})
        return
    if name != "assessment-item":
        raise RefusedFileError(_not_an_item(name))
    yield from read_item(root, SINGLE, "", {}, {})


class _Package:
    """A package being read; `found` is how many items were in it so far."""

    def __init__(self, archive: Archive) -> None:
        self.archive, self.files, self.found = archive, _Files(archive), 0

    def read(self) -> Iterator[Result]:
        """What it holds."""
        for unit in self.units():
            yield from unit()
        if not self.found:
            yield Finding("error", MANIFEST, message("the package holds no item"))

    def units(self) -> Iterator[Unit]:
        """Each item, to be read."""
        manifest = next((name for name in self.archive.names() if name.rpartition("/")[2] == MANIFEST), "")
        if not manifest:
            missing = message("the package has no manifest: every item in it was read")
            yield partial(iter, (Finding("warning", MANIFEST, missing),))
        named = _resources(self.archive, manifest) if manifest else iter(())
        try:
            known = [*islice(named, 1)]
        except RefusedFileError as refusal:
            yield partial(iter, (Finding("warning", manifest, refusal.reason),))
            known = []
        seen = {manifest}
        for path, resource in chain(known, named) if known else _all_xml(self.archive, manifest):
            name = self.archive.find(path)
            seen.add(name)
            yield partial(self._entry, name or path, resource)
        for name in self.archive.names():
            if name not in seen and (_is_xml(name) or name.endswith(".dat")):
                yield partial(self._unlisted, name)

    def _unlisted(self, name: str) -> Iterator[Result]:
        """A file that the manifest does not name as an item: one all the same, or a test, or nothing of ours."""
        data = self.archive.read(name)
        if TEST.search(data):
            text = message("the order, the sections and the instructions of this test did not come along")
            yield Finding("note", name, text)
        elif ITEM.search(data):
            yield Finding("note", name, message("the manifest does not name this item: it was read"))
            yield from self._entry(name, None)
        elif OLD_ITEM.search(data):
            yield from self._entry(name, None)

    def _entry(self, name: str, resource: Element | None) -> Iterator[Result]:
        if name not in self.archive.members:
            yield Finding("error", MANIFEST, message("the file %(name)s is not in the package", name=name))
            return
        try:
            root = parsed(self.archive.read(name))
        except RefusedFileError as refusal:
            yield Finding("error", name, refusal.reason)
            return
        if _name(root) == "assessment-item":
            self.found += 1
            known = Draft() if resource is None else _known(resource)
            yield from read_item(root, name, dirname(name.replace("\\", "/")), self.files, known)
        elif _name(root) == OLD:
            self.found += 1
            yield from read_old(root, name, self.files)


def _all_xml(archive: Archive, manifest: str) -> Iterator[tuple[str, None]]:
    return ((name, None) for name in archive.names() if _is_xml(name) and name != manifest)


def _is_xml(name: str) -> bool:
    """Whether a file may hold an item. A Mac adds files that are none."""
    return name.lower().endswith(".xml") and not name.startswith("__MACOSX/")


def _not_an_item(name: str) -> Message:
    return OTHERS.get(name) or message("this is not an item: it starts with <%(tag)s>", tag=name)


def _name(root: Element) -> str:
    return kebab(str(root.tag))


class _Files(Mapping[str, File]):
    """The files of a package by their path, read when they are asked for."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def __getitem__(self, path: str) -> File:
        name = self.archive.find(path)
        if not name:
            raise KeyError(path)
        return File(path.rpartition("/")[2], self.archive.read(name))

    def __iter__(self) -> Iterator[str]:
        return iter(self.archive.members)

    def __len__(self) -> int:
        return len(self.archive.members)


def _resources(archive: Archive, manifest: str) -> Iterator[tuple[str, Element]]:
    """(path, resource) of each item that the manifest names, as it is read."""
    folder = dirname(manifest)
    for resource in _listed(archive, manifest):
        if "item_" in (resource.get("type") or "") and (href := resource.get("href")):
            yield normpath(join(folder, unquote(href))), resource


def _listed(archive: Archive, manifest: str) -> Iterator[Element]:
    """The resources of a manifest; one that is too long to be mended is read as a stream."""
    if archive.members[manifest].file_size <= MOST_AT_ONCE:
        yield from parsed(archive.read(manifest)).iter("{*}resource")
        return
    with archive.open(manifest) as file:
        yield from streamed(file, "resource")


def _known(resource: Element) -> Draft:
    """Alignments, labels and identity from learning object metadata and CASE identifiers."""
    keywords = [_string(each) for each in resource.iter("{*}keyword")]
    fields = labelled(filter(None, keywords))
    if "alignments" not in fields:
        places = [f"crcn:{code}:1" for code in _competences(resource)]
        fields |= {name: value for name, value in labelled(places).items() if name == "alignments"}
    if "disciplines" not in fields and "classes" not in fields:
        concepts = [BY_URI[each] for each in _taxa(resource) if each in BY_URI]
        fields |= {n: v for n, v in labelled(concepts).items() if n in ("disciplines", "classes")}
    rights = next(resource.iter("{*}rights"), None)
    if "licence" not in fields and rights is not None:
        description = next(rights.iter("{*}description"), None)
        if description is not None and (text := _string(description)):
            fields["licence"] = text
    return fields


def _string(element: Element) -> str:
    return line(SPACES.sub(" ", words_of(element)))


def _competences(resource: Element) -> list[str]:
    guids = [(each.text or "").strip() for each in resource.iter("{*}GUID")]
    found = [BY_GUID[each] for each in guids if each in BY_GUID]
    return list(dict.fromkeys([*found, *(taxon for taxon in _taxa(resource) if taxon in CRCN)]))


def _taxa(resource: Element) -> list[str]:
    return [(each.findtext("{*}id") or "").strip() for each in resource.iter("{*}taxon")]
