"""Files made to harm: each is refused or made harmless with a reason, and no draft.

The child that reads them has two seconds of processor time, which a busy machine does not take away, and 300 MB.
"""

import io
import stat
import struct
import zipfile

import pytest

from interop.columns import quoted
from interop.findings import RefusedFileError
from interop.importers.files import File, take_files
from interop.importers.json import loads
from interop.sandbox import Limits, import_file

CHOICE = '<quiz><question type="multichoice"><answer><text><![CDATA[{}]]></text></answer></question></quiz>'
GAPS = '<quiz><question type="gapfill"><questiontext><text><![CDATA[{}]]></text></questiontext></question></quiz>'
LIMITS = Limits(memory=300_000_000, seconds=4)  # two are wanted: machines that run tests are slow
ITEM = '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1">{}</assessmentItem>'
MANIFEST = '<manifest><resources><resource type="imsqti_item_xmlv2p1" href="{}"/></resources></manifest>'


def zipped(*members, how=zipfile.ZIP_DEFLATED):
    """A zip of (name, content) pairs, names as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def symlink():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("items/link.xml")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


def overlapping():
    """Two hundred entries over one body."""
    body = zipped(("a.xml", "x" * 10_000_000))
    end = body.rfind(b"PK\x05\x06")
    start = struct.unpack("<I", body[end + 16 : end + 20])[0]
    entry = body[start:end]
    entries = b"".join(entry[:46] + f"{n:05}"[:5].encode() + entry[51:] for n in range(200))
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 200, 200, len(entries), start, 0)
    return body[:start] + entries + tail


def many_entries():
    """A directory of 300,000 entries in 15 MB that the end of the file announces."""
    directory = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    body = directory * 300_000
    return body + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 65_535, 65_535, len(body), 0, 0)


BOMB = (
    '<!DOCTYPE quiz [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10))
    + "]><quiz>&k;</quiz>"
)
FILES = {
    "entity-bomb.xml": (BOMB, "DTD"),
    "external-entity.xml": ('<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>', "DTD"),
    "external-dtd.xml": ('<!DOCTYPE quiz SYSTEM "http://localhost:1/a.dtd"><quiz/>', "DTD"),
    "utf-16-bomb.xml": (BOMB.encode("utf-16"), ""),
    "item-bomb.xml": ('<!DOCTYPE q [<!ENTITY a "b">]>' + ITEM.format("&a;"), "DTD"),
    "deep.xml": ("<quiz>" + "<a>" * 200_000, "nested"),
    "deep-item.xml": ("<assessmentItem>" + "<a>" * 200_000, ""),
    "wide.xml": ("<quiz><question " + " ".join(f'a{n}="1"' for n in range(200_000)), ""),
    "cut.xml": ("<quiz><question type='essay'>", "well-formed"),
    "traversal.zip": (zipped(("../../etc/passwd", "x")), "outside"),
    "absolute.zip": (zipped(("/etc/passwd", "x")), "outside"),
    "drive.zip": (zipped(("C:/windows/x", "x")), "outside"),
    "link.zip": (symlink(), "link"),
    "twice.zip": (zipped(("a.xml", "x"), ("A.xml", "y")), "twice"),
    "swelling.zip": (zipped(("a.xml", "\0" * 50_000_000)), "swells"),
    "nested.zip": (zipped(("a.zip", zipped(("b.zip", zipped(("c.xml", "x" * 1_000)))))), "no item"),
    "overlapping.zip": (overlapping(), ""),
    "entries.zip": (many_entries(), "too many files"),
    "cut.zip": (zipped(("a.xml", "x" * 1_000))[:-30], "zip"),
    "manifest-bomb.zip": (zipped(("imsmanifest.xml", BOMB)), ""),
    "long-manifest.zip": (
        zipped(("imsmanifest.xml", "<manifest>" + "<a/>" * 2_000_000), how=zipfile.ZIP_STORED),
        "too many elements",
    ),
    "missing.zip": (zipped(("imsmanifest.xml", MANIFEST.format("../../../etc/passwd"))), "not in the package"),
    "nul.gift": ("a\0{~b =c}", "NUL"),
    "nul.csv": ("statement\n\0", "NUL"),
    "braces.gift": ("{" * 400_000, ""),
    "escapes.gift": ("Q{" + "=\\" * 200_000, ""),
    "weights.gift": ("Q{" + "~%" * 200_000 + "}", ""),
    "holes.txt": ("{1:SHORTANSWER:" + "=a~" * 200_000, ""),
    "more-holes.txt": ("{1:SA:=a}" * 50_000, ""),
    "spaces.gift": ("::" + " " * 300_000 + "\n" * 10, ""),
    "answer.txt": ("Q\nA) a\nB) b\nANSWER: A" + " " * 300_000 + "x", "does not name"),
    "headings.csv": ("x" + " " * 900_000 + "y,z\n1,2\n", "name the columns"),
    "tags.xml": ("<quiz>" + "<question></x>" * 100_000, ""),
    "rows.xml": ("<quiz>" + "<question></x>\n" * 100_000, ""),
    "entities.xml": ("<quiz>" + "&a;" * 300_000 + "<question>", ""),
    "fields.json": ('{"challenges": [{"id": "a", "type": "QROCM-ind", "proposals": "' + "${a#" * 100_000 + '"}]}', ""),
    "images.xml": (CHOICE.format("<img src=x " * 100_000), ""),
    "formula.xml": (CHOICE.format("<math>" + "<mrow>" * 20_000), ""),
    "gaps.xml": (GAPS.format("[" * 400_000), ""),
    "letters.txt": ("A)" + " " * 300_000 + "\nANSWER: B", ""),
    "no-table.csv": ("=cmd|' /C calc'!A0;x", ""),
    "random.bin": (bytes(range(256)) * 100, ""),
    "empty.xml": ("", "not one that can be imported"),
}


@pytest.mark.parametrize("name", FILES)
def test_no_draft_comes_of_it_and_a_reason_is_given(tmp_path, name):
    content, reason = FILES[name]
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    result = import_file(path, limits=LIMITS)
    assert (result.drafts, result.files) == ([], [])
    assert result.findings
    assert reason in " ".join(str(finding.message) for finding in result.findings)


def test_xinclude_is_words_not_a_command(tmp_path):
    path = tmp_path / "include.xml"
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    path.write_text(
        f'<quiz><question type="essay"><questiontext><text>b</text></questiontext>{include}</question></quiz>'
    )
    (draft,) = import_file(path, limits=LIMITS).drafts
    assert "root:" not in str(draft)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"a": 1, "a": 2}', "twice"),
        ("[NaN]", "NaN"),
        ("[Infinity]", "Infinity"),
        ("9" * 4_301, "4301 digits"),
        ("[" * 100_000, "nested"),
        ('{"a":' * 100_000, "nested"),
        (b'{"a": "\xff"}', "UTF-8"),
        ("{", "not JSON"),
    ],
)
def test_json_that_parsers_let_through_is_refused(text, reason):
    with pytest.raises(RefusedFileError, match=reason):
        loads(text)


@pytest.mark.parametrize(
    "svg",
    [
        b"<svg><script>alert(1)</script></svg>",
        b'<svg onload="alert(1)"/>',
        b'<svg><a href="javascript:alert(1)"/></svg>',
        b'<svg><image href="https://evil.example/x"/></svg>',
        b"<svg><foreignObject/></svg>",
    ],
)
def test_an_svg_that_acts_stays_out(svg):
    draft = {"title": "t", "statement": "![x](@@PLUGINFILE@@/a.svg)"}
    (finding,) = take_files(draft, {"a.svg": File("a.svg", svg)}, "here")
    assert (finding.severity, "illustration" in draft) == ("warning", False)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1"])
def test_no_cell_starts_a_formula(cell):
    assert quoted(cell) == f"'{cell}"
