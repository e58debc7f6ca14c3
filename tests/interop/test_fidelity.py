"""What is the same, and what is not, without building any model."""

import orjson
import pytest

from interop.completed import completed
from interop.fidelity import differences, is_same
from items.document import Item
from tests.interop.examples import CONTENTS
from tests.interop.releases import item


def draft(**values):
    """What an importer gives of `item()`: other identifiers, and no field that says what it says by default."""
    plain = orjson.loads(item().canonical())
    kept = {name: plain[name] for name in ("id", "title", "alignments", "statement", "tags")}
    options = [
        {"id": "o1", "text": "Le navigateur {ouvert}", "feedback": "Non : relis."},
        {"id": "o2", "text": "= 1 ~ 2 # <b>"},
    ]
    return kept | {"content": {"type": "single_choice", "options": options, "key": "o2"}} | values


@pytest.mark.parametrize("name", CONTENTS)
def test_defaults_are_those_of_the_models(name):
    sent = item(content=CONTENTS[name])
    whole = orjson.loads(sent.canonical())
    assert completed(Item, whole) == whole
    assert completed(Item, whole | {"content": CONTENTS[name]})["content"] == whole["content"]
    assert completed(Item, {"content": CONTENTS[name]})["delivery"] == whole["delivery"]


def test_defaults_and_identifiers_make_no_difference():
    assert is_same(item().canonical(), draft())


def test_what_is_lost_makes_no_difference_and_what_is_not_does():
    sent = item(hint="Pense.", delivery={"shuffle": False, "time_limit": 60}).canonical()
    shuffled = draft(delivery={"shuffle": False})
    assert not is_same(sent, shuffled)
    assert not is_same(sent, shuffled, {"hint"})
    assert is_same(sent, shuffled, {"hint", "delivery.time_limit"})
    assert not is_same(sent, draft(), {"hint", "delivery.time_limit"})
    assert not is_same(sent, shuffled | {"hint": "Autre."}, {"hint", "delivery.time_limit"})


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Autre"},
        {"delivery": {"shuffle": 1}},
        {"alignments": [{"competence": "1.1", "level": 3.0, "primary": True}]},
        {"assets": [{"sha256": "0" * 64}]},
        {"unknown": ""},
        {"content": {"type": "nothing"}},
        {"content": {}},
        {"alignments": None},
    ],
)
def test_anything_else_does(changed):
    assert not is_same(item().canonical(), draft(**changed))


def test_a_draft_is_not_changed_by_comparing_it():
    content = {
        "type": "match",
        "sources": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}],
        "targets": [{"id": "x", "text": "X"}, {"id": "y", "text": "Y"}],
        "pairs": [["b", "x"], ["a", "y"]],
    }
    other = draft(content=content)
    before = orjson.dumps(other)
    assert not is_same(item().canonical(), other)
    assert orjson.dumps(other) == before
    assert "content.type" in differences(item(), Item.parse(other))
