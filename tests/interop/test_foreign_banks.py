"""What other sets of samples hold: programs that write otherwise, hands that slip, files that are something else."""

import time
import zipfile
from datetime import datetime

import openpyxl
import pytest

from interop.findings import RefusedFileError
from interop.importers import importer_for
from interop.importers.cloze import HOLE
from interop.importers.languages import in_french
from tests.interop.foreign import read
from tests.interop.test_foreign_moodle import PNG, TWO, answer, moodle, question
from tests.interop.test_foreign_qti import CHOICE, ITEM, SINGLE, correct, qti


def texts(said):
    return [text for _severity, text in said]


@pytest.mark.parametrize("share", ["33.333333333333336", "33,33333", "+33.33333", "33.33333 %"])
def test_fractions_as_programs_write_them(tmp_path, share):
    answers = "<single>false</single>" + "".join(answer(share, each) for each in "ABC") + answer("-100%", "D")
    ((draft,), said, _files) = moodle(tmp_path, question("multichoice", answers))
    assert (draft["content"]["keys"], draft["content"]["strategy"]) == (["o1", "o2", "o3"], "right_minus_wrong")
    assert said == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("{mlang fr}Oui{mlang}{mlang en}Yes{mlang} !", "Oui !"),
        ("{mlang en}Yes{mlang}{mlang other}Oui{mlang}", "Oui"),
        ("{mlang en}Yes{mlang}{mlang de,it}Ja{mlang}", "Yes"),
        ('<span lang="en" class="multilang">Cat</span><span class="multilang" lang="fr">Chat</span>', "Chat"),
        ('<span class="b">gras</span>', '<span class="b">gras</span>'),
        ("\\{mlang fr\\}Oui\\{mlang\\}\\{mlang en\\}Yes\\{mlang\\}", "Oui"),
    ],
)
def test_one_language_is_kept(text, kept):
    assert in_french(text) == kept


def test_a_question_in_two_languages_says_so(tmp_path):
    both = "{mlang fr}Où ?{mlang}{mlang en}Where?{mlang}"
    ((draft,), said, _files) = moodle(tmp_path, question("multichoice", TWO, both))
    assert draft["statement"] == "Où ?"
    assert said == [("note", "it is written in several languages: only one came in, French where it is there")]


@pytest.mark.parametrize(("text", "said"), [("2*3*4", "2\\*3\\*4"), ("_a_ < b", "\\_a\\_ &lt; b")])
def test_plain_words_are_no_markdown(tmp_path, text, said):
    ((draft,), _said, _files) = moodle(tmp_path, question("multichoice", TWO, text))
    assert draft["statement"] == said
    ((draft,), _said, _files) = read(tmp_path, "a.gift", f"{text} {{T}}")
    assert (draft["statement"], draft["title"]) == (said, text)


@pytest.mark.parametrize(("text", "value"), [("1 500", "1500"), ("−5", "-5"), ("12 345,6", "12345.6")])
def test_numbers_as_french_people_write_them(tmp_path, text, value):
    ((draft,), _said, _files) = moodle(tmp_path, question("numerical", answer(100, text)))
    assert draft["content"]["value"] == value


def test_an_entity_in_a_blank_is_a_character(tmp_path):
    text = "Dans {1:MC:=l&#8217;eau#Oui~%33,3%le feu}, {2:SA:=oui} {1:MC:=perdu"
    ((draft,), said, _files) = moodle(tmp_path, question("cloze", "", text))
    (first, _second) = draft["content"]["blanks"]
    assert (first["accepted"], first["options"]) == (["l’eau"], ["l’eau", "le feu"])
    assert texts(said)[-2:] == [
        "« {1:MC:=perdu » stayed in the text: it is not a blank for Moodle",
        "some blanks counted more than others: each counts the same now",
    ]


