"""What QTI items of others hold and ours never do: nothing of it is lost without a word."""

from zipfile import ZipFile

import pytest

from interop.findings import RefusedFileError
from tests.interop.foreign import read

ITEM = (
    '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q1" title="Q">'
    '<responseDeclaration identifier="RESPONSE" {}</responseDeclaration><itemBody>{}</itemBody>'
    "<responseProcessing>{}</responseProcessing>{}</assessmentItem>"
)


def qti(tmp_path, response, body, processing="", more=""):
    return read(tmp_path, "item.xml", ITEM.format(response, body, processing, more))


def correct(*values):
    return f"<correctResponse>{''.join(f'<value>{value}</value>' for value in values)}</correctResponse>"


SINGLE = f'cardinality="single" baseType="identifier">{correct("B")}'
CHOICES = '<simpleChoice identifier="A">Un</simpleChoice><simpleChoice identifier="B">Deux</simpleChoice>'
CHOICE = f'<choiceInteraction responseIdentifier="RESPONSE">{CHOICES}</choiceInteraction>'


def test_a_relative_tolerance_in_a_sentence(tmp_path):
    equal = (
        '<equal toleranceMode="relative" tolerance="5.0"><variable identifier="RESPONSE"/>'
        '<correct identifier="RESPONSE"/></equal>'
    )
    body = '<p>Combien ?</p><div><textEntryInteraction responseIdentifier="RESPONSE"/> millions</div>'
    ((draft,), said, _files) = qti(tmp_path, f'cardinality="single" baseType="float">{correct("4")}', body, equal)
    assert draft["content"] == {"type": "number", "value": "4", "tolerance": "0.2"}
    assert (draft["statement"].replace("\\", ""), said) == ("Combien ?\n\n_____ millions", [])


def test_what_surrounds_a_choice(tmp_path):
    body = (
        '<rubricBlock view="candidate"><p>Lis bien.</p></rubricBlock>'
        '<rubricBlock view="scorer"><p>2 points</p></rubricBlock>'
        "<infoControl title='?'><p>Pense à deux.</p></infoControl>"
        f'<endAttemptInteraction responseIdentifier="AIDE" title="Aide"/>{CHOICE}'
        '<feedbackBlock outcomeIdentifier="F" identifier="correct" showHide="show"><p>Bravo.</p></feedbackBlock>'
    )
    wrong = '<modalFeedback outcomeIdentifier="F" identifier="incorrect" showHide="show">Non.</modalFeedback>'
    ((draft,), said, _files) = qti(tmp_path, SINGLE, body, more=wrong)
    assert (draft["statement"], draft["hint"]) == ("Lis bien.", "Pense à deux.")
    assert (draft["feedback"], said) == ({"correct": "Bravo.", "incorrect": "Non."}, [])


def test_feedback_shown_when_nobody_knows_is_named(tmp_path):
    more = '<modalFeedback outcomeIdentifier="F" identifier="f7" showHide="show">Voir page 3.</modalFeedback>'
    (_drafts, said, _files) = qti(tmp_path, SINGLE, CHOICE, more=more)
    assert said == [("warning", "some of its feedback did not come along: nothing says when it is shown")]


def test_words_to_choose_are_in_their_text(tmp_path):
    words = '<hottext identifier="A">est</hottext> un <hottext identifier="B">chas</hottext>'
    inside = f"<prompt>Où ?</prompt><p>Ceci {words}.</p>"
    body = f'<hottextInteraction responseIdentifier="RESPONSE">{inside}</hottextInteraction>'
    ((draft,), _said, _files) = qti(tmp_path, SINGLE, body)
    assert draft["statement"] == "Où ?\n\nCeci **est** un **chas**."


def test_a_text_with_a_blank_is_not_said_twice(tmp_path):
    body = '<p>Complète ceci.</p><p>Le chat <textEntryInteraction responseIdentifier="RESPONSE"/> la souris.</p>'
    ((draft,), _said, _files) = qti(tmp_path, f'cardinality="single" baseType="string">{correct("mange")}', body)
    assert (draft["statement"], draft["content"]["text"]) == ("Complète ceci.", "Le chat {{RESPONSE}} la souris.")


