"""Item documents: what is refused and where, and digests that never change."""

import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings

from items.document import Item, Tutorial, parse_document
from items.errors import InvalidDocument
from tests.items.strategies import items

GOLDEN = Path(__file__).parent / "golden"
DIGESTS = orjson.loads((GOLDEN / "digests.json").read_bytes())
ITEM = orjson.loads((GOLDEN / "single_choice.json").read_bytes())


def changed(**values):
    return orjson.dumps(ITEM | values)


def with_content(**values):
    return changed(content=ITEM["content"] | values)


def aligned(**values):
    return changed(alignments=[ITEM["alignments"][0] | values])


@settings(max_examples=100, deadline=None)
@given(items())
def test_a_digest_survives_a_journey_in_json(item):
    again = Item.parse(orjson.dumps(orjson.loads(item.canonical()), option=orjson.OPT_INDENT_2))
    assert again == item
    assert again.canonical() == item.canonical()
    assert again.digest() == item.digest()


@settings(max_examples=30, deadline=None)
@given(items())
def test_scoring_leaves_no_trace_in_a_document(item):
    before = item.digest()
    for sample in item.content.samples():
        item.content.score(sample.answer)
    assert item.digest() == before


@pytest.mark.parametrize("name", sorted(DIGESTS))
def test_a_digest_never_changes(name):
    data = (GOLDEN / name).read_bytes()
    assert parse_document(data).digest() == DIGESTS[name]


def test_canonical_json_is_sorted_complete_and_tight():
    canonical = Item.parse(changed(title="e\u0301t\u00e9")).canonical()
    values = orjson.loads(canonical)
    assert canonical == orjson.dumps(values, option=orjson.OPT_SORT_KEYS)
    assert values.keys() == Item.model_fields.keys()
    assert values["title"] == "été"


def sampled(answer, thousandths=0):
    return changed(answer_tests=[{"answer": answer, "thousandths": thousandths}])


OPTION = {"id": "a", "text": "Un", "feedback": ""}


@pytest.mark.parametrize(
    ("data", "where", "reason"),
    [
        (changed(colour="red"), "colour", "Extra inputs are not permitted"),
        (with_content(colour="red"), "content.colour", "Extra inputs are not permitted"),
        (changed(title=" "), "title", "String should match pattern"),
        (changed(title="a\nb"), "title", "String should match pattern"),
        (changed(statement=""), "statement", "at least 1 item"),
        (changed(id="12"), "id", "String should match pattern"),
        (with_content(key=None), "content.key", "valid string"),
        (with_content(key="z"), "content", "the key 'z' is not one of the options"),
        (with_content(options=[OPTION]), "content.options", "at least 2 items"),
        (with_content(options=[OPTION, OPTION | {"id": "b", "text": " UN "}]), "content", "comes twice"),
        (
            with_content(options=[OPTION, OPTION | {"text": "Deux"}]),
            "content",
            "option id 'a' comes twice",
        ),
        (with_content(type="quiz"), "content", "does not match any of the expected tags"),
        (aligned(competence="3.9"), "alignments.0", "the CRCN has no competence 3.9"),
        (aligned(competence="x"), "alignments.0.competence", "String should match pattern"),
        (aligned(level=0), "alignments.0.level", "greater than or equal to 1"),
        (aligned(level=9), "alignments.0.level", "less than or equal to 8"),
        (aligned(level=1.5), "alignments.0.level", "valid integer"),
        (aligned(level="3"), "alignments.0.level", "valid integer"),
        (aligned(primary=False), "", "exactly one alignment must be primary"),
        (changed(alignments=[]), "alignments", "at least 1 item"),
        (changed(alignments=ITEM["alignments"] * 2), "", "exactly one alignment must be primary"),
        (changed(attachments=[{"asset": "0" * 64, "label": "x"}]), "", "is used but not declared"),
        (changed(delivery={"time_limit": 0}), "delivery.time_limit", "greater than or equal to 1"),
        (changed(format="vivier.item/2"), "format", "unknown document format 'vivier.item/2'"),
        (sampled(1, 1001), "answer_tests.0.thousandths", "less than or equal"),
        (sampled({"a": [1.5]}), "answer_tests.0.answer", "is written as a text, such as '1.5'"),
        (sampled(2**53), "answer_tests.0.answer", "a number beyond 2^53 is written as a text"),
        (b"[]", "format", "unknown document format None"),
        (b"{", "", "not JSON"),
        (b'{"format": "vivier.item/1"}', "id", "Field required"),
    ],
)
def test_a_wrong_document_is_refused_with_the_place_and_the_reason(data, where, reason):
    with pytest.raises(InvalidDocument) as refusal:
        parse_document(data)
    assert where in [problem.where for problem in refusal.value.problems]
    assert reason in str(refusal.value)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"body": " "}, "a text tutorial needs a body"),
        ({"kind": "video"}, "needs an https:// address"),
        ({"kind": "file"}, "a file tutorial needs an attachment"),
    ],
)
def test_a_tutorial_says_something(changes, reason):
    values = orjson.loads((GOLDEN / "tutorial.json").read_bytes())
    with pytest.raises(InvalidDocument, match=reason):
        Tutorial.parse(values | changes)


def test_the_items_package_needs_nothing_of_the_site():
    """Also where Django is not installed: the documents and their scoring are plain Python."""
    code = "import sys, items.score, items.catalogue; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