def test_a_word_to_drag_twice_is_one_choice(tmp_path):
    boxes = "".join(f"<dragbox><text>{each}</text><group>1</group></dragbox>" for each in ("le", "le", "la"))
    ((draft,), _said, _files) = moodle(tmp_path, question("ddwtos", boxes, "[[1]] chat, [[2]] chien, [[3]] souris"))
    assert [menu["key"] for menu in draft["content"]["menus"]] == ["o1", "o1", "o2"]
    assert [option["text"] for option in draft["content"]["menus"][0]["options"]] == ["le", "la"]


def test_vrai_and_faux(tmp_path):
    ((draft,), _said, _files) = moodle(tmp_path, question("truefalse", answer(0, "Vrai") + answer(100, "Faux")))
    assert draft["content"]["key"] == "o2"
    ((draft,), _said, _files) = read(tmp_path, "a.gift", "Est-ce vrai ? {FAUX}")
    assert draft["content"]["key"] == "o2"


@pytest.mark.parametrize(
    ("kind", "inside", "reason"),
    [
        ("multichoice", f"{TWO}<hidden>1</hidden>", "it was hidden in Moodle"),
        (
            "essay",
            "<responsetemplate><text>Plan :</text></responsetemplate>",
            "the beginning of an answer that it gave",
        ),
        ("essay", "<attachments>2</attachments>", "files could be handed in"),
        (
            "ordering",
            f"<selecttype>RANDOM</selecttype>{answer(1, 'un')}{answer(2, 'deux')}",
            "some items drawn by chance were to be put in order",
        ),
        (
            "multichoice",
            "<single>false</single><partiallycorrectfeedback><text>Relis.</text></partiallycorrectfeedback>"
            f"{answer(50, 'A')}{answer(50, 'B')}{answer(-100, 'C')}",
            "a partly right answer did not come along: « Relis. »",
        ),
    ],
)
def test_what_moodle_also_says_is_named(tmp_path, kind, inside, reason):
    path = tmp_path / "a.xml"
    path.write_text(f"<quiz>{question(kind, inside)}</quiz>")
    assert reason in " ".join(str(row.message) for row in importer_for(path).read(path) if hasattr(row, "severity"))


def test_a_picture_alone_is_a_statement(tmp_path):
    shown = f'<p><img src="data:image/png;base64,{PNG}" alt="une carte"></p>'
    ((draft,), _said, _files) = moodle(tmp_path, question("multichoice", TWO, shown))
    assert (draft["statement"], draft["illustration"]["alt"]) == ("Réponds à la question.", "une carte")
    (drafts, said, _files) = moodle(tmp_path, question("multichoice", TWO, ""))
    assert (drafts, said) == ([], [("error", "it has no statement")])


def test_a_link_to_a_file_keeps_its_words_and_a_lost_picture_is_named(tmp_path):
    text = '<p>Lis <a href="@@PLUGINFILE@@/c.pdf">le cours</a>. <img src="/draftfile.php/5/a.png" alt="Un âne"></p>'
    file = '<file name="c.pdf" path="/" encoding="base64">JVBERi0=</file>'
    ((draft,), said, _files) = moodle(tmp_path, question("multichoice", TWO + file, text))
    assert (draft["statement"], draft["attachments"][0]["label"]) == ("Lis le cours. Un âne", "le cours")
    assert said == [("warning", "the file draftfile.php/5/a.png is not there")]


def test_html_that_nothing_hides_from_xml(tmp_path):
    text = "<text><p>Quel <b>mot</b> ?</p></text>"
    raw = question("multichoice", TWO).replace("<text><![CDATA[Que choisir ?]]></text>", text)
    ((draft,), said, _files) = moodle(tmp_path, raw)
    assert (draft["statement"], said) == ("Quel **mot** ?", [])


