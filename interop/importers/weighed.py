"""Choices and typed answers as Moodle weighs them, in percent, read as contents of ours."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from interop.importers.draft import Draft, NotUnderstood, line
from interop.shares import SHARES
from items.messages import Message, message

PARTIAL = message("some answers gave part of the marks: only a whole right answer does now")
NEAR = 0.01
FULL = 100 - NEAR


@dataclass(frozen=True, slots=True)
class Weighed:
    """An answer: its text, its weight in percent, its feedback in Markdown."""

    text: str
    weight: float
    feedback: str = ""


@dataclass(slots=True)
class Read:
    """A content, what its reading changed, and feedback of the whole question that was said on an answer."""

    content: Draft
    lost: list[Message] = field(default_factory=list)
    feedback: Draft = field(default_factory=dict)


def choice(choices: Sequence[Weighed], single: bool) -> Read:
    """A single or a multiple choice."""
    if len(choices) < 2:
        raise NotUnderstood(message("a choice needs two options or more"))
    options = [
        {"id": f"o{place}", "text": line(each.text), "feedback": each.feedback} for place, each in enumerate(choices, 1)
    ]
    keys = [f"o{place}" for place, each in enumerate(choices, 1) if each.weight > (FULL if single else 0)]
    if not keys:
        raise NotUnderstood(message("it has no right answer"))
    if single and len(keys) > 1:
        raise NotUnderstood(message("it has %(count)s right answers, where one is needed", count=len(keys)))
    if single:
        partial = [PARTIAL] if any(0 < each.weight < FULL for each in choices) else []
        return Read({"type": "single_choice", "options": options, "key": keys[0]}, partial)
    content = {"type": "multiple_choice", "options": options, "keys": keys}
    strategy = _strategy([each.weight for each in choices])
    if strategy:
        return Read({**content, "strategy": strategy})
    return Read({**content, "strategy": "all_or_nothing"}, [PARTIAL])


def _strategy(weights: Sequence[float]) -> str:
    """The strategy that gives these weights; empty when none does."""
    keys = [weight for weight in weights if weight > 0]
    wrong = [weight for weight in weights if weight <= 0]
    if len(keys) == 1 and keys[0] > FULL and (all(w < -FULL for w in wrong) or not any(wrong)):
        return "all_or_nothing"
    shared = all(_is_share(weight, len(keys)) for weight in keys) and all(_is_share(-w, len(wrong)) for w in wrong)
    return "right_minus_wrong" if shared else ""


def _is_share(weight: float, count: int) -> bool:
    return abs(weight - float(SHARES.get(count, 100 / count))) < NEAR


def short_text(answers: Sequence[Weighed], case: bool) -> Read:
    """A short text: full marks are accepted answers, no marks refused ones, `*` is any other answer."""
    read = Read({"type": "short_text", "accepted": [], "tolerances": ["case"] if not case else []})
    refused: list[Draft] = []
    for each in answers:
        text = line(each.text.replace("\\*", "*"))
        if each.text.strip() == "*":
            read.feedback["incorrect"] = each.feedback
        elif each.weight > FULL:
            if "*" in each.text.replace("\\*", ""):
                read.lost.append(message("« * » stood for anything: it is a plain character now"))
            read.content["accepted"].append(text)
            read.feedback.setdefault("correct", each.feedback)
        elif text not in read.content["accepted"]:
            if each.weight > 0:
                read.lost.append(PARTIAL)
            refused.append({"text": text, "feedback": each.feedback})
    read.content["accepted"] = list(dict.fromkeys(filter(None, read.content["accepted"])))
    if not read.content["accepted"]:
        raise NotUnderstood(message("it has no right answer"))
    if refused:
        read.content["refused"] = refused
    return read


def true_false(truth: bool, feedback_true: str = "", feedback_false: str = "") -> Read:
    """A true or false question, as a single choice."""
    return choice(
        [Weighed("Vrai", 100 * truth, feedback_true), Weighed("Faux", 100 * (not truth), feedback_false)], single=True
    )
