"""QTI in one vocabulary: whatever the version, names become those of 3.0 without their `qti-`."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from interop.importers.xml import Element

CAMEL = re.compile(r"(?<=[a-z0-9])([A-Z])")


@lru_cache(maxsize=4096)
def kebab(name: str) -> str:
    """`responseIdentifier` and `qti-response-identifier` are `response-identifier`, whatever their namespace."""
    return CAMEL.sub(lambda found: f"-{found[1].lower()}", name.rpartition("}")[2]).removeprefix("qti-")


def renamed(root: Element) -> Element:
    """The tree with names of 3.0 without prefix nor namespace, changed in place."""
    for element in root.iter(etree.Element):
        element.tag = kebab(element.tag)
        for name in element.keys():  # noqa: SIM118 - a list: the attributes change
            if (new := kebab(name)) != name:
                element.set(new, element.attrib.pop(name))
    return root


def named(root: Element, *names: str) -> Iterator[Element]:
    """Each element of these names below."""
    return root.iter(*names)


def first(root: Element, name: str) -> Element | None:
    """The first element of this name below."""
    return next(root.iter(name), None)


def interactions_in(root: Element) -> list[Element]:
    """The interactions below that ask something."""
    return [
        each
        for each in root.iter()
        if isinstance(each.tag, str) and each.tag.endswith("-interaction") and each.tag != "media-interaction"
    ]


def classes(element: Element) -> list[str]:
    """The tokens of an element's class."""
    return (element.get("class") or "").split()


def texts(element: Element | None, name: str) -> list[str]:
    """The texts of the elements of this name below."""
    return [] if element is None else ["".join(map(str, each.itertext())).strip() for each in element.iter(name)]
