"""QTI 1.2 as Canvas and Blackboard write it: what has an equivalent comes in, the rest says why not."""

import zipfile

import pytest

from interop.importers import importer_for
from tests.interop.foreign import read

HEAD = '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="a" title="Web">'


def texted(words):
    return f'<material><mattext texttype="text/html">&lt;p&gt;{words}&lt;/p&gt;</mattext></material>'


def field(label, entry):
    return f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{entry}</fieldentry></qtimetadatafield>"


def labels(*names):
    row = '<response_label ident="{0}"><material><mattext>{0}</mattext></material></response_label>'
    rows = map(row.format, names)
    return f"<render_choice>{''.join(rows)}</render_choice>"


def lid(ident, *names, cardinality="Single", words=""):
    said = f"<material><mattext>{words}</mattext></material>" if words else ""
    return f'<response_lid ident="{ident}" rcardinality="{cardinality}">{said}{labels(*names)}</response_lid>'


def equal(value, ident="r"):
    return f'<varequal respident="{ident}">{value}</varequal>'


def rule(condition, mark=100, more=""):
    given = f'<setvar action="Set" varname="SCORE">{mark}</setvar>' if mark else ""
    return f"<respcondition><conditionvar>{condition}</conditionvar>{given}{more}</respcondition>"


def shown(name):
    return f'<displayfeedback feedbacktype="Response" linkrefid="{name}"/>'


def told(name, words):
    return f'<itemfeedback ident="{name}"><flow_mat>{texted(words)}</flow_mat></itemfeedback>'


def item(kind, asked, rules, more="", points="1.0"):
    metadata = field("question_type", f"{kind}_question") + field("points_possible", points)
    return (
        f'<item ident="g1" title="Question"><itemmetadata><qtimetadata>{metadata}</qtimetadata></itemmetadata>'
        f"<presentation>{texted('Que choisir ?')}{asked}</presentation>"
        f"<resprocessing>{rules}</resprocessing>{more}</item>"
    )


def quiz(*items):
    return f"{HEAD}<section>{''.join(items)}</section></assessment></questestinterop>"


def canvas(tmp_path, *items):
    return read(tmp_path, "quiz.xml", quiz(*items))


STRING = '<response_str ident="r" rcardinality="Single"><render_fib/></response_str>'
BOTH = f"<and>{equal('a')}{equal('b')}<not>{equal('c')}</not></and>"
NEAR = f"<or>{equal('5')}<and><vargte respident='r'>4.5</vargte><varlte respident='r'>5.5</varlte></and></or>"
PAIRS = lid("r1", "x", "y", "z", words="un") + lid("r2", "x", "y", "z", words="deux")


@pytest.mark.parametrize(
    ("kind", "asked", "rules", "content"),
    [
        ("multiple_choice", lid("r", "a", "b"), rule(equal("b")), {"type": "single_choice", "key": "o2"}),
        ("true_false", lid("r", "Vrai", "Faux"), rule(equal("Vrai")), {"type": "single_choice", "key": "o1"}),
        (
            "multiple_answers",
            lid("r", "a", "b", "c", cardinality="Multiple"),
            rule(BOTH),
            {"type": "multiple_choice", "keys": ["o1", "o2"], "strategy": "all_or_nothing"},
        ),
        (
            "short_answer",
            STRING,
            rule(equal("Paris") + equal("Lutèce")),
            {"type": "short_text", "accepted": ["Paris", "Lutèce"], "tolerances": ["case"]},
        ),
        ("numerical", STRING, rule(NEAR), {"type": "number", "value": "5", "tolerance": "0.5"}),
        (
            "matching",
            PAIRS,
            rule(equal("x", "r1"), 50) + rule(equal("z", "r2"), 50),
            {"type": "match", "pairs": [["s1", "t1"], ["s2", "t2"]]},
        ),
    ],
)
def test_what_has_an_equivalent_comes_in(tmp_path, kind, asked, rules, content):
    ((draft,), said, _files) = canvas(tmp_path, item(kind, asked, rules))
    assert ({name: draft["content"][name] for name in content}, said) == (content, [])
    assert (draft["statement"], draft["origin"]) == ("Que choisir ?", {"id": "g1", "category": "Web"})


