"""XML that nobody vouches for, read in one pass: no DTD, no entity, no network, no great depth."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from interop.findings import RefusedFileError
from items.messages import message

Element = etree._Element
DEPTH = 200
SAFE: dict[str, bool] = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}


def elements(path: Path, *, root: tuple[str, ...], each: str) -> Iterator[Element]:
    """Each element of this name, whole, then forgotten; RefusedFileError when the file as a whole is no good."""
    depth = 0
    events = etree.iterparse(str(path), events=("start", "end"), **SAFE)
    try:
        for event, element in events:
            if event == "start":
                depth += 1
                _refuse(element, depth, root)
                continue
            depth -= 1
            if element.tag == each:
                yield element
                _forget(element)
    except etree.XMLSyntaxError as error:
        raise RefusedFileError(message("this is not well-formed XML: %(error)s", error=error.msg)) from None


def parsed(data: bytes) -> Element:
    """The root of a small XML file; RefusedFileError when it declares a DTD, nests too deep or is not well-formed."""
    parser = etree.XMLPullParser(events=("start", "end"), **SAFE)  # type: ignore[arg-type]
    depth = 0
    root: Element | None = None
    try:
        parser.feed(data)
        parser.close()
        for event, element in parser.read_events():
            assert isinstance(element, etree._Element)
            depth += 1 if event == "start" else -1
            _refuse(element, depth, ())
            root = element if root is None else root
    except etree.XMLSyntaxError as error:
        raise RefusedFileError(message("this is not well-formed XML: %(error)s", error=error.msg)) from None
    if root is None:
        raise RefusedFileError(message("the file is empty"))
    return root


def _refuse(element: Element, depth: int, root: tuple[str, ...]) -> None:
    if depth > DEPTH:
        raise RefusedFileError(message("its elements are nested more than %(depth)s deep", depth=DEPTH))
    if element.getparent() is None:
        if element.getroottree().docinfo.internalDTD is not None:
            raise RefusedFileError(message("the file declares a document type (DTD), which no question bank needs"))
        if root and element.tag not in root:
            raise RefusedFileError(message("this is not a question bank: it starts with <%(tag)s>", tag=element.tag))


def _forget(element: Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