def test_blanks_that_nothing_closes_cost_little_and_hide_no_other(tmp_path):
    text = "{1:SA:=perdu" * 30_000 + "{1:SA:=bon}"
    begun = time.process_time()
    ((draft,), _said, _files) = moodle(tmp_path, question("cloze", "", "<p>Début</p>" + text[-100:]))
    assert draft["content"]["blanks"][0]["accepted"] == ["bon"]
    assert len(HOLE.findall(text)) == 1
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<?xml version="1.0" encoding="UTF-8"?>', "cp1252"),
        ("", "cp1252"),
        ('<?xml version="1.0" encoding="ISO-8859-15"?>', "iso-8859-15"),
        ('<?xml version="1.0" encoding="UTF-16"?>', "utf-16"),
        ('<?xml version="1.0"?><!DOCTYPE quiz>', "utf-8"),
    ],
)
def test_encodings_and_heads(tmp_path, head, encoding):
    data = f"{head}<quiz>{question('multichoice', TWO, 'Quel été préféré ?')}</quiz>".encode(encoding)
    ((draft,), _said, _files) = read(tmp_path, "banque.xml", data)
    assert draft["statement"] == "Quel été préféré ?"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "Quel été ?\nA. ici\nB. là\nANSWER: A\n"),
        ("a.gift", "Quel été ? {T}"),
        ("a.csv", "Question;A;B;Réponse\nQuel été ?;un;deux;A\n"),
        ("a.xml", f'<?xml version="1.0" encoding="UTF-16"?><quiz>{question("multichoice", TWO, "Quel été ?")}</quiz>'),
    ],
)
def test_utf_16_with_and_without_its_mark(tmp_path, encoding, name, text):
    ((draft,), said, _files) = read(tmp_path, name, text.encode(encoding))
    assert (draft["statement"], said) == ("Quel été ?", [])


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<defaultgrade>1.0000000</defaultgrade><penalty>0.3333333</penalty>", []),
        ("<penalty>0.1000000</penalty>", []),
        ("<defaultgrade>2.5000000</defaultgrade>", ["it was worth 2.5 points: here each challenge counts the same"]),
        ("<penalty>0.5</penalty>", ["each further try cost part of the marks (penalty 0.5): it does not here"]),
    ],
)
def test_points_and_penalties_are_named(tmp_path, inside, said):
    (_drafts, found, _files) = moodle(tmp_path, question("multichoice", TWO + inside))
    assert found == [("note", text) for text in said]


@pytest.mark.parametrize(
    ("blank", "accepted", "said"),
    [
        ("=8", ["8"], []),
        ("=8,5", ["8,5", "8.5"], []),
        (
            "=1.5:0.1",
            ["1,4", "1.4", "1,5", "1.5", "1,6", "1.6"],
            ["a blank took any number from 1,4 to 1,6: it takes those listed in it now, look at them"],
        ),
        (
            "=1000:50",
            ["1000"],
            ["a blank took any number from 950 to 1050: it takes 1000 alone now, list others or ask a number"],
        ),
        ("=8~%50%9:1", ["8"], ["« 9:1 » gave part of the marks of its blank: it gives none now"]),
    ],
)
def test_tolerances_of_blanks(tmp_path, blank, accepted, said):
    ((draft,), found, _files) = moodle(tmp_path, question("cloze", "", f"Il en faut {{1:NUMERICAL:{blank}}}."))
    assert (draft["content"]["blanks"][0]["accepted"], texts(found)) == (accepted, said)


@pytest.mark.parametrize(
    ("source", "content"),
    [
        ("Q {~%33,33333%A ~%33.333333333333336%B ~%33.33333%C ~%-100%D}", {"strategy": "right_minus_wrong"}),
        ("Q {#.5..1.5}", {"value": "1", "tolerance": "0.5"}),
        ("Le mot <b>gras</b> ? {T}", {"key": "o1"}),
    ],
)
def test_gift_as_people_write_it(tmp_path, source, content):
    ((draft,), said, _files) = read(tmp_path, "a.gift", source)
    assert ({name: draft["content"][name] for name in content}, said) == (content, [])


def test_gift_with_two_pairs_of_braces_says_what_to_do(tmp_path):
    (drafts, ((severity, text),), _files) = read(tmp_path, "a.gift", "La {=France} a pour capitale {=Paris}.")
    assert (drafts, severity) == ([], "error")
    assert "write a Cloze question" in text


