"""Files in: our own exports come back the same, others' come in or say why not, hostile ones are refused."""

import pytest

from interop.exporters import export
from interop.exporters.exporter import DEGRADATIONS
from interop.fidelity import differences
from interop.findings import RefusedFileError
from interop.sandbox import Limits, import_file, read_file
from items.document import Item
from tests.interop.examples import CONTENTS
from tests.interop.releases import item, release


def write(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("name", "extension"), [("moodle", ".xml"), ("gift", ".gift")])
def test_what_goes_out_comes_back(tmp_path, name, extension):
    sent = item(1, disciplines=["svt"], classes=["sixieme"])
    path = tmp_path / f"out{extension}"
    with path.open("wb") as out:
        export(name, release(tmp_path / "r.zip", [sent]), out)
    result = import_file(path)
    (draft,) = result.drafts
    assert result.findings == []
    assert differences(sent, Item.parse(draft)) == ()


@pytest.mark.parametrize("name", ["one blank", "one choice", "one menu"])
def test_gift_carries_one_blank(tmp_path, name):
    sent = item(1, content=CONTENTS[name])
    path = tmp_path / "out.gift"
    with path.open("wb") as out:
        export("gift", release(tmp_path / "r.zip", [sent]), out, frozenset(DEGRADATIONS))
    (draft,) = import_file(path).drafts
    (gap,) = {"content.blanks.label", "content.menus.label"} & set(differences(sent, Item.parse(draft)))
    assert differences(sent, Item.parse(draft)) == (gap,)


def test_aiken(tmp_path):
    path = write(tmp_path, "a.txt", "Seul ?\nA) Un\nB) Deux\nANSWER: B\n\nAutre ?\nA) Un\nB) Deux\nANSWER: C\n")
    result = import_file(path)
    assert [draft["content"]["key"] for draft in result.drafts] == ["o2"]
    assert [finding.where for finding in result.findings] == ["line 9"]


def test_html_becomes_markdown_without_scripts(tmp_path):
    text = (
        '<quiz><question type="truefalse"><name><text>T</text></name><questiontext format="html"><text>'
        "<![CDATA[<p>Un <b>mot</b><script>alert(1)</script></p><p>1*2</p>]]></text></questiontext>"
        '<answer fraction="0"><text>true</text></answer><answer fraction="100"><text>false</text></answer>'
        '</question><question type="essay"><name><text>E</text></name>'
        "<questiontext><text>Dis.</text></questiontext></question></quiz>"
    )
    result = import_file(write(tmp_path, "q.xml", text))
    assert [(draft["statement"], draft["content"].get("key")) for draft in result.drafts] == [
        ("Un **mot**\n\n1\\*2", "o2"),
        ("Dis.", None),
    ]
    assert [(finding.severity, finding.item) for finding in result.findings] == [("warning", "E")]


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("bomb.xml", '<!DOCTYPE quiz [<!ENTITY a "aaaa">]><quiz>&a;</quiz>', "DTD"),
        ("deep.xml", "<quiz>" + "<a>" * 100_000, "nested"),
        ("nul.gift", "a\0{~b =c}", "NUL"),
        ("other.txt", "rien", "not one that can be imported"),
    ],
)
def test_hostile_files_are_refused_whole(tmp_path, name, text, reason):
    result = import_file(write(tmp_path, name, text))
    assert result.drafts == []
    (finding,) = result.findings
    assert (finding.severity, finding.where) == ("error", "file")
    assert reason in str(finding.message)


def test_a_file_too_large_is_refused_unread(tmp_path):
    result = import_file(write(tmp_path, "a.gift", "x" * 100), limits=Limits(size=10))
    assert [str(finding.message) for finding in result.findings] == ["the file is larger than 0 MB"]


def test_a_child_that_dies_while_it_reads_is_no_end_of_the_file(tmp_path):
    path = write(tmp_path, "a.gift", "".join(f"::Q{n}::Vrai ?{{T}}\n\n" for n in range(200_000)))
    read = []
    with pytest.raises(RefusedFileError, match="too much time"), read_file(path, limits=Limits(seconds=1)) as rows:
        read.extend(rows)
    assert 0 < len(read) < 200_000
