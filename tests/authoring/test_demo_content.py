"""The demo content is complete and consistent: what the TOML files name exists, and every key can be answered."""

import json
import tomllib
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from authoring.demo.draw import PICTURES
from authoring.demo.load import read_demo
from items.answer_tests import failing
from items.lint import lint

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "authoring" / "demo"
FRAMEWORKS = ROOT / "frameworks" / "data"

PURPOSES = {"training", "certification"}
TOLERANCES = {"case", "accents", "spaces", "punctuation", "ligatures", "slips"}


def read(folder, kind):
    """Every entry of `folder`, as (discipline, entry)."""
    return [
        (path.stem, entry)
        for path in sorted((DEMO / folder).glob("*.toml"))
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))[kind]
    ]


CHALLENGES = read("challenges", "challenge")
TUTORIALS = read("tutorials", "tutorial")
EVERYTHING = CHALLENGES + TUTORIALS
DEMO_DOCUMENTS = read_demo()
ITEMS = DEMO_DOCUMENTS.items

CRCN = json.loads((FRAMEWORKS / "crcn.json").read_text(encoding="utf-8"))
SCHOOL = json.loads((FRAMEWORKS / "school.json").read_text(encoding="utf-8"))
THEMES = {competence["code"]: set(competence["themes"]) for competence in CRCN["competences"]}
LEVELS = {level["number"] for level in CRCN["levels"]}
CLASSES = {grade["slug"] for grade in SCHOOL["classes"]}


def each(entries):
    """One test an entry, named by its slug."""
    return pytest.mark.parametrize(("discipline", "entry"), entries, ids=[entry["slug"] for _, entry in entries])


def each_document(documents):
    """One test a document, named by its title."""
    return pytest.mark.parametrize("document", documents, ids=[document.title for document in documents])


def of_type(*types):
    """The challenges whose content is of one of these types."""
    return each([(d, c) for d, c in CHALLENGES if c["content"]["type"] in types])


def ids(rows):
    return [row["id"] for row in rows]


def repeated(values):
    return [value for value, count in Counter(values).items() if count > 1]


def test_slugs_are_unique():
    assert repeated(entry["slug"] for _, entry in CHALLENGES) == []
    assert repeated(entry["slug"] for _, entry in TUTORIALS) == []


@each(EVERYTHING)
def test_competences_levels_and_themes_are_those_of_the_framework(discipline, entry):
    alignments = entry["alignments"]
    unknown = [a for a in alignments if a["theme"] not in THEMES.get(a["competence"], ())]
    assert unknown == []
    assert {a["level"] for a in alignments} <= LEVELS
    assert repeated(a["competence"] for a in alignments) == []
    assert alignments != []


@each(EVERYTHING)
def test_classes_are_known(discipline, entry):
    assert entry["classes"] != []
    assert [slug for slug in entry["classes"] if slug not in CLASSES] == []


@each(CHALLENGES)
def test_a_challenge_says_all_that_a_pupil_reads(discipline, entry):
    fields = ("title", "statement", "hint", "feedback_correct", "feedback_incorrect")
    assert [field for field in fields if not entry[field].strip()] == []
    assert entry["purpose"] in PURPOSES
    assert entry["estimated_time"] <= entry.get("time_limit", 14_400)


@each(CHALLENGES)
def test_tutorials_named_by_a_challenge_exist(discipline, entry):
    named = [*entry["understand"], *entry.get("further", [])]
    known = {tutorial["slug"] for _, tutorial in TUTORIALS}
    assert named != []
    assert [slug for slug in named if slug not in known] == []


def test_every_tutorial_serves_a_challenge():
    named = {slug for _, entry in CHALLENGES for slug in (*entry["understand"], *entry.get("further", []))}
    assert [entry["slug"] for _, entry in TUTORIALS if entry["slug"] not in named] == []


@each(TUTORIALS)
def test_a_tutorial_teaches_something(discipline, entry):
    if entry["kind"] == "text":
        assert 100 <= len(entry["body"].split()) <= 500
    else:
        assert entry["url"].startswith("https://")


@each([(d, e) for d, e in EVERYTHING if "illustration" in e])
def test_illustrations_exist_and_are_described(discipline, entry):
    illustration = entry["illustration"]
    path = DEMO / "files" / illustration["file"]
    assert path.is_file()
    assert path.stat().st_size <= 80_000
    assert 20 <= len(illustration["alt"]) <= 500


@each([(d, e) for d, e in EVERYTHING if "attachments" in e])
def test_attachments_exist_and_are_named(discipline, entry):
    missing = [a["file"] for a in entry["attachments"] if not (DEMO / "files" / a["file"]).is_file()]
    assert missing == []
    assert all(attachment["label"].strip() for attachment in entry["attachments"])


@of_type("single_choice", "multiple_choice")
def test_keys_are_options_and_every_option_has_its_feedback(discipline, entry):
    content = entry["content"]
    keys = content["keys"] if content["type"] == "multiple_choice" else [content["key"]]
    options = content["options"]
    assert repeated(ids(options)) == []
    assert repeated(option["text"] for option in options) == []
    assert keys != []
    assert [key for key in keys if key not in ids(options)] == []
    assert [option["id"] for option in options if not option.get("feedback", "").strip()] == []