@pytest.mark.parametrize(
    ("answered", "keys"),
    [("ANSWER: A, C", ["o1", "o3"]), ("ANSWER: AC", ["o1", "o3"]), ("RÉPONSES : A et C", ["o1", "o3"])],
)
def test_aiken_with_several_answers(tmp_path, answered, keys):
    ((draft,), _said, _files) = read(
        tmp_path, "a.txt", f"Lesquels ?\nA. un\nqui continue\nB. deux\nC. trois\n{answered}\n"
    )
    assert (draft["content"]["keys"], draft["content"]["options"][0]["text"]) == (keys, "un qui continue")


TWO_OF_AIKEN = """Où ?
A. ici
B. là
{before}ANSWER: A
{after}
Quand ?
A. hier
B. demain
ANSWER: B
"""


@pytest.mark.parametrize("place", ["before", "after"])
@pytest.mark.parametrize("label", ["FEEDBACK", "Explanation", "RÉTROACTION "])
def test_aiken_with_feedback(tmp_path, place, label):
    lines = {"before": "", "after": "", place: f"{label}: Regarde *bien*.\n"}
    (drafts, said, _files) = read(tmp_path, "a.txt", TWO_OF_AIKEN.format(**lines))
    told = {"correct": "Regarde \\*bien\\*.", "incorrect": "Regarde \\*bien\\*."}
    assert [(draft["statement"], draft.get("feedback")) for draft in drafts] == [("Où ?", told), ("Quand ?", None)]
    assert ([option["text"] for option in drafts[0]["content"]["options"]], said) == (["ici", "là"], [])


def test_aiken_with_lines_that_have_no_place(tmp_path):
    text = TWO_OF_AIKEN.format(before="", after="POINTS: 2\nTags: web\n")
    (drafts, said, _files) = read(tmp_path, "a.txt", text)
    assert [draft["statement"] for draft in drafts] == ["Où ?", "Quand ?"]
    assert said == [
        ("note", "this line did not come along: « POINTS: 2 »"),
        ("note", "this line did not come along: « Tags: web »"),
    ]


def test_aiken_with_a_letter_twice(tmp_path):
    (drafts, said, _files) = read(tmp_path, "a.txt", "Où ?\nA. ici\nB. là\nB. ailleurs\nANSWER: A\n")
    assert (drafts, said) == ([], [("error", "two of its options have the letter B")])


def sheets(path, **tables):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in tables.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path.read_bytes()


@pytest.mark.parametrize(
    "headings",
    [
        [["Question", "Réponses", None, None, "Bonne réponse"]],
        [["Question", "Propositions", None, None, "Bonne réponse"], [None, "A", "B", "C", None]],
        [["Type de question", "Titre", "Choix", "Choix", "Choix", "Correct"]],
    ],
)
def test_one_heading_over_several_options(tmp_path, headings):
    row = ["Capitale ?", "Paris", "Lyon", "Nice", "A"]
    rows = [*headings, ["QCM simple"] * (len(headings[0]) - len(row)) + row]
    ((draft,), _said, _files) = read(tmp_path, "a.xlsx", sheets(tmp_path / "a.xlsx", Quiz=rows))
    assert (draft["statement"], draft["content"]["key"]) == ("Capitale ?", "o1")
    assert [option["text"] for option in draft["content"]["options"]] == ["Paris", "Lyon", "Nice"]


def test_every_sheet_is_read_or_named(tmp_path):
    head = ["Question", "A", "B", "Réponse"]
    data = sheets(
        tmp_path / "a.xlsx",
        Notice=[["Lisez-moi"]],
        Un=[head, ["Q1", "x", "y", "A"]],
        Deux=[head, ["Q2", "x", "y", "B"]],
    )
    (drafts, said, _files) = read(tmp_path, "a.xlsx", data)
    assert [draft["statement"] for draft in drafts] == ["Q1", "Q2"]
    assert said == [("note", "this sheet was not read: its first line names no columns")]


