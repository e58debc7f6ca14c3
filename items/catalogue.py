"""The reference pages, made from the types themselves: `python -m items.catalogue` writes them into `docs/`.

`docs/item-types.md` shows every type; `docs/schemas/` has the JSON Schema of each document.
"""

import inspect
import json
import re
import sys
from pathlib import Path
from typing import Literal, get_args, get_origin

from items.document import DOCUMENTS
from items.types import TYPES
from items.types.content import ItemContent

DOCS = Path(__file__).parents[1] / "docs"
HEAD = """# Item types

Made from the code by `python -m items.catalogue`; do not edit. How answers are compared: [scoring.md](scoring.md).
What a whole document holds: [schemas/item.json](schemas/item.json).

| type | in documents | the answer is | strategies |
|---|---|---|---|
"""
ANSWER = re.compile(r"The answer is ([^.;]*)", re.DOTALL)
"""Where the text of each type says what its answer is."""


def main() -> None:
    """Write every page."""
    for path, text in pages().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def pages() -> dict[Path, str]:
    """The pages by their place."""
    schemas = {
        DOCS / "schemas" / f"{document.__name__.lower()}.json": json.dumps(
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": name, **document.model_json_schema()},
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
        for name, document in DOCUMENTS.items()
    }
    return {DOCS / "item-types.md": item_types(), **schemas}


def item_types() -> str:
    """The page of the types, in Markdown."""
    cells = ((t.label, f"`{type_name(t)}`", answer(t), ", ".join(strategies(t)) or "–") for t in TYPES)
    rows = "\n".join(f"| {' | '.join(row)} |" for row in cells)
    return f"{HEAD}{rows}\n\n" + "\n".join(section(content_type) for content_type in TYPES)


def section(content_type: type[ItemContent]) -> str:
    """What a type is, how it is answered, and its fields with their defaults."""
    about = inspect.cleandoc(sys.modules[content_type.__module__].__doc__ or "")
    more = inspect.cleandoc(content_type.__doc__ or "")
    return f"## {content_type.label}\n\n{about}\n\n{more}\n\n{fields(content_type)}\n"


def fields(content_type: type[ItemContent]) -> str:
    """The fields beside `type`; those without a default are required."""
    return "\n".join(
        f"- `{name}`" + ("" if field.is_required() else f", `{json.dumps(field.default)}` by default")
        for name, field in content_type.model_fields.items()
        if name != "type"
    )


def type_name(content_type: type[ItemContent]) -> str:
    """The name of the type in documents."""
    return str(content_type.model_fields["type"].default)


def answer(content_type: type[ItemContent]) -> str:
    """What its answer is, in words."""
    found = ANSWER.search(content_type.__doc__ or "")
    return " ".join(found[1].split()) if found else "–"


def strategies(content_type: type[ItemContent]) -> tuple[str, ...]:
    """The ways to give partial credit that the type knows."""
    field = content_type.model_fields.get("strategy")
    return get_args(field.annotation) if field and get_origin(field.annotation) is Literal else ()


if __name__ == "__main__":
    main()
