"""XML that nobody vouches for, read in one pass: no DTD, no entity, no network, no great depth."""

import codecs
import re
from bisect import bisect_left
from collections.abc import Iterator
from html.entities import html5
from itertools import islice
from pathlib import Path
from typing import IO, Any

from lxml import etree

from interop.findings import Finding, RefusedFileError
from interop.importers.broken import not_well_formed, reason_of
from items.messages import message

Element = etree._Element
DEPTH = 200
MOST_MENDED = 30_000_000
KNOWN = {"amp", "lt", "gt", "quot", "apos"}
ENCODED = re.compile(rb"<\?xml[^>]{0,60}encoding=[\"']([\w.-]{1,40})")
UTF8 = (b"", b"utf-8")
OF_WINDOWS = "of-windows"
AMPERSAND = re.compile(rb"&(?!#x?[0-9A-Fa-f]{1,7};)(?:([A-Za-z][A-Za-z0-9]{1,30});)?")
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
DEEP = etree.XPath(f"boolean({'/'.join('*' * 20)})")
TOO_DEEP = etree.XPath(f"boolean({'/'.join('*' * DEPTH)})")
SAFE: dict[str, bool] = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}
PARSER = etree.XMLParser(**SAFE)  # type: ignore[arg-type]
NESTED = message("its elements are nested more than %(depth)s deep", depth=DEPTH)


def elements(path: Path, *, root: tuple[str, ...], each: str) -> Iterator[Element | Finding]:
    """Each element of this name, whole, then forgotten; RefusedFileError when the file as a whole is no good.

    A file that is not well-formed is mended and read again from where it broke: an element in which it stays broken is
    a finding.
    """
    count = 0
    try:
        for element in _stream(str(path), root, each):
            count += 1
            yield element
    except etree.XMLSyntaxError as error:
        if path.stat().st_size > MOST_MENDED:
            raise RefusedFileError(not_well_formed(error)) from None
        broken = message("the file is not well-formed XML: look at what came in after this line")
        yield Finding("warning", f"line {error.lineno}", broken)
        yield from islice(_mended(mended(path.read_bytes()), root, each), count, None)


def _stream(source: str | IO[bytes], root: tuple[str, ...], each: str) -> Iterator[Element]:
    """Each element of this name, whole, then forgotten with those before it; the others never come to Python."""
    reading = etree.iterparse(source, events=("end",), tag=each, **SAFE)
    top = None
    for _event, element in reading:
        if top is None:
            top = element.getroottree().getroot()
            _refuse(top, 1, root)
        _refuse_deep(element)
        yield element
        _forget(element)
    _refuse(reading.root, 1, root)


def _mended(data: bytes, root: tuple[str, ...], each: str) -> Iterator[Element | Finding]:
    """Each element of a mended file that is whole, and a finding for each that is broken."""
    parser = etree.XMLParser(recover=True, **SAFE)  # type: ignore[arg-type]
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise RefusedFileError(not_well_formed(error)) from None
    if tree is None:
        raise RefusedFileError(message("the file is empty"))
    _refuse_tree(tree, root)
    faults = {fault.line: fault.message for fault in parser.error_log}
    lines = [*sorted(faults), float("inf")]
    found = list(tree.iter(each))
    for element, after in zip(found, [*found[1:], None], strict=True):
        fault = lines[bisect_left(lines, element.sourceline)]
        last = after.sourceline if after is not None else float("inf")
        if fault >= last or (after is not None and after.getparent() is element):
            yield element
        else:
            reason = message("its XML is broken: %(error)s", error=reason_of(faults[int(fault)]))
            yield Finding("error", f"line {fault}", reason, line_of(element))


def line_of(element: Element) -> str:
    """The beginning of the words of an element."""
    return " ".join("".join(map(str, element.itertext())).split())[:80]


def mended(data: bytes) -> bytes:
    """XML without what makes most files break.

    That is HTML's entities, a lone `&`, control characters, what precedes it, and letters of Windows in what says that
    it is in UTF-8.
    """
    start = data.find(b"<")
    if (ENCODED.match(data, max(start, 0)) or UTF8)[1].lower() in (b"utf-8", b"utf8"):
        data = data.decode("utf-8", OF_WINDOWS).encode()
    data = CONTROL.sub(b" ", data[max(start, 0) :]) if b"\0" not in data else data
    return AMPERSAND.sub(_entity, data)


def _of_windows(error: UnicodeError) -> tuple[str, int]:
    """What bytes that are not in UTF-8 are as Windows-1252."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(OF_WINDOWS, _of_windows)


def _entity(found: re.Match[bytes]) -> bytes:
    name = (found[1] or b"").decode()
    if name in KNOWN:
        return found[0]
    text = html5.get(f"{name};", "") if name else ""
    return "".join(f"&#{ord(char)};" for char in text).encode() or b"&amp;" + found[0][1:]


def streamed(file: IO[bytes], each: str) -> Iterator[Element]:
    """Each element of this name in an XML file of any length, whatever its namespace."""
    try:
        yield from _stream(file, (), f"{{*}}{each}")
    except etree.XMLSyntaxError as error:
        raise RefusedFileError(not_well_formed(error)) from None


def parsed(data: bytes) -> Element:
    """The root of a small XML file; RefusedFileError when it declares a DTD, nests too deep or is not well-formed."""
    try:
        return _parsed(data)
    except etree.XMLSyntaxError as error:
        try:
            return _parsed(mended(data))
        except etree.XMLSyntaxError:
            raise RefusedFileError(not_well_formed(error)) from None


def _parsed(data: bytes) -> Element:
    root = etree.fromstring(data, PARSER)
    _refuse(root, 1, ())
    _refuse_deep(root)
    return root


def _refuse_tree(tree: Element, root: tuple[str, ...]) -> None:
    depth = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start":
            _refuse(element, depth, root)


def _refuse_deep(element: Element) -> None:
    """Refuse what holds more than DEPTH elements inside one another."""
    if DEEP(element) and TOO_DEEP(element):  # the second costs as much as a quarter of the parsing
        raise RefusedFileError(NESTED)


def _refuse(element: Element, depth: int, root: tuple[str, ...]) -> None:
    if depth > DEPTH:
        raise RefusedFileError(NESTED)
    if element.getparent() is None:
        if _declares(element.getroottree().docinfo):
            raise RefusedFileError(message("the file declares a document type (DTD), which no question bank needs"))
        if root and element.tag not in root:
            raise RefusedFileError(message("this is not a question bank: it starts with <%(tag)s>", tag=element.tag))


def _declares(info: etree.DocInfo) -> bool:
    """Whether a document type is more than the name that some programs write: entities, or a file elsewhere."""
    dtd: Any = info.internalDTD  # the types of lxml do not know what a DTD holds
    return dtd is not None and bool(dtd.system_url or dtd.external_id or [*dtd.iterentities(), *dtd.iterelements()])


def _forget(element: Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
