"""A trusted document is what validation gives, read without its rules."""

import orjson
import pytest
from hypothesis import given, settings

from items.document import Item, Tutorial
from items.errors import InvalidDocument
from items.trusted import trusted
from tests.items.strategies import BY_TYPE, items
from tests.items.test_documents import GOLDEN, ITEM


@pytest.mark.parametrize("type_", BY_TYPE, ids=lambda type_: type_.__name__)
def test_a_trusted_item_is_the_validated_one(type_):
    @given(items(BY_TYPE[type_]))
    @settings(max_examples=15, deadline=None)
    def check(item):
        data = item.canonical()
        read, validated = trusted(Item, data), Item.parse(data)
        assert read == validated
        assert read.model_dump_json() == validated.model_dump_json()
        assert read.model_fields_set == validated.model_fields_set

    check()


def test_a_trusted_tutorial_is_the_validated_one():
    data = (GOLDEN / "tutorial.json").read_bytes()
    assert trusted(Tutorial, data) == Tutorial.parse(data)


def test_rules_are_not_asked_again_and_the_shape_is():
    """Both halves: without `_use_prebuilt` the first would be refused, as pydantic-core builds models in again."""
    repeated = orjson.dumps(ITEM | {"content": {**ITEM["content"], "key": "nobody"}})
    with pytest.raises(InvalidDocument):
        Item.parse(repeated)
    assert trusted(Item, repeated).content.key == "nobody"
    with pytest.raises(InvalidDocument, match="content.key"):
        trusted(Item, orjson.dumps(ITEM | {"content": {**ITEM["content"], "key": 3}}))
