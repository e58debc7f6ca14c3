"""ScoLOMFR concepts of our classes and disciplines, from the school vocabularies."""

import json
from pathlib import Path
from typing import Any

SCHOOL = Path(__file__).parents[1] / "frameworks" / "data" / "school.json"


def _concepts() -> dict[str, tuple[str, str]]:
    school: dict[str, list[dict[str, Any]]] = json.loads(SCHOOL.read_text())
    found = {}
    for kind, name in (("class", "classes"), ("discipline", "disciplines")):
        for entry in school[name]:
            uris = entry.get("scolomfr") or []
            if uri := uris if isinstance(uris, str) else next(iter(uris), ""):
                found[f"{kind}:{entry['slug']}"] = (uri, entry["label_fr"])
    return found


CONCEPTS = _concepts()
"""(URI, name in French) of `class:cinquieme` or `discipline:svt`."""
BY_URI = {uri: label for label, (uri, _name) in CONCEPTS.items()}
