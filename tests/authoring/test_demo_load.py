"""The demo content is read into documents that are the same at every reading."""

from authoring.demo.load import FOLDER, entries, identity, read_tutorial


def test_an_identity_is_that_of_its_kind_and_slug():
    assert identity("challenge", "snt-1") == identity("challenge", "snt-1")
    assert len({identity("challenge", "snt-1"), identity("tutorial", "snt-1"), identity("challenge", "snt-2")}) == 3


def test_an_entry_knows_its_disciplines():
    disciplines = {tuple(entry["disciplines"]) for entry in entries(FOLDER, "challenge")}
    assert ("mathematiques",) in disciplines


def test_a_tutorial_has_its_first_alignment_as_primary():
    tutorial = next(read_tutorial(entry, {}) for entry in entries(FOLDER, "tutorial"))
    assert [alignment.primary for alignment in tutorial.alignments][:1] == [True]
    assert tutorial.licence == "CC BY-SA 4.0"
