"""What a pupil reads after answering."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from challengebank.player.sheet import Sheet
from items.scoring import Score


@dataclass(frozen=True, slots=True)
class Result:
    """A score in words. `percent` is rounded down, so that 100 means full marks."""

    correct: bool
    partial: bool
    percent: int
    reasons: tuple[str, ...]
    comments: tuple[SafeString, ...]
    general: SafeString


def result_of(sheet: Sheet, score: Score) -> Result:
    """The result of a scored sheet, in the active language."""
    item = sheet.item
    general = item.feedback.correct if score.correct else item.feedback.incorrect
    return Result(
        correct=score.correct,
        partial=0 < score.thousandths < 1000,
        percent=score.thousandths // 10,
        reasons=tuple(reason.said(gettext) for reason in score.reasons),
        comments=tuple(sheet.html(text) for text in item.content.feedback(sheet.answer)),
        general=sheet.html(general),
    )
