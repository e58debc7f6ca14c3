"""The difference of two documents says what changed, in which group, and what must be reviewed again."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from items.criteria import CRITERIA
from items.diff import contents, criteria_touched, diff, documents, voids
from items.document import (
    Accessibility,
    Alignment,
    Asset,
    Attachment,
    Delivery,
    Feedback,
    Illustration,
    Item,
    Tutorial,
    TutorialLinks,
)
from items.scoring import AnswerTest
from items.types import TYPES
from items.types.blanks import Blank
from items.types.content import Refused
from items.types.hotspot import Area
from items.types.inline_choice import Menu
from tests.challengebank.factories import item, tutorial, uuid
from tests.challengebank.player_items import PLAYED
from tests.items import strategies

EDITS = {
    "single_choice": [
        (("key",), "a", "answer", "key moved from B « L’Inventaire national du patrimoine naturel » to A « Un fil de"),
        (("options", 0, "text"), "Un fil de messages entre amis", "meaning", "2 words changed: « discussion » →"),
        (("options", 1, "text"), "L’Inventaire national du patrimoine bâti", "answer", "« naturel » → « bâti »"),
        (("options", 0, "text"), "un fil de discussion entre passionnés !", "form", "punctuation or layout changed"),
        (("options", 2, "feedback"), "Un blog peut *tromper*.", "form", "in « Un blog », feedback: one word changed"),
        (("options", 2, "id"), "z", "form", "identifier c → z"),
    ],
    "multiple_choice": [
        (("keys",), ["a", "b"], "answer", "B « La hauteur du mont Blanc » is now a key"),
        (("keys",), ["a"], "answer", "C « Une photo de visage » is no longer a key"),
        (("strategy",), "all_or_nothing", "answer", "scoring: per_option → all_or_nothing"),
    ],
    "short_text": [
        (("tolerances",), ["case", "accents", "spaces", "slips"], "answer", "slips now tolerated"),
        (("tolerances",), ["accents", "spaces"], "answer", "case now counts"),
        (("accepted",), ["navigateur", "browser"], "answer", "accepted answer: « browser » added"),
        (("refused", 0, "feedback"), "Non.", "form", "in « moteur », feedback"),
        (("refused",), [], "answer", "refused answer: « moteur » removed"),
        (("placeholder",), "un mot", "form", "placeholder: 2 words changed: + « un mot »"),
    ],
    "number": [
        (("value",), "74.5", "answer", "right value: 75 → 74.5"),
        (("tolerance",), "0.5", "answer", "tolerance: 0 → 0.5"),
        (("unit",), "battements", "answer", "unit: bpm → battements"),
        (("units",), ["b/min"], "answer", "other unit: « b/min » added"),
        (("unit_required",), True, "answer", "the unit is now required"),
    ],
    "blanks": [
        (
            ("blanks", 0, "accepted"),
            ["C", "Insert"],
            "answer",
            "in « Lettre pour copier », accepted answer: « Insert »",
        ),
        (("blanks", 1, "options"), ["presse-papiers", "bureau", "nuage"], "meaning", "option: « nuage » added"),
        (("blanks", 0, "label"), "Lettre", "form", "label: 2 words changed"),
        (("text",), "Appuie sur {{copy}}, puis {{place}}.", "meaning", "text with blanks: "),
        (("strategy",), "per_blank", "answer", "scoring"),
    ],
    "inline_choice": [
        (("menus", 0, "key"), "b", "answer", "in « Machine », key moved from A « serveur » to B « clavier »"),
        (("menus", 0, "options", 1, "text"), "écran", "meaning", "distractor B « écran »: one word changed"),
    ],
    "order": [
        (("key",), ["b", "a", "c", "d"], "answer", "the right order is now: B « un kilooctet » · A « un octet »"),
        (("items", 0, "text"), "un bit", "meaning", "thing to order A « un bit »: one word changed: « octet »"),
    ],
    "match": [
        (("pairs", 0), ["a", "d"], "answer", "A « chat.jpg » now goes with D « une vidéo »"),
        (("targets", 3, "text"), "un film", "meaning", "target D « un film »: 2 words changed"),
        (("one_to_one",), False, "answer", "a target may now serve twice"),
    ],
    "hotspot": [
        (("keys",), ["page"], "answer", "C « Bandeau » is now a key"),
        (("areas", 1, "coordinates"), [122, 50, 20], "answer", "in « Rond vert », place of the zone: 122, 50, 14 →"),
        (("areas", 2, "label"), "Bannière", "form", "label: one word changed: « Bandeau » → « Bannière »"),
        (("alt",), "Un navigateur ouvert", "form", "alternative text"),
    ],
    "file_task": [(("response", "accepted"), ["Loire"], "answer", "accepted answer: « Loire » added")],
    "web_task": [(("sites",), ["https://www.ign.fr/"], "meaning", "site to consult: « https://www.ign.fr/ » added")],
    "simulator": [
        (("response",), {"type": "number", "value": "3"}, "answer", "type: Short text → Numeric answer"),
        (("url",), "https://simulateurs.example/autre.html", "meaning", "address of the simulator"),
        (("title",), "Un coffre", "form", "title of the simulator"),
    ],
    "extended_text": [
        (("model_answer",), "L’autre reste sûr.", "answer", "model answer: "),
        (("criteria", 0), "Je parle du vol", "answer", "criterion: « Je parle du vol » added"),
    ],
}
CASES = [(kind, *edit) for kind, edits in EDITS.items() for edit in edits]
ITEM_EDITS = [
    ({"statement": "What is 1 + 3?"}, "meaning", "statement: one word changed: « 1 » → « 3 »", "statement_clear"),
    ({"statement": "What is **1 + 1** ?"}, "form", "statement: punctuation or layout changed", "statement_clear"),
    ({"statement": "What is 1 - 1?"}, "meaning", "« + » → « - »", "key_correct"),
    ({"title": "A new title"}, "form", "title: 3 words changed: « Challenge 1 » → « A new title »", "statement_clear"),
    ({"hint": "Count on your fingers"}, "form", "hint: 4 words changed: + « Count on", "feedback_useful"),
    ({"purpose": "certification"}, "meaning", "purpose: training → certification", "not_guessable"),
    ({"feedback": {"correct": "Yes"}}, "form", "feedback on a right answer", "feedback_useful"),
    ({"delivery": {"time_limit": 30}}, "form", "time limit (s): – → 30", "time_right"),
    ({"delivery": {"shuffle": False}}, "form", "options no longer shuffled", "not_guessable"),
    ({"delivery": {"devices": ["computer"]}}, "form", "device: « tablet » removed", "accessible"),
    ({"accessibility": {"blind": True}}, "form", "usable by blind pupils: – → ✓", "accessible"),
    ({"tutorials": {"further": [uuid(3)]}}, "form", "tutorial to go further", "feedback_useful"),
    ({"tags": ["somme"]}, "form", "tag: « somme » added", None),
    ({"classes": ["6e"]}, "form", "class: « 6e » added", "aligned"),
    ({"licence": "CC BY 4.0"}, "form", "licence: – → CC BY 4.0", "legal_privacy"),
    ({"authors": ["Ada"]}, "form", "author: « Ada » added", "legal_privacy"),
    ({"alignments": [{"competence": "1.1", "level": 3, "primary": True}]}, "form", "level: 1 → 3", "aligned"),
    ({"alignments": [{"competence": "1.2", "level": 1, "primary": True}]}, "form", "« 1.2 » added", "aligned"),
    ({"answer_tests": [{"answer": "a", "thousandths": 1000}]}, "form", 'answer test: « "a" » added', "key_correct"),
    ({"family": uuid(8)}, "form", "family: – → ", None),
    ({"locale": "en"}, "meaning", "language: fr → en", "statement_clear"),
]
TUTORIAL_EDITS = [
    ({"body": "Read that."}, "meaning", "text: one word changed: « this » → « that »", "statement_clear"),
    ({"duration": 60}, "form", "duration (s): – → 60", "time_right"),
    ({"kind": "link", "url": "https://ecole.example/"}, "meaning", "kind: text → link", "accessible"),
]


def edited(document, path, new):
    """The document with another value at this path."""
    values = document.model_dump(mode="json")
    place = values
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = new
    return type(document).parse(values)


def said(changes):
    return [str(change.message) for change in changes]


@pytest.mark.parametrize(("kind", "path", "new", "group", "sentence"), CASES)
def test_an_edit_of_the_content_is_said(kind, path, new, group, sentence):
    before = PLAYED[kind].item
    changes = diff(before, edited(before, ("content", *path), new))
    assert any(sentence in text for text in said(changes)), said(changes)
    assert changes[0].kind == group
    assert voids(changes) is (group != "form")


@pytest.mark.parametrize(("values", "group", "sentence", "criterion"), ITEM_EDITS)
def test_an_edit_of_the_item_is_said(values, group, sentence, criterion):
    changes = diff(item(), Item.parse(item().model_dump(mode="json") | values))
    assert any(sentence in text for text in said(changes)), said(changes)
    assert changes[0].kind == group
    assert criterion in criteria_touched(changes) if criterion else criteria_touched(changes) == frozenset()


@pytest.mark.parametrize(("values", "group", "sentence", "criterion"), TUTORIAL_EDITS)
def test_an_edit_of_the_tutorial_is_said(values, group, sentence, criterion):
    changes = diff(tutorial(), Tutorial.parse(tutorial().model_dump(mode="json") | values))
    assert any(sentence in text for text in said(changes)), said(changes)
    assert changes[0].kind == group
    assert criterion in criteria_touched(changes)


def test_identifiers_that_change_move_no_key():
    before = PLAYED["single_choice"].item
    values = before.model_dump(mode="json")
    for option in values["content"]["options"]:
        option["id"] = f"new-{option['id']}"
    values["content"]["key"] = "new-b"
    changes = diff(before, Item.parse(values))
    assert {change.kind for change in changes} == {"form"}


def test_options_removed_added_and_moved_are_said():
    before = PLAYED["single_choice"].item
    options = before.model_dump(mode="json")["content"]["options"]
    fewer = edited(before, ("content", "options"), options[:2])
    assert said(diff(before, fewer)) == ["distractor C « Un blog » removed"]
    assert said(diff(fewer, before)) == ["distractor C « Un blog » added"]
    assert said(diff(before, edited(before, ("content", "options"), options[::-1]))) == ["options in another order"]


def test_code_and_links_count_to_the_last_sign():
    before = edited(item(), ("statement",), "Que fait `a;` ? [Aide](https://a.example/1)")
    code = edited(item(), ("statement",), "Que fait `a` ? [Aide](https://a.example/1)")
    link = edited(item(), ("statement",), "Que fait `a;` ? [Aide](https://a.example/2)")
    assert said(diff(before, code)) == said(diff(before, link)) == ["statement: code, links or images changed"]
    assert voids(diff(before, code))


@pytest.mark.parametrize(
    ("old", "new"),
    [("=SOMME(A1:A5)", "=SOMME(A1;A5)"), ("print(x)", "Print(X)"), ("C++", "C#"), ("1,5 km", "15 km"), ("-3", "3")],
)
def test_a_sign_inside_of_an_option_changes_what_it_says(old, new):
    before = edited(PLAYED["single_choice"].item, ("content", "options", 0, "text"), old)
    assert voids(diff(before, edited(before, ("content", "options", 0, "text"), new)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Oui, 10%", "oui : 10 %"),
        ("L'eau", "L’eau."),
        ("un mot", "« Un mot »"),
        ("Quoi?", "Quoi ?"),
        ("1 234", "1\xa0234"),
    ],
)
def test_typography_around_words_changes_the_form_alone(old, new):
    before = edited(PLAYED["single_choice"].item, ("content", "options", 0, "text"), old)
    assert {change.kind for change in diff(before, edited(before, ("content", "options", 0, "text"), new))} == {"form"}


def test_sentences_are_said_in_the_reader_s_language():
    french = {"%(field)s: %(before)s → %(after)s": "%(field)s\u00a0: %(before)s → %(after)s", "licence": "licence"}
    change = diff(item(), item(licence="CC0"))[0]
    assert change.message.said(lambda text: french.get(text, text)) == "licence\u00a0: – → CC0"


def test_a_tutorial_is_not_compared_with_a_challenge():
    with pytest.raises(TypeError):
        diff(item(), tutorial())


@pytest.mark.parametrize("cls", TYPES)
def test_every_field_of_a_type_has_its_rule(cls):
    assert set(cls.model_fields) - {"type"} == set(contents.CONTENTS[cls])


@pytest.mark.parametrize(
    ("cls", "fields"),
    [
        (Accessibility, documents.ACCESSIBILITY),
        (Alignment, documents.ALIGNMENT),
        (AnswerTest, documents.ANSWER_TEST),
        (Area, contents.AREA),
        (Asset, documents.ASSET),
        (Attachment, documents.ATTACHMENT),
        (Blank, contents.BLANK),
        (Delivery, documents.DELIVERY),
        (Feedback, documents.FEEDBACK),
        (Illustration, documents.ILLUSTRATION),
        (Menu, contents.MENU),
        (Refused, contents.FEEDBACK),
        (TutorialLinks, documents.TUTORIALS),
    ],
)
def test_every_field_of_a_part_has_its_rule(cls, fields):
    assert set(cls.model_fields) == set(fields)


def test_every_field_of_a_document_has_its_rule():
    assert (set(Item.model_fields), set(Tutorial.model_fields)) == (set(documents.ITEM), set(documents.TUTORIAL))


@pytest.mark.parametrize("piece", ["a ", "ab ", "](", "`", "```", "[a](b ", "1 2 ", "é", "{{x}} "])
def test_long_texts_are_compared_at_once(piece):
    before = item().model_copy(update={"statement": piece * (20_000 // len(piece))})
    after = before.model_copy(update={"statement": "b " + before.statement[:-9] + "c d e"})
    start = time.process_time()
    assert diff(before, after)
    assert time.process_time() - start < 2


@given(strategies.items())
def test_a_document_does_not_differ_from_itself(one):
    assert diff(one, Item.parse(one.canonical())) == ()


@given(st.sampled_from(list(strategies.BY_TYPE.values())).flatmap(lambda c: st.tuples(c, c)), st.data())
def test_no_change_is_silent(two, data):
    """Two items of one type that differ by their content alone, or by everything."""
    one, other = (data.draw(strategies.items(st.just(content))) for content in two)
    if set(one.assets) == set(other.assets):
        other_content = one.model_copy(update={"content": other.content})
        assert bool(diff(one, other_content)) is (one.canonical() != other_content.canonical())
    changes = diff(one, other)
    assert bool(changes) is (one.canonical() != other.canonical())
    assert criteria_touched(changes) <= set(CRITERIA)
