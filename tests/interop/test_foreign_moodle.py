"""What real files of Moodle hold and ours never do: nothing of it is lost without a word."""

import base64
from io import BytesIO

import pytest
from PIL import Image

from tests.interop.foreign import read


def image(size=(40, 30)):
    out = BytesIO()
    Image.new("RGB", size, "red").save(out, "PNG")
    return out.getvalue()


PNG = base64.b64encode(image()).decode()


def question(kind, inside, text="Que choisir ?"):
    return (
        f'<question type="{kind}"><name><text>T</text></name>'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>{inside}</question>'
    )


def answer(fraction, text, feedback=""):
    told = f"<feedback><text>{feedback}</text></feedback>"
    return f'<answer fraction="{fraction}"><text><![CDATA[{text}]]></text>{told}</answer>'


def moodle(tmp_path, *questions):
    return read(tmp_path, "banque.xml", f"<quiz>{''.join(questions)}</quiz>")


TWO = answer(100, "Oui") + answer(0, "Non")


def test_general_feedback_stays_beside_the_feedback_of_each_side(tmp_path):
    told = "".join(
        f"<{name}><text>{text}</text></{name}>"
        for name, text in (("generalfeedback", "Car."), ("correctfeedback", "Bien."), ("incorrectfeedback", "Non."))
    )
    hints = "".join(f"<hint><text>{text}</text></hint>" for text in ("Un.", "Deux."))
    ((draft,), said, _files) = moodle(tmp_path, question("multichoice", TWO + told + hints))
    assert draft["feedback"] == {"correct": "Bien.\n\nCar.", "incorrect": "Non.\n\nCar."}
    assert (draft["hint"], said) == ("Un.\n\nDeux.", [])


def test_pictures_of_options_and_of_feedback(tmp_path):
    shown = '<img src="@@PLUGINFILE@@/mon%20chat%20(1).png" alt="">'
    file = f'<file name="mon chat (1).png" path="/" encoding="base64">{PNG}</file>'
    options = f'<answer fraction="100"><text><![CDATA[<p>{shown}</p>]]></text>{file}</answer>' + answer(0, "Non", shown)
    ((draft,), said, files) = moodle(
        tmp_path, question("multichoice", options.replace(shown + "</text></f", "</text></f"))
    )
    assert [option["text"] for option in draft["content"]["options"]] == ["Image 1", "Non"]
    assert [attached["label"] for attached in draft["attachments"]] == ["Image 1"]
    assert ([file.content for file in files], said) == ([image()], [])


def test_a_picture_inside_the_text_and_one_elsewhere(tmp_path):
    text = f'<p>Vois <img src="data:image/png;base64,{PNG}" alt="un carré"> et <img src="https://a.example/b.png">.</p>'
    ((draft,), said, files) = moodle(tmp_path, question("multichoice", TWO, text))
    assert draft["illustration"]["alt"] == "un carré"
    assert draft["statement"] == "Vois  et [b.png](https://a.example/b.png)."
    assert ([file.content for file in files], said) == ([image()], [])


def test_what_a_hint_shows_is_left_out_and_named(tmp_path):
    hint = '<hint format="html"><text><![CDATA[Vois <img src="@@PLUGINFILE@@/a.png" alt="la clé">.]]></text></hint>'
    ((draft,), said, _files) = moodle(tmp_path, question("multichoice", TWO + hint))
    assert draft["hint"] == "Vois (la clé) ."
    assert said == [("warning", "the file a.png of a hint or a feedback did not come along")]


@pytest.mark.parametrize(
    ("answers", "content", "said"),
    [
        (answer(50, "a") + answer(50, "b") + answer(0, "c"), ("multiple_choice", ["o1", "o2"]), "part of the marks"),
        (answer(100, "a") + answer(100, "b") + answer(0, "c"), ("multiple_choice", ["o1", "o2"]), "several right"),
        (answer("100", "a") + answer("0", "") + answer("-33,33333", "c"), ("single_choice", "o1"), ""),
    ],
)
def test_choices_that_are_not_as_they_should_be(tmp_path, answers, content, said):
    ((draft,), findings, _files) = moodle(tmp_path, question("multichoice", answers))
    key = draft["content"].get("keys") or draft["content"]["key"]
    assert (draft["content"]["type"], key) == content
    assert said in " ".join(text for _severity, text in findings)


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        (answer(100, "Oui") + answer(0, "<b>oui</b>"), "two of its options say the same: « oui »"),
        (answer(100, "x" * 600) + answer(0, "y"), "longer than 500 characters"),
        ("".join(answer(0, f"{place}") for place in range(21)), "it has 21 options"),
    ],
)
def test_choices_that_cannot_come_in_say_why(tmp_path, answers, reason):
    (drafts, ((severity, text),), _files) = moodle(tmp_path, question("multichoice", answers))
    assert (drafts, severity) == ([], "error")
    assert reason in text


