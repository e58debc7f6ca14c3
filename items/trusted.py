"""Documents that were validated before, read without asking our own rules again.

A frozen version and a release hold canonical bytes that `Document.parse` accepted, and whose digest is proved. The
rules that we wrote (NFC, patterns, lengths, repeated options, keys that name nothing…) would find nothing there, and
are most of the time of reading: only the shape is checked.
"""

from functools import cache
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import SchemaValidator

from items.document import Document
from items.errors import InvalidDocument, problems

Kind = TypeVar("Kind", bound=Document)


def trusted(kind: type[Kind], data: bytes) -> Kind:
    """The document in canonical bytes that `kind.parse` accepted before: what `parse` gives."""
    try:
        document: Kind = _reader(kind).validate_json(data)
    except ValidationError as error:
        raise InvalidDocument(problems(error)) from None
    return document


@cache
def _reader(kind: type[Document]) -> SchemaValidator:
    """A validator of the shape. Without `_use_prebuilt`, pydantic-core would put the models' own validators back in.

    Nothing public says that for one validator: tests/items/test_trusted.py tells when it stops working.
    """
    return SchemaValidator(_without_rules(kind.__pydantic_core_schema__), _use_prebuilt=False)


def _without_rules(schema: Any) -> Any:
    """A pydantic schema whose values are of the right type, and asked nothing else."""
    if isinstance(schema, list | tuple):
        return type(schema)(map(_without_rules, schema))
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "function-after":
        return _without_rules(schema["schema"])
    if schema.get("type") in ("str", "int"):
        return {"type": schema["type"]}
    return {name: _without_rules(value) for name, value in schema.items()}
