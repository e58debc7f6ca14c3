"""CASE (Competencies and Academic Standards Exchange, 1EdTech): identifiers, and a framework as a CFPackage.

Identifiers are UUIDs of version 5 over `framework/code`: the same in every export and every installation.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID, uuid5

SPACE = UUID("2f6c9a8e-5d3b-5c0f-9a51-6a7f1f6f2c11")
BASE = "https://vivier.invalid/ims/case"


@dataclass(frozen=True, slots=True)
class Standard:
    """One statement of a framework: a domain, a competence or a theme. `parent` is its code, empty at the top."""

    code: str
    statement: str
    kind: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Framework:
    """What CASE says of a framework. `changed_at` is an ISO 8601 moment; `locale` a language code."""

    slug: str
    title: str
    creator: str
    locale: str
    changed_at: str
    standards: tuple[Standard, ...]
    source: str = ""
    licence: str = ""


@cache
def guid(framework: str, code: str = "") -> str:
    """The identifier of a framework, or of one of its statements."""
    return str(uuid5(SPACE, f"{framework}/{code}" if code else framework))


def uri(kind: str, identifier: str, version: str = "v1p1", base: str = BASE) -> str:
    """The address of a CASE object: `kind` is CFDocuments, CFItems or CFAssociations."""
    return f"{base}/{version}/{kind}/{identifier}"


def package(framework: Framework, version: str = "1.1", base: str = BASE) -> dict[str, Any]:
    """The CFPackage of a framework in CASE 1.1 or 1.0, as plain values for JSON."""
    path = {"1.1": "v1p1", "1.0": "v1p0"}[version]
    writer = _Writer(framework, path, base)
    return {
        "CFDocument": writer.document(),
        "CFItems": [writer.item(standard) for standard in framework.standards],
        "CFAssociations": list(writer.associations(framework.standards)),
    }


@dataclass(frozen=True, slots=True)
class _Writer:
    framework: Framework
    path: str
    base: str

    def document(self) -> dict[str, Any]:
        identifier = guid(self.framework.slug)
        document = {
            "identifier": identifier,
            "uri": self._uri("CFDocuments", identifier),
            "creator": self.framework.creator,
            "title": self.framework.title,
            "lastChangeDateTime": self.framework.changed_at,
            "language": self.framework.locale,
            "adoptionStatus": "Adopted",
        }
        if self.path == "v1p1":
            document |= {"caseVersion": "1.1", "frameworkType": "competency"}
        if self.framework.source:
            document["officialSourceURL"] = self.framework.source
        return document

    def item(self, standard: Standard) -> dict[str, Any]:
        identifier = guid(self.framework.slug, standard.code)
        return {
            "identifier": identifier,
            "uri": self._uri("CFItems", identifier),
            "fullStatement": standard.statement,
            "humanCodingScheme": standard.code,
            "CFItemType": standard.kind,
            "language": self.framework.locale,
            "lastChangeDateTime": self.framework.changed_at,
        }

    def associations(self, standards: Iterable[Standard]) -> Iterator[dict[str, Any]]:
        """`isChildOf` each parent; what is at the top is a child of the document."""
        by_code = {standard.code: standard for standard in standards}
        for place, standard in enumerate(by_code.values(), 1):
            identifier = guid(self.framework.slug, f"{standard.code}<{standard.parent}")
            parent = by_code.get(standard.parent)
            destination = (
                self._link("CFItems", parent.statement, guid(self.framework.slug, parent.code))
                if parent
                else self._link("CFDocuments", self.framework.title, guid(self.framework.slug))
            )
            yield {
                "identifier": identifier,
                "uri": self._uri("CFAssociations", identifier),
                "associationType": "isChildOf",
                "sequenceNumber": place,
                "originNodeURI": self._link("CFItems", standard.statement, guid(self.framework.slug, standard.code)),
                "destinationNodeURI": destination,
                "lastChangeDateTime": self.framework.changed_at,
            }

    def _uri(self, kind: str, identifier: str) -> str:
        return uri(kind, identifier, self.path, self.base)

    def _link(self, kind: str, title: str, identifier: str) -> dict[str, str]:
        return {"title": title, "identifier": identifier, "uri": self._uri(kind, identifier)}
