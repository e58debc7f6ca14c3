"""Texts and tables as people write them: GIFT, Aiken, CSV."""

import pytest

from tests.interop.foreign import read


def test_gift_keeps_general_feedback(tmp_path):
    ((draft,), _said, _files) = read(tmp_path, "a.gift", "Capitale ? {=Paris#Bien. ~%0%*#Non. ####Voir la carte.}")
    assert draft["feedback"]["correct"] == draft["feedback"]["incorrect"] == "Voir la carte."
    ((draft,), _said, _files) = read(tmp_path, "a.gift", "Capitale ? {=Paris#Bien. ####Voir la carte.}")
    assert draft["feedback"] == {"correct": "Bien.\n\nVoir la carte.", "incorrect": "Voir la carte."}


def test_aiken_as_people_write_it(tmp_path):
    ((draft,), said, _files) = read(tmp_path, "a.txt", "Capitale ?\r\n a) Paris\r\n b) Lyon\r\n Answer: a\r\n")
    assert (draft["content"]["key"], said) == ("o1", [])


UTF16 = "::T::Été ? {=oui ~non}\n".encode("utf-16")


def test_a_text_in_utf_16(tmp_path):
    ((draft,), _said, _files) = read(tmp_path, "a.txt", UTF16)
    assert draft["statement"] == "Été ?"


@pytest.mark.parametrize(
    ("table", "content", "texts"),
    [
        (
            'Question,Option A,Option B,Option C,Correct Answer (A/B/C),Explanation\nPremiers ?,2,4,7,"A, C",Car.\n',
            ["o1", "o3"],
            ["2", "4", "7"],
        ),
        (
            "sep=;\r\nQuestion;Réponse A;Réponse B;Réponse C;Bonne réponse\r\nQuoi ?;Un;;Trois;C\r\n".encode("cp1252"),
            "o2",
            ["Un", "Trois"],
        ),
        (
            "Mon quiz\n\nQuestion - 120 signes,Answer 1 - 75 signes,Answer 2,Time limit (sec),Correct answer(s) - one\n"
            "Où ?,Ici,Là,20,2\n",
            "o2",
            ["Ici", "Là"],
        ),
        ("nom,question,A,B,Answer 1\nT,Quoi ?,un,deux,B\n", "o2", ["un", "deux"]),
        ('type,énoncé,propositions,réponses\nChoix,Quoi ?,"A) un\nB) deux",b\n', "o2", ["un", "deux"]),
    ],
)
def test_tables_of_others(tmp_path, table, content, texts):
    ((draft,), _said, _files) = read(tmp_path, "a.csv", table)
    key = draft["content"].get("keys") or draft["content"]["key"]
    assert (key, [option["text"] for option in draft["content"]["options"]]) == (content, texts)


def test_columns_that_are_not_read_are_named(tmp_path):
    (_drafts, said, _files) = read(tmp_path, "a.csv", "Question,A,B,Réponse,Temps\nQuoi ?,un,deux,A,20\n")
    assert said == [("note", "these columns were not read: Temps")]
