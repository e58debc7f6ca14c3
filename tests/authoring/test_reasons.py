"""What is wrong with a document, as its author reads it."""

import orjson
import pytest
from django.utils import translation
from django.utils.translation import gettext

from authoring.reasons import refusal
from items.document import Item
from items.errors import InvalidDocument, Problem
from tests.interop.releases import item

OPTIONS = [{"id": "a", "text": "Un"}, {"id": "b", "text": "Deux"}]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": ""}, "titre : c’est vide"),
        ({"statement": "a" * 20_001}, "énoncé : c’est plus long que 20000 caractères"),
        ({"content": {"type": "single_choice", "options": OPTIONS, "key": "c"}}, "la bonne réponse n’est pas complète"),
        (
            {"content": {"type": "multiple_choice", "options": OPTIONS, "keys": [], "strategy": "all_or_nothing"}},
            "bonne réponse : c’est vide",
        ),
        ({"content": {"type": "number", "value": "1", "tolerance": "-1"}}, "la tolérance est négative"),
        ({"content": {"type": "order", "items": OPTIONS, "key": ["a"]}}, "la bonne réponse n’est pas complète"),
        ({"content": {"type": "short_text", "accepted": ["a", "a"]}}, "une réponse acceptée vient deux fois"),
        ({"content": {"type": "file_task", "response": {"type": "number", "value": "1"}}}, "il n’y a pas de fichier"),
        ({"alignments": [{"competence": "9.9", "level": 1, "primary": True}]}, "le CRCN n’a pas de compétence 9.9"),
    ],
)
def test_a_teacher_reads_what_to_do(changed, said):
    with pytest.raises(InvalidDocument) as refused:
        Item.parse(orjson.loads(item().canonical()) | changed)
    with translation.override("fr"):
        assert said in refusal(refused.value.problems[0]).said(gettext)


@pytest.mark.parametrize(
    ("rows", "wrong"), [("ab", ["items.0.text", "items.1.text"]), ("a", ["items.0.text", "items"])]
)
def test_empty_rows_are_not_missing_as_well(rows, wrong):
    content = {"type": "order", "items": [{"id": row, "text": ""} for row in rows], "key": [*rows]}
    with pytest.raises(InvalidDocument) as refused:
        Item.parse(orjson.loads(item().canonical()) | {"content": content})
    assert [problem.where.removeprefix("content.") for problem in refused.value.problems] == wrong


def test_what_has_no_other_words_keeps_its_own():
    assert str(refusal(Problem("", "something new"))) == "something new"
    assert str(refusal(Problem("purpose", "something new"))) == "purpose: something new"
