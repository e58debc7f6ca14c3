"""What an author is told of a draft."""

import pytest

from authoring.models import Challenge
from authoring.views.report import report_on
from challengebank.enums import Purpose
from tests.authoring import factories
from tests.authoring.people import teacher

pytestmark = pytest.mark.usefixtures("frameworks")

QUESTION = "Which of these tools compresses a folder of forty photographs before sending them by e-mail to the class?"


def near(draft, reader) -> list[str]:
    return [note.text for note in report_on(draft, reader).notes if "%)" in note.text]


def test_close_challenges_are_named_to_those_who_may_open_them():
    factories.accepted(1, title="Zip", statement=QUESTION)
    factories.accepted(2, title="Secret zip", statement=QUESTION, purpose=Purpose.CERTIFICATION)
    writer = teacher("zoe")
    draft = factories.challenge(3, by=writer, title="Again", statement=QUESTION)
    said = " ".join(near(draft, writer))
    assert "Zip" in said
    assert "Secret zip" not in said
    assert len(near(draft, writer)) == 2


def test_a_draft_that_is_alone_is_close_to_nothing():
    draft = factories.challenge(1, statement=QUESTION)
    assert near(draft, draft.author) == []


def test_what_lacks_only_its_competences_can_be_tried_and_is_looked_over():
    draft = factories.challenge(1, statement="Que fait Windows 10 ?")
    draft.alignments = []
    report = report_on(draft, draft.author)
    assert (report.document, report.shown.statement) == (None, "Que fait Windows 10 ?")
    assert [(note.severity, note.path) for note in report.notes][:1] == [("missing", ("competence",))]
    assert "dated_name" in {note.rule for note in report.notes}
    draft.statement = ""
    assert report_on(draft, draft.author).shown is None


def test_an_unknown_word_comes_with_a_known_one():
    draft = factories.challenge(1, statement="Quel fleuvve traverse Toulouse ?")
    (note,) = (note for note in report_on(draft, draft.author).notes if note.rule == "spelling")
    assert note.text == "Le dictionnaire ne connaît pas : fleuvve"
    assert note.hint.startswith("Peut-être : fleuve. ")


def test_what_is_missing_in_a_row_names_the_row_and_leads_to_it():
    draft = Challenge.begun(author=teacher("zoe"), type="match")
    rows = draft.content.raw_data[0]["value"]
    notes = [note for note in report_on(draft, draft.author).notes if note.path[:1] == ("content",)]
    assert [(note.field, note.number, note.path[1:]) for note in notes] == [
        *(
            ("élément à associer", place + 1, ("sources", row["id"], "text"))
            for place, row in enumerate(rows["sources"])
        ),
        *(("cible", place + 1, ("targets", row["id"], "text")) for place, row in enumerate(rows["targets"])),
    ]