def test_cells_say_what_people_see(tmp_path):
    row = ["Quoi ?", True, 0.1 + 0.2, datetime(1789, 7, 14), datetime(2024, 3, 1, 8, 30), "A"]
    data = sheets(tmp_path / "a.xlsx", Q=[["Question", "A", "B", "C", "D", "Réponse"], row])
    ((draft,), _said, _files) = read(tmp_path, "a.xlsx", data)
    assert [option["text"] for option in draft["content"]["options"]] == [
        "Vrai",
        "0,3",
        "14/07/1789",
        "01/03/2024 08:30",
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Q;un;deux;A;1.1;en plus", [("warning", "these columns have no heading, and were not read: F")]),
        ("Q;un;deux;A;9.9", [("warning", "« 9.9 » is not a competence of the CRCN")]),
        ("Q;un;deux;;1.1", [("error", "it has no right answer")]),
        ("Q;un;deux;A;1.1 Mener une recherche", []),
    ],
)
def test_what_a_line_has_besides_is_named(tmp_path, row, said):
    (_drafts, found, _files) = read(tmp_path, "a.csv", f"Question;A;B;Réponse;Compétence\n{row}\n")
    assert found == said


@pytest.mark.parametrize(
    ("row", "name", "value"),
    [
        ("QCM;Q ?;un | deux | trois;deux", "keys", ["o2"]),
        ("QCM;Q ?;un | deux | trois;AC", "keys", ["o1", "o3"]),
        ('ordre;Range;;"un ; deux ; trois"', "key", ["o1", "o2", "o3"]),
        ('appariement;Relie;;"chat → animal\nrose => plante"', "pairs", [["s1", "t1"], ["s2", "t2"]]),
        ('texte court;Où ?;;"Paris ; Lutèce"', "accepted", ["Paris", "Lutèce"]),
    ],
)
def test_lists_in_a_cell(tmp_path, row, name, value):
    ((draft,), _said, _files) = read(tmp_path, "a.csv", f"type;énoncé;propositions;réponses\n{row}\n")
    assert draft["content"][name] == value


def package(tmp_path, **files):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path.read_bytes()


def listed(href, kind="imsqti_item_xmlv2p1"):
    return f'<manifest><resources><resource identifier="a" type="{kind}" href="{href}"/></resources></manifest>'


CHOSEN = ITEM.format(SINGLE, CHOICE, "", "")


@pytest.mark.parametrize("href", ["Items/Q1.XML", "items\\q1.xml", "./items/q1.xml"])
def test_paths_as_other_systems_write_them(tmp_path, href):
    data = package(tmp_path, **{"imsmanifest.xml": listed(href), "items/q1.xml": CHOSEN})
    (drafts, said, _files) = read(tmp_path, "a.zip", data)
    assert (len(drafts), said) == (1, [])


def test_what_the_manifest_does_not_name(tmp_path):
    other = CHOSEN.replace('identifier="q1"', 'identifier="q2"', 1)
    files = {"imsmanifest.xml": listed("q1.xml"), "q1.xml": CHOSEN, "q2.xml": other, "__MACOSX/._q2.xml": "\0"}
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (files | {"test.xml": "<assessmentTest ></assessmentTest>"}).items():
            archive.writestr(name, content)
    (drafts, said, _files) = read(tmp_path, "a.zip", path.read_bytes())
    assert len(drafts) == 2
    assert said == [
        ("note", "the manifest does not name this item: it was read"),
        ("note", "the order, the sections and the instructions of this test did not come along"),
    ]


def test_a_manifest_that_cannot_be_read_hides_no_item(tmp_path):
    data = package(tmp_path, **{"imsmanifest.xml": "<manifest><resources", "q1.xml": CHOSEN})
    (drafts, ((severity, _text),), _files) = read(tmp_path, "a.zip", data)
    assert (len(drafts), severity) == (1, "warning")