@of_type("order")
def test_an_order_places_every_item_once(discipline, entry):
    content = entry["content"]
    assert sorted(content["key"]) == sorted(ids(content["items"]))


@of_type("match")
def test_a_match_pairs_known_sources_and_targets(discipline, entry):
    content = entry["content"]
    sources, targets = ids(content["sources"]), ids(content["targets"])
    assert sorted({source for source, _ in content["pairs"]}) == sorted(sources)
    assert {target for _, target in content["pairs"]} <= set(targets)


@of_type("short_text")
def test_refused_answers_are_not_accepted_ones(discipline, entry):
    content = entry["content"]
    assert content["accepted"] != []
    assert set(content.get("tolerances", [])) <= TOLERANCES
    refused = content.get("refused", [])
    assert [r["text"] for r in refused if r["text"] in content["accepted"]] == []
    assert [r["text"] for r in refused if not r["feedback"].strip()] == []


@of_type("blanks")
def test_blanks_are_those_of_the_text_and_their_keys_can_be_chosen(discipline, entry):
    content = entry["content"]
    assert [b["id"] for b in content["blanks"] if "{{" + b["id"] + "}}" not in content["text"]] == []
    assert content["text"].count("{{") == len(content["blanks"])
    for blank in content["blanks"]:
        assert blank["label"].strip()
        assert blank["accepted"] != []
        assert set(blank.get("tolerances", [])) <= TOLERANCES
        assert set(blank["accepted"]) <= set(blank.get("options", blank["accepted"]))


@of_type("short_text", "number", "blanks")
def test_typed_answers_come_with_right_and_wrong_samples(discipline, entry):
    assert {sample["correct"] for sample in entry["answer_tests"]} == {True, False}
    assert [sample for sample in entry["answer_tests"] if not sample["note"].strip()] == []


@of_type("short_text")
def test_the_model_answer_and_the_refused_ones_are_sampled_as_such(discipline, entry):
    content = entry["content"]
    refused = {row["text"] for row in content.get("refused", [])}
    verdicts = {sample["answer"]: sample["correct"] for sample in entry["answer_tests"]}
    assert [a for a, correct in verdicts.items() if a in content["accepted"] and not correct] == []
    assert [a for a, correct in verdicts.items() if a in refused and correct] == []


def test_every_discipline_has_five_challenges():
    assert set(Counter(discipline for discipline, _ in CHALLENGES).values()) == {5}
    assert len(CHALLENGES) == 85


def test_the_sixteen_competences_and_the_first_six_levels_are_worked_on():
    assert {item.primary.competence for item in ITEMS} == set(THEMES)
    assert {item.primary.level for item in ITEMS} == {1, 2, 3, 4, 5, 6}


def test_about_a_third_of_the_challenges_can_certify():
    certifying = sum(item.purpose == "certification" for item in ITEMS)
    assert 0.3 <= certifying / len(ITEMS) <= 0.45


def test_single_choices_do_not_betray_their_key():
    contents = [item.content for item in ITEMS if item.content.type == "single_choice"]
    places = Counter([option.id for option in content.options].index(content.key) for content in contents)
    longest = sum(max(content.options, key=lambda option: len(option.text)).id == content.key for content in contents)
    assert max(places.values()) <= len(contents) * 0.4
    assert longest <= len(contents) * 0.4


def test_identities_are_unique():
    documents = [*ITEMS, *DEMO_DOCUMENTS.tutorials]
    assert len({document.id for document in documents}) == len(documents)


def test_every_file_is_used():
    used = {asset.sha256 for document in (*ITEMS, *DEMO_DOCUMENTS.tutorials) for asset in document.assets}
    assert used == set(DEMO_DOCUMENTS.files)


def test_pictures_are_those_that_are_drawn():
    assert {path.name for path in (DEMO / "files").glob("*.png")} == set(PICTURES)


@each_document([item for item in ITEMS if item.content.type == "hotspot"])
def test_zones_lie_inside_the_picture(document):
    content = document.content
    picture = Image.open(BytesIO(DEMO_DOCUMENTS.files[content.image]))
    assert picture.size == (content.width, content.height)
    for area in content.areas:
        left, top, right, bottom = area.coordinates
        assert right <= content.width
        assert bottom <= content.height
        assert min(right - left, bottom - top) >= 24


@each_document([item for item in ITEMS if item.answer_tests])
def test_answer_tests_pass(document):
    assert failing(document) == ()


@each_document(ITEMS)
def test_the_key_scores_full_and_wrong_answers_do_not(document):
    samples = document.content.samples()
    scores = [document.content.score(sample.answer).thousandths for sample in samples]
    assert scores == [sample.thousandths for sample in samples]
    assert max(scores) == 1000
    assert min(scores) < 1000


@each_document([*ITEMS, *DEMO_DOCUMENTS.tutorials])
def test_nothing_would_stop_a_submission(document):
    assert [str(finding.message) for finding in lint(document) if finding.severity == "error"] == []