def test_feedback_of_options_and_of_sides(tmp_path):
    rules = (
        rule("<other/>", 0, shown("general_fb"))
        + rule(equal("a"), 0, shown("a_fb"))
        + rule(equal("b"), 100, shown("correct_fb"))
        + rule("<other/>", 0, shown("general_incorrect_fb"))
    )
    more = told("general_fb", "Relis.") + told("a_fb", "Non, a.") + told("correct_fb", "Oui.")
    more += told("general_incorrect_fb", "Raté.")
    ((draft,), _said, _files) = canvas(tmp_path, item("multiple_choice", lid("r", "a", "b"), rules, more))
    assert draft["feedback"] == {"correct": "Oui.\n\nRelis.", "incorrect": "Raté.\n\nRelis."}
    assert [option["feedback"] for option in draft["content"]["options"]] == ["Non, a.", ""]


@pytest.mark.parametrize(
    ("kind", "asked", "reason"),
    [
        ("multiple_choice", lid("r", "a", "b"), "it has no right answer"),
        ("text_only", "", "it asks nothing"),
        ("fill_in_multiple_blanks", lid("r1", "a") + lid("r2", "b"), "it asks several questions at once"),
    ],
)
def test_what_stays_out_says_why(tmp_path, kind, asked, reason):
    (drafts, ((_severity, text),), _files) = canvas(tmp_path, item(kind, asked, ""))
    assert (drafts, reason in text) == ([], True)


def test_an_essay_waits_for_its_model_answer(tmp_path):
    path = tmp_path / "quiz.xml"
    path.write_text(quiz(item("essay", STRING, "")))
    (said, draft) = importer_for(path).read(path)
    assert str(said.message) == "a model answer and criteria are still to be written"
    assert draft["content"] == {"type": "extended_text", "model_answer": "", "criteria": []}


def test_points_are_named(tmp_path):
    asked = item("multiple_choice", lid("r", "a", "b"), rule(equal("b")), points="3.0")
    (_drafts, said, _files) = canvas(tmp_path, asked)
    assert said == [("note", "it was worth 3 points: here each challenge counts the same")]


BLACKBOARD = """<questestinterop><assessment title="Pool"><section><item>
<itemmetadata><bbmd_questiontype>Multiple Choice</bbmd_questiontype></itemmetadata>
<presentation><flow class="Block"><flow class="QUESTION_BLOCK"><material><mat_extension>
<mat_formattedtext>Quel mot ? &lt;img src="$IMS-CC-FILEBASE$/i.png" alt="une image"&gt;</mat_formattedtext>
</mat_extension></material></flow><flow class="RESPONSE_BLOCK"><response_lid ident="response" rcardinality="Single">
<render_choice><flow_label><response_label ident="a1"><flow_mat><material><mat_extension>
<mat_formattedtext>Oui</mat_formattedtext></mat_extension></material></flow_mat></response_label></flow_label>
<flow_label><response_label ident="b2"><flow_mat><material><mat_extension>
<mat_formattedtext>Non</mat_formattedtext></mat_extension></material></flow_mat></response_label></flow_label>
</render_choice></response_lid></flow></flow></presentation>
<resprocessing><respcondition title="correct"><conditionvar><varequal respident="response">b2</varequal></conditionvar>
<setvar variablename="SCORE" action="Set">SCORE.max</setvar><displayfeedback linkrefid="correct"/></respcondition>
<respcondition title="incorrect"><conditionvar><other/></conditionvar><setvar variablename="SCORE">0</setvar>
<displayfeedback linkrefid="incorrect"/></respcondition></resprocessing>
<itemfeedback ident="incorrect"><material><mat_formattedtext>Relis.</mat_formattedtext></material></itemfeedback>
</item></section></assessment></questestinterop>"""


@pytest.mark.parametrize("name", ["res00001.dat", "g1/g1.xml"])
def test_packages_hold_them_in_files_of_their_own(tmp_path, name):
    path = tmp_path / "pool.zip"
    with zipfile.ZipFile(path, "w") as archive:
        resource = f'<resource identifier="r" type="imsqti_xmlv1p2"><file href="{name}"/></resource>'
        archive.writestr("imsmanifest.xml", f"<manifest><resources>{resource}</resources></manifest>")
        archive.writestr(name, BLACKBOARD)
        archive.writestr("web_resources/i.png", b"png")
    ((draft,), said, files) = read(tmp_path, "pool.zip", path.read_bytes())
    assert (draft["content"]["key"], draft["statement"], said) == ("o2", "Quel mot ?", [])
    assert (draft["feedback"]["incorrect"], draft["illustration"]["alt"], len(files)) == ("Relis.", "une image", 1)