def match_set(names):
    choices = (f'<simpleAssociableChoice identifier="{n}">{n}</simpleAssociableChoice>' for n in names)
    return f"<simpleMatchSet>{''.join(choices)}</simpleMatchSet>"


def test_a_match_is_turned_round_when_it_must(tmp_path):
    sets = "".join(map(match_set, (("pays", "fleuve"), ("Rhône", "Italie", "Seine"))))
    response = (
        f'cardinality="multiple" baseType="directedPair">{correct("fleuve Rhône", "pays Italie", "fleuve Seine")}'
    )
    body = f'<matchInteraction responseIdentifier="RESPONSE">{sets}</matchInteraction>'
    ((draft,), _said, _files) = qti(tmp_path, response, body)
    assert [source["text"] for source in draft["content"]["sources"]] == ["Rhône", "Italie", "Seine"]


def test_pairs_become_a_match(tmp_path):
    choices = (f'<simpleAssociableChoice identifier="{n}" matchMax="1">{n}</simpleAssociableChoice>' for n in "ABCDE")
    body = f'<associateInteraction responseIdentifier="RESPONSE">{"".join(choices)}</associateInteraction>'
    ((draft,), said, _files) = qti(tmp_path, f'cardinality="multiple" baseType="pair">{correct("A D", "C B")}', body)
    assert [source["text"] for source in draft["content"]["sources"]] == ["A", "C"]
    assert [target["text"] for target in draft["content"]["targets"]] == ["B", "D", "E"]
    assert (draft["content"]["pairs"], len(said)) == ([["A", "D"], ["C", "B"]], 1)


def test_a_number_that_only_the_program_knows(tmp_path):
    compared = '<baseValue baseType="float">10</baseValue><variable identifier="RESPONSE"/>'
    equal = f'<equal toleranceMode="absolute" tolerance="0.5">{compared}</equal>'
    body = '<textEntryInteraction responseIdentifier="RESPONSE"/>'
    ((draft,), _said, _files) = qti(tmp_path, 'cardinality="single" baseType="float">', body, equal)
    assert draft["content"] == {"type": "number", "value": "10", "tolerance": "0.5"}


def test_an_image_that_is_not_there_is_the_reason(tmp_path):
    body = (
        '<hotspotInteraction responseIdentifier="RESPONSE"><object type="image/png" data="a.png" width="9" height="9"/>'
        '<hotspotChoice identifier="B" shape="rect" coords="1,1,5,5"/></hotspotInteraction>'
    )
    (drafts, said, _files) = qti(tmp_path, SINGLE, body)
    assert (drafts, said) == ([], [("error", "its image a.png is not there")])


def test_marks_shared_by_a_program_are_named(tmp_path):
    rules = "".join(
        f'<setOutcomeValue identifier="SCORE"><baseValue baseType="float">{mark}</baseValue></setOutcomeValue>'
        for mark in ("2", "1", "0")
    )
    (_drafts, said, _files) = qti(tmp_path, SINGLE, CHOICE, rules)
    assert said == [("warning", "some answers gave part of the marks: only a whole right answer does now")]


def test_what_is_no_item_says_what_to_do(tmp_path):
    with pytest.raises(RefusedFileError, match="choose the whole package"):
        read(tmp_path, "a.xml", "<assessmentTest></assessmentTest>")


def test_several_questions_in_one_item_say_what_to_do(tmp_path):
    (drafts, said, _files) = qti(tmp_path, SINGLE, CHOICE * 2)
    assert (drafts, said) == (
        [],
        [("error", "it asks several questions at once: make a question of each there, and export again")],
    )


def test_a_manifest_that_names_no_item_hides_none(tmp_path):
    path = tmp_path / "a.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("imsmanifest.xml", "<manifest><resources/></manifest>")
        archive.writestr("q1.xml", ITEM.format(SINGLE, CHOICE, "", ""))
    (drafts, said, _files) = read(tmp_path, "a.zip", path.read_bytes())
    assert (len(drafts), said) == (1, [])
