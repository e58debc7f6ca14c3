"""LRMI: what a page says of a challenge to search engines, in the words of schema.org."""

from typing import Any

from interop.case import guid, uri
from items.document import Item


def lrmi(item: Item, url: str) -> dict[str, Any]:
    """The JSON-LD of a challenge shown at `url`, as plain values."""
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": ["Quiz", "LearningResource"],
        "@id": url,
        "identifier": item.id,
        "name": item.title,
        "inLanguage": item.locale,
        "learningResourceType": "assessment item",
        "educationalAlignment": [
            {
                "@type": "AlignmentObject",
                "alignmentType": "assesses",
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
        "timeRequired": f"PT{item.delivery.estimated_time}S" if item.delivery.estimated_time else "",
    }
    return {name: value for name, value in described.items() if value}
