"""How screens of review say grades, verdicts, answers and findings."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils import formats
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from challengebank.enums import Outcome
from challengebank.models import Version
from items.document import Document, Item
from items.messages import Message
from items.types import LABELS
from items.wording import in_words
from review import anchors
from review.enums import Grade, Opinion
from review.models import Review
from review.queries import OpenedVerdict, outcome_of
from review.rubric import criteria

register = template.Library()


@register.inclusion_tag("review/version_line.html")
def version_line(version: Version) -> dict[str, Any]:
    """Purpose, competence, level and type, on one line."""
    return {"version": version, "type": gettext(LABELS[version.item_type]) if version.item_type else ""}


@register.inclusion_tag("review/badge.html")
def verdict_badge(outcome: str) -> dict[str, Any]:
    """A verdict in a word and a sign."""
    signs = {Opinion.ACCEPT: ("check", "good"), Opinion.REFUSE: ("cross", "poor"), Opinion.DISCUSS: ("comment", "fair")}
    icon, tone = signs[Opinion(outcome)]
    return {"icon": icon, "tone": tone, "label": Opinion(outcome).label}


@register.inclusion_tag("review/badge.html")
def outcome_badge(version: Version) -> dict[str, Any]:
    """What was decided of a version; nothing for a calibration, which decides nothing."""
    decision = getattr(version, "decision", None)
    return _ended(Outcome(decision.outcome)) if decision else {}


@register.inclusion_tag("review/badge.html")
def review_badge(review: Review) -> dict[str, Any]:
    """How a closed review ended."""
    outcome = outcome_of(review)
    return _ended(outcome) if outcome else {}


def _ended(outcome: Outcome) -> dict[str, Any]:
    accepted = outcome == Outcome.ACCEPTED
    return {"icon": "check" if accepted else "cross", "tone": "good" if accepted else "poor", "label": outcome.label}


@register.inclusion_tag("review/badge.html")
def grade_badge(grade: int) -> dict[str, Any]:
    """A grade in a word and a sign."""
    signs = {Grade.GOOD: ("check", "good"), Grade.FAIR: ("minus", "fair"), Grade.POOR: ("cross", "poor")}
    icon, tone = signs[Grade(grade)]
    return {"icon": icon, "tone": tone, "label": Grade(grade).label}


@register.inclusion_tag("review/badge.html")
def change_badge(kind: str) -> dict[str, Any]:
    """How deep a change goes: a change of the answer or of the meaning makes earlier opinions void."""
    signs = {
        "answer": ("warning", "poor", gettext("answer")),
        "meaning": ("edit", "fair", gettext("meaning")),
        "form": ("edit", "good", gettext("form")),
    }
    icon, tone, label = signs[kind]
    return {"icon": icon, "tone": tone, "label": label}


@register.inclusion_tag("review/carried.html")
def carried(review: Review) -> dict[str, Any]:
    """The criteria judged on an earlier version, which still hold."""
    lines = zip(criteria(review.carried), review.carried.values(), strict=True)
    return {"lines": [{"criterion": criterion, **line} for criterion, line in lines]}


@register.inclusion_tag("review/tally.html")
def pupil_tally(opened: Sequence[OpenedVerdict]) -> dict[str, Any]:
    """How many reviewers found another answer than the expected one, among those who answered."""
    answers = [each.verdict.pupil_correct for each in opened if each.verdict.round == 1]
    answers = [answer for answer in answers if answer is not None]
    others = sum(not answer for answer in answers)
    said = (
        ngettext(
            "%(others)s of %(count)s reviewers found another answer than the expected one.",
            "%(others)s of %(count)s reviewers found another answer than the expected one.",
            others,
        )
        if others
        else gettext("The %(count)s reviewers who answered found the expected answer.")
    )
    return {
        "said": said % {"others": others, "count": len(answers)} if len(answers) > 1 else "",
        "alarming": others > 0,
    }


@register.simple_tag
def severity(name: str) -> str:
    """The weight of a finding."""
    return {"error": gettext("Error"), "warning": gettext("Warning"), "info": gettext("Advice")}[name]


@register.filter
def said(message: Message) -> str:
    """A sentence of `items` in the reader's language."""
    return message.said(gettext)


@register.filter
def place(path: str) -> str:
    """A path of the document in words."""
    return anchors.place(path)


@register.filter
def answer_in(answer: Any, document: Document) -> str:
    """An answer to a challenge, with the texts of its options in place of their identifiers."""
    return in_words(document, answer) if isinstance(document, Item) else ""


SAMPLES = {"right": _("right"), "near miss": _("near miss"), "wrong": _("wrong"), "invalid": _("not an answer")}


@register.filter
def note_said(note: str) -> str:
    """The note of an answer test; those that a type of challenge gives itself are said in the reader's language."""
    return str(SAMPLES.get(note, note))


@register.filter
def signed(number: float | None) -> str:
    """A difference with its sign."""
    if number is None:
        return "–"
    rounded = round(number, 2)
    return _in_figures(f"{rounded:+.2f}" if rounded else "0.00")


@register.filter
def percent(thousandths: int) -> str:
    """A score in percent."""
    return gettext("%(percent)s%%") % {"percent": _in_figures(f"{thousandths / 10:g}")}


def _in_figures(number: str) -> str:
    """A number with the decimal separator of the reader's language."""
    return number.replace(".", formats.get_format("DECIMAL_SEPARATOR"))
