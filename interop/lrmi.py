"""LRMI: what a page says of a challenge or a tutorial to search engines, in the words of schema.org."""

from typing import Any

from interop.case import guid, uri
from items.document import Document, Item, Tutorial


def lrmi(item: Document, url: str) -> dict[str, Any]:
    """The JSON-LD of a challenge or a tutorial shown at `url`, as plain values."""
    assesses = isinstance(item, Item)
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": ["Quiz", "LearningResource"] if assesses else "LearningResource",
        "@id": url,
        "identifier": item.id,
        "name": item.title,
        "inLanguage": item.locale,
        "learningResourceType": "assessment item" if assesses else "tutorial",
        "educationalAlignment": [
            {
                "@type": "AlignmentObject",
                "alignmentType": "assesses" if assesses else "teaches",
                "educationalFramework": place.framework,
                "targetName": place.competence,
                "targetUrl": uri("CFItems", guid(place.framework, place.competence)),
            }
            for place in item.alignments
        ],
        "educationalLevel": str(item.primary.level),
        "about": [*item.disciplines],
        "keywords": [*item.tags],
        "author": [{"@type": "Person", "name": name} for name in item.authors],
        "license": item.licence,
        "timeRequired": f"PT{seconds}S" if (seconds := _time(item)) else "",
    }
    return {name: value for name, value in described.items() if value}


def _time(document: Document) -> int | None:
    """How long it takes, in seconds."""
    if isinstance(document, Tutorial):
        return document.duration
    return document.delivery.estimated_time if isinstance(document, Item) else None
