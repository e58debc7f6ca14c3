"""Choices and typed answers as Moodle weighs them, in percent, read as contents of ours."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from interop.importers.draft import Draft, NotUnderstood, line, numbered
from interop.shares import SHARES
from items.messages import Message, message
from items.text import plain as plain_text

PARTIAL = message("some answers gave part of the marks: only a whole right answer does now")
NEAR = 0.01
MOST_OPTIONS = 20
LONGEST_OPTION = 500
SEVERAL = message("it had several right answers: all of them are to be chosen now")
WILD = message("« * » stood for anything: it does not any more")
FULL = 100 - NEAR


@dataclass(frozen=True, slots=True)
class Weighed:
    """An answer: its text, its weight in percent, its feedback in Markdown."""

    text: str
    weight: float
    feedback: str = ""


def refuse_options(texts: Sequence[str]) -> None:
    """Raise NotUnderstood unless these can be options: from 2 to 20, each with words of its own, none too long."""
    if len(texts) < 2:
        raise NotUnderstood(message("a choice needs two options or more"))
    if len(texts) > MOST_OPTIONS:
        raise NotUnderstood(message("it has %(count)s options, 20 at most can be offered", count=len(texts)))
    if not all(text.strip() for text in texts):
        raise NotUnderstood(message("one of its options has no words"))
    if long := next((text for text in texts if len(text) > LONGEST_OPTION), ""):
        raise NotUnderstood(message("an option is longer than 500 characters: « %(option)s… »", option=long[:60]))
    for text, count in Counter(plain_text(text).casefold() for text in texts).items():
        if count > 1:
            raise NotUnderstood(message("two of its options say the same: « %(option)s »", option=text[:60]))


@dataclass(slots=True)
class Read:
    """A content, what its reading changed, and feedback of the whole question that was said on an answer."""

    content: Draft
    lost: list[Message] = field(default_factory=list)
    feedback: Draft = field(default_factory=dict)


def with_general(text: str, general: str) -> str:
    """Feedback after an answer, then what is said whatever the answer."""
    return "\n\n".join(dict.fromkeys(filter(None, [text, general])))


def choice(choices: Sequence[Weighed], single: bool) -> Read:
    """A single or a multiple choice. An empty option that earns nothing is none: Moodle leaves it out as well."""
    choices = [each for each in choices if each.text or each.weight > 0]
    refuse_options([each.text for each in choices])
    if single and not any(each.weight > FULL for each in choices) and sum(each.weight > 0 for each in choices) > 1:
        single = False
    options = [
        {"id": f"o{place}", "text": line(each.text), "feedback": each.feedback} for place, each in enumerate(choices, 1)
    ]
    keys = [f"o{place}" for place, each in enumerate(choices, 1) if each.weight > (FULL if single else 0)]
    if not keys:
        raise NotUnderstood(message("it has no right answer"))
    if single and len(keys) > 1:
        content = {"type": "multiple_choice", "options": options, "keys": keys, "strategy": "all_or_nothing"}
        return Read(content, [SEVERAL])
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
        text = line(_tamed(each.text))
        if each.text.strip() == "*":
            read.feedback["incorrect"] = each.feedback
        elif each.weight > FULL:
            if "*" in each.text.replace("\\*", ""):
                read.lost.append(WILD)
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


def _tamed(text: str) -> str:
    """A short answer without its jokers; an escaped one is a star."""
    return re.sub(r"\\\*|\*", lambda found: found[0][1:], text)


def true_false(truth: bool, feedback_true: str = "", feedback_false: str = "") -> Read:
    """A true or false question, as a single choice."""
    return choice(
        [Weighed("Vrai", 100 * truth, feedback_true), Weighed("Faux", 100 * (not truth), feedback_false)], single=True
    )


def other_number(each: Weighed) -> list[Message]:
    """What is lost with an answer of a number beside its first right value."""
    if each.weight > FULL:
        return [message("it had several right values: only the first one is right now")]
    if each.weight > 0:
        return [PARTIAL]
    return [message("the feedback of a wrong value did not come along")] if each.feedback else []


def matched(rows: Iterable[tuple[str, str]]) -> Read:
    """Sources and their targets, in pairs; a pair without a source is a lure."""
    pairs = list(rows)
    targets = list(dict.fromkeys(target for _source, target in pairs if target))
    linked = [(source, target) for source, target in pairs if source and target]
    if len(linked) < 2 or len(targets) < 2:
        raise NotUnderstood(message("a match needs two sources and two targets or more"))
    refuse_options([source for source, _target in linked])
    refuse_options(targets)
    content = {
        "type": "match",
        "sources": numbered([source for source, _target in linked], "s"),
        "targets": numbered(targets, "t"),
        "pairs": [[f"s{place}", f"t{targets.index(target) + 1}"] for place, (_s, target) in enumerate(linked, 1)],
        "strategy": "per_pair",
    }
    return Read(content)


def ordered(texts: Sequence[str]) -> Read:
    """Things to put in order, in their order."""
    texts = [text for text in texts if text]
    if len(texts) < 2:
        raise NotUnderstood(message("an order needs two items or more"))
    refuse_options(texts)
    items = numbered(list(texts))
    return Read({"type": "order", "items": items, "key": [item["id"] for item in items]})
