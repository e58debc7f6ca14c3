"""What an author is told of a draft."""

import pytest

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