def test_a_shared_text_in_another_folder(tmp_path):
    shared = (
        '<assessmentStimulus><stimulusBody><p>Lis <img src="i.png" alt="ça"/></p></stimulusBody></assessmentStimulus>'
    )
    item = CHOSEN.replace("<itemBody>", '<assessmentStimulusRef identifier="s" href="../textes/s.xml"/><itemBody>')
    files = {"imsmanifest.xml": listed("items/q1.xml"), "items/q1.xml": item, "textes/s.xml": shared}
    data = package(tmp_path, **files, **{"textes/i.png": "png"})
    ((draft,), _said, files) = read(tmp_path, "a.zip", data)
    assert (draft["statement"], len(files)) == ("Lis", 1)


@pytest.mark.parametrize(
    ("response", "body", "processing", "content"),
    [
        (
            f'cardinality="single" baseType="float">{correct("3.14")}',
            '<textEntryInteraction responseIdentifier="RESPONSE"/>',
            '<equalRounded roundingMode="decimalPlaces" figures="2"/>',
            {"value": "3.14", "tolerance": "0.005"},
        ),
        (
            f'cardinality="single" baseType="float">{correct("1230")}',
            '<textEntryInteraction responseIdentifier="RESPONSE"/>',
            '<equalRounded roundingMode="significantFigures" figures="3"/>',
            {"value": "1230", "tolerance": "5"},
        ),
        (
            'cardinality="single" baseType="identifier">',
            CHOICE,
            '<match><variable identifier="RESPONSE"/><baseValue baseType="identifier">B</baseValue></match>',
            {"key": "B"},
        ),
        (
            f'cardinality="multiple" baseType="directedPair">{correct("W G1", "X G2")}',
            '<gapMatchInteraction responseIdentifier="RESPONSE"><gapText identifier="W">le</gapText>'
            '<gapText identifier="X">le</gapText><gapText identifier="Y">la</gapText>'
            '<p><gap identifier="G1"/> chat et <gap identifier="G2"/> chien</p></gapMatchInteraction>',
            "",
            {"text": "{{m1}} chat et {{m2}} chien"},
        ),
    ],
)
def test_right_answers_that_items_say_otherwise(tmp_path, response, body, processing, content):
    ((draft,), _said, _files) = qti(tmp_path, response, body, processing)
    assert {name: draft["content"][name] for name in content} == content


@pytest.mark.parametrize(
    ("response", "body", "processing", "reason"),
    [
        (
            'cardinality="single" baseType="string">',
            '<textEntryInteraction responseIdentifier="RESPONSE"/>',
            '<patternMatch pattern="[Pp]aris"><variable identifier="RESPONSE"/></patternMatch>',
            "its right answer is the pattern « [Pp]aris »: list what it accepts",
        ),
        (
            'cardinality="single" baseType="integer">',
            '<p>2 × <printedVariable identifier="N"/> <textEntryInteraction responseIdentifier="RESPONSE"/></p>',
            "",
            "a question with values drawn by chance has no equivalent",
        ),
    ],
)
def test_items_that_cannot_come_in_say_why(tmp_path, response, body, processing, reason):
    assert qti(tmp_path, response, body, processing)[:2] == ([], [("error", reason)])


@pytest.mark.parametrize(
    ("name", "content", "advice"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as XLSX"),
        ("a.pdf", b"%PDF-1.4 {}", "this is a PDF"),
        ("a.xml", b"<!DOCTYPE html><html>question type=</html>", "once logged in"),
        ("a.mbz", b"\x1f\x8b\x08\x00", "export the question bank as Moodle XML"),
        ("a.rtf", b"{\\rtf1 {A}}", "a text document"),
    ],
)
def test_files_of_another_kind_say_what_to_do(tmp_path, name, content, advice):
    with pytest.raises(RefusedFileError, match=advice):
        read(tmp_path, name, content)


@pytest.mark.parametrize(
    ("member", "advice"),
    [("word/document.xml", "a text document"), ("moodle_backup.xml", "Moodle XML"), ("h5p.json", "H5P")],
)
def test_archives_of_another_kind_say_what_to_do(tmp_path, member, advice):
    with pytest.raises(RefusedFileError, match=advice):
        read(tmp_path, "a.zip", package(tmp_path, **{member: "<a/>"}))
