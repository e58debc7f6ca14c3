"""The demo content is complete and consistent: what the TOML files name exists, and every key can be answered."""

import json
import tomllib
from collections import Counter
from pathlib import Path

import pytest

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
DISCIPLINES_WITH_TUTORIALS = {discipline for discipline, _ in TUTORIALS}

CRCN = json.loads((FRAMEWORKS / "crcn.json").read_text(encoding="utf-8"))
SCHOOL = json.loads((FRAMEWORKS / "school.json").read_text(encoding="utf-8"))
THEMES = {competence["code"]: set(competence["themes"]) for competence in CRCN["competences"]}
LEVELS = {level["number"] for level in CRCN["levels"]}
CLASSES = {grade["slug"] for grade in SCHOOL["classes"]}


def each(entries):
    """One test an entry, named by its slug."""
    return pytest.mark.parametrize(("discipline", "entry"), entries, ids=[entry["slug"] for _, entry in entries])


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
    assert named != []
    if discipline in DISCIPLINES_WITH_TUTORIALS:
        known = {tutorial["slug"] for _, tutorial in TUTORIALS}
        assert [slug for slug in named if slug not in known] == []


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