def test_a_second_right_value_is_named(tmp_path):
    answers = answer(100, "3.14") + answer(100, "3.1416") + answer(0, "3", "Plus précis.")
    ((draft,), said, _files) = moodle(tmp_path, question("numerical", answers))
    assert draft["content"]["value"] == "3.14"
    assert [text for _severity, text in said] == [
        "it had several right values: only the first one is right now",
        "the feedback of a wrong value did not come along",
    ]


def test_jokers_of_a_short_answer_are_not_words(tmp_path):
    ((draft,), said, _files) = moodle(tmp_path, question("shortanswer", answer(100, "*Paris*") + answer(100, r"2\*3")))
    assert draft["content"]["accepted"] == ["Paris", "2*3"]
    assert len(said) == 1


def test_gapfill(tmp_path):
    more = "<answerdisplay>dropdown</answerdisplay><delimitchars>[]</delimitchars>" + answer(0, "&nbsp;mange")
    ((draft,), said, _files) = moodle(tmp_path, question("gapfill", more, "<p>Complète.</p><p>Il [rit|sourit].</p>"))
    (blank,) = draft["content"]["blanks"]
    assert (draft["statement"], draft["content"]["text"], said) == ("Complète.", "Il {{b1}}.", [])
    assert (blank["accepted"], blank["options"]) == (["rit", "sourit"], ["rit", "sourit", "mange"])


def test_one_marker_on_an_image_is_a_hotspot(tmp_path):
    drop = "<drop><no>1</no><shape>rectangle</shape><coords>1,2;10,5</coords><choice>1</choice></drop>"
    inside = f'<file name="carte.png" encoding="base64">{PNG}</file><drag><no>1</no><text>Ici</text></drag>{drop}'
    ((draft,), said, _files) = moodle(tmp_path, question("ddmarker", inside))
    content = draft["content"] | {"alt": "Carte"}
    assert (content["width"], content["height"], content["areas"][0]["coordinates"]) == (40, 30, [1, 2, 11, 7])
    assert [severity for severity, _text in said] == ["warning"]


def test_an_old_picture_of_moodle(tmp_path):
    inside = f"<image>backupdata/chat.png</image><image_base64>{PNG}</image_base64>{TWO}"
    ((draft,), _said, files) = moodle(tmp_path, question("multichoice", inside))
    assert ("illustration" in draft, files[0].content) == (True, image())


@pytest.mark.parametrize(
    "broken",
    ["<quiz>{0}&nbsp;{1}</quiz>", "\n\n<?xml version='1.0'?><quiz>{0} R & D {1}</quiz>", "<quiz>{0}\x0b{1}</quiz>"],
)
def test_broken_xml_is_mended(tmp_path, broken):
    both = (question("multichoice", TWO, "<p>Été</p>"), question("multichoice", TWO, "R & D"))
    (drafts, said, _files) = read(tmp_path, "banque.xml", broken.format(*both))
    assert [draft["statement"] for draft in drafts] == ["Été", "R & D"]
    assert [severity for severity, _text in said] == ["warning"]


def test_the_question_that_is_broken_is_left_out_alone(tmp_path):
    bad = question("multichoice", TWO).replace("</name>", "", 1).replace("<text>T", "\n<text>Cassée")
    whole = f"<quiz>{question('multichoice', TWO)}\n{bad}\n{question('multichoice', TWO, 'Suite')}\n</quiz>"
    (drafts, said, _files) = read(tmp_path, "banque.xml", whole)
    assert "Que choisir ?" in [draft["statement"] for draft in drafts]
    assert [severity for severity, _text in said][:2] == ["warning", "error"]


def test_a_file_that_is_cut_gives_what_is_whole(tmp_path):
    whole = f"<quiz>{question('multichoice', TWO)}\n{question('multichoice', TWO, 'Coupée')}</quiz>"
    (drafts, said, _files) = read(tmp_path, "banque.xml", whole[:-60])
    assert [draft["statement"] for draft in drafts] == ["Que choisir ?"]
    assert [severity for severity, _text in said] == ["warning", "error"]
