"""The pages made from the types are up to date, and say what documents are."""

import jsonschema
import orjson
import pytest
from hypothesis import given, settings

from items.catalogue import DOCS, pages
from tests.items.strategies import items


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_the_page_is_up_to_date(path):
    assert path.read_text(encoding="utf-8") == pages()[path], "run: python -m items.catalogue"


@settings(max_examples=20, deadline=None)
@given(items())
def test_every_item_is_valid_against_the_published_schema(item):
    schema = orjson.loads((DOCS / "schemas" / "item.json").read_bytes())
    assert [*jsonschema.Draft202012Validator(schema).iter_errors(orjson.loads(item.canonical()))] == []
