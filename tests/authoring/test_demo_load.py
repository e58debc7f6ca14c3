"""The demo content is read into documents that are the same at every reading."""

from hashlib import sha256

import pytest

from authoring.demo.load import FOLDER, identity, read_demo
from items.errors import InvalidDocument

ENTRY = """
[[challenge]]
slug = "nsi-9"
title = "Une épreuve"
purpose = "training"
alignments = [{ competence = "3.4", level = 2 }, { competence = "1.1", level = 3 }]
estimated_time = 60
blind = true
statement = "Que vaut 6 × 7 ?"
hint = "Compte."
feedback_correct = "Oui."
feedback_incorrect = "Non."
understand = ["la-table-de-sept"]
attachments = [{ file = "table.csv", label = "La table" }]
answer_tests = [{ answer = "42", correct = true, note = "juste" }]

[challenge.content]
type = "number"
value = "42"
"""


def folder(path, text):
    """A demo folder of one challenge, without tutorial."""
    for name in ("challenges", "tutorials", "files"):
        (path / name).mkdir()
    (path / "challenges" / "nsi.toml").write_text(text, encoding="utf-8")
    (path / "files" / "table.csv").write_bytes(b"6;7\n")
    return path


def test_identities_depend_on_the_kind_and_the_slug():
    assert identity("challenge", "snt-1") == identity("challenge", "snt-1")
    assert len({identity("challenge", "snt-1"), identity("tutorial", "snt-1"), identity("challenge", "snt-2")}) == 3


def test_two_readings_give_the_same_documents():
    first, second = read_demo(FOLDER), read_demo(FOLDER)
    assert [item.digest() for item in first.items] == [item.digest() for item in second.items]


def test_an_entry_becomes_a_document(tmp_path):
    demo = read_demo(folder(tmp_path, ENTRY))
    (item,) = demo.items
    digest = sha256(b"6;7\n").hexdigest()
    assert item.id == identity("challenge", "nsi-9")
    assert item.disciplines == ("nsi",)
    assert item.primary.competence == "3.4"
    assert item.delivery.estimated_time == 60
    assert (item.accessibility.blind, item.accessibility.deaf) == (True, None)
    assert item.tutorials.understand == (identity("tutorial", "la-table-de-sept"),)
    assert [(test.answer, test.thousandths) for test in item.answer_tests] == [("42", 1000)]
    assert [(asset.sha256, asset.media_type, asset.size) for asset in item.assets] == [(digest, "text/csv", 4)]
    assert demo.files == {digest: b"6;7\n"}


def test_a_wrong_entry_says_where(tmp_path):
    wrong = ENTRY.replace("level = 2", "level = 9")
    with pytest.raises(InvalidDocument, match="alignments.0.level"):
        read_demo(folder(tmp_path, wrong))
