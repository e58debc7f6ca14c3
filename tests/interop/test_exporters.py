"""Exports read back by independent readers: lxml, csv, and the expected text of a small GIFT file."""

import csv
import io
import zipfile
from datetime import datetime

import pytest
from django.utils.translation import gettext, override
from lxml import etree
from openpyxl import load_workbook

from interop.exporters import EXPORTERS, export
from tests.interop.examples import CONTENTS, options
from tests.interop.releases import MOMENT, item, release


@pytest.fixture
def bundle(tmp_path):
    return release(tmp_path / "release.zip", [item(1), item(2, hint="Cherche.", feedback={"correct": "Oui."})])


def text_of(name, bundle):
    out = io.BytesIO()
    report = export(name, bundle, out)
    return out.getvalue(), report


def test_bank_is_the_release_itself(bundle):
    content, report = text_of("bank", bundle)
    assert content == bundle.path.read_bytes()
    assert (report.exported, report.losses) == (2, [])


def test_moodle_says_what_the_item_says(bundle):
    content, report = text_of("moodle", bundle)
    quiz = etree.fromstring(content)
    assert quiz.xpath("question/@type") == ["category", "multichoice", "multichoice"]
    first = quiz[1]
    assert first.findtext("questiontext/text") == item(1).statement
    assert [(a.get("fraction"), a.findtext("text")) for a in first.iter("answer")] == [
        ("0", "Le navigateur {ouvert}"),
        ("100", "= 1 ~ 2 # <b>"),
    ]
    assert [tag.findtext("text") for tag in first.iter("tag")] == ["crcn:1.1:3", "web]x"]
    assert report.losses == []
    assert (report.kept["hint"], report.kept["feedback.correct"]) == (1, 1)


def test_gift_escapes_what_is_special(bundle):
    content, report = text_of("gift", bundle)
    assert content.decode().split("\n\n")[1] == "\n".join(
        [
            "// [id:00000000-0000-4000-8000-000000000001] [tag:crcn:1.1:3] [tag:web\\]x]",
            r"::Où chercher \: le web ?::[markdown]Première ligne.\n\nUne *autre* ligne & la fin.{",
            r"~[plain]Le navigateur \{ouvert\}#[markdown]Non \: relis.",
            r"=[plain]\= 1 \~ 2 \# <b>",
            "}",
        ]
    )
    assert {loss.feature for loss in report.losses} == {"hint", "feedback.correct"}


SEVERAL = ("item", "left out", "GIFT carries one blank only")
NO_PLACE = "no place for the feedback of each part"
TOLD = {
    **CONTENTS["categories"],
    "sources": options("s1", "s2", "s3", feedback="Relis."),
    "targets": options("t1", "t2", feedback="Regarde."),
}


@pytest.mark.parametrize(
    ("content", "lost"),
    [
        (CONTENTS["blanks"], [SEVERAL]),
        (CONTENTS["blanks as a set"], [SEVERAL]),
        (CONTENTS["inline choice"], [SEVERAL]),
        (CONTENTS["one blank"], [("content.blanks.label", "left out", "the format has no place for it")]),
        (CONTENTS["categories"], []),
        (
            TOLD,
            [
                ("content.sources.feedback", "left out", NO_PLACE),
                ("content.targets.feedback", "left out", NO_PLACE),
            ],
        ),
    ],
)
def test_gift_names_exactly_what_it_loses(content, lost, tmp_path):
    _content, report = text_of("gift", release(tmp_path / "r.zip", [item(1, content=content)]))
    assert [(loss.feature, loss.fate, str(loss.reason)) for loss in report.losses] == lost
    assert report.exported == (SEVERAL not in lost)


def test_a_type_without_an_equivalent_has_its_name_in_the_language_of_the_reader(tmp_path):
    _content, report = text_of("gift", release(tmp_path / "r.zip", [item(1, content=CONTENTS["order"])]))
    reason = report.losses[0].reason
    with override("fr"):
        assert (
            reason.said(gettext) == "le type «\N{NO-BREAK SPACE}Mise en ordre\N{NO-BREAK SPACE}» n’a pas d’équivalent"
        )
    assert str(reason) == "the type « Order » has no equivalent"


def test_csv_never_starts_a_formula(tmp_path):
    content, report = text_of("csv", release(tmp_path / "r.zip", [item(1, title="=1+1")]))
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert (rows[0]["title"], rows[0]["competence"], report.exported) == ("'=1+1", "1.1", 1)


def test_what_xml_cannot_carry_is_left_out_and_named(tmp_path):
    content, report = text_of("moodle", release(tmp_path / "r.zip", [item(1, statement="a\x01b")]))
    assert len(etree.fromstring(content)) == 0
    assert [(loss.item, loss.feature, loss.fate) for loss in report.losses] == [(item(1).id, "item", "left out")]


def test_an_unknown_format_is_refused(bundle):
    with pytest.raises(ValueError, match="unknown format 'word': one of bank"):
        export("word", bundle, io.BytesIO())


def test_a_workbook_is_of_the_day_of_its_release(bundle):
    content, _report = text_of("xlsx", bundle)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {info.date_time[:3] for info in parts.infolist()} == {(1980, 1, 1)}
    book = load_workbook(io.BytesIO(content))
    day = datetime.fromisoformat(MOMENT).replace(tzinfo=None)
    assert (book.properties.created, book.properties.modified) == (day, day)
    assert [row[0].value for row in book.active.iter_rows()] == ["id", item(1).id, item(2).id]


def test_the_same_release_gives_the_same_bytes(bundle):
    for exporter in EXPORTERS:
        assert text_of(exporter.name, bundle)[0] == text_of(exporter.name, bundle)[0]
