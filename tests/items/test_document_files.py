"""The files of a document: each one that is used is declared, images in Markdown included."""

import pytest

from items.document import Asset, Item
from items.errors import InvalidDocument
from tests.challengebank.factories import item

SHA = "a" * 64
PICTURE = {"sha256": SHA, "name": "a.png", "media_type": "image/png", "size": 1}


def with_image(**values):
    return Item.parse(item().model_dump(mode="json") | {"hint": f"![Un chat](asset:{SHA})"} | values)


def test_an_image_in_a_text_is_a_file_of_the_document():
    assert with_image(assets=[PICTURE]).assets == (Asset(**PICTURE),)
    assert with_image(assets=[PICTURE]).files() == {SHA}


def test_an_image_in_a_text_must_be_declared():
    with pytest.raises(InvalidDocument):
        with_image()
