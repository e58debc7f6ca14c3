"""Keys and tolerances: can the maximum be reached, and by right answers only?"""

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeVar

from items.document import Item
from items.lint.base import Context, Flaw, rule
from items.lint.choices import answers, folded
from items.lint.texts import texts, words
from items.messages import message
from items.text import expected
from items.types.blanks import Blanks
from items.types.content import ItemContent
from items.types.number import Number
from items.types.short_text import ShortText

WIDEST = Decimal("0.1")
"""The largest share of the value that a tolerance may be."""
SHORT = 4
"""Letters: a slip in so short a word makes another word."""


Typed = TypeVar("Typed", ShortText, Number)


def _asked(item: Item, kind: type[Typed]) -> Iterator[tuple[str, Typed]]:
    """The typed answer of this kind that an item asks for, with its place; nothing when it asks for another."""
    response: ItemContent | None = getattr(item.content, "response", None)
    asked, where = (response, "content.response") if response else (item.content, "content")
    if isinstance(asked, kind):
        yield where, asked


@rule(
    "error",
    Item,
    message("The maximum cannot be reached"),
    message("Correct the key or the tolerances: no answer is worth full marks."),
)
def unreachable_score(item: Item, context: Context) -> Iterator[Flaw]:
    """None of the answers that the type proposes for this content scores the maximum."""
    if not any(item.content.score(sample.answer).correct for sample in item.content.samples()):
        yield "content", message("No answer is worth full marks.")


@rule(
    "error",
    Item,
    message("A tolerance accepts a distractor"),
    message("Remove the tolerance, or the refused answer."),
)
def tolerance_accepts_distractor(item: Item, context: Context) -> Iterator[Flaw]:
    """An answer written down as wrong that, but for it, a tolerance other than slips would take for a right one."""
    for where, asked in _asked(item, ShortText):
        for place, refused in enumerate(asked.refused):
            match = expected(asked.accepted, asked.tolerances).nearest(refused.text)
            if match and not match.slips:
                reason = message("« %(refused)s » comes to « %(right)s »", refused=refused.text, right=match.text)
                yield f"{where}.refused.{place}.text", reason


@rule(
    "error",
    Item,
    message("An answer test fails"),
    message("Correct the key, or the score that the test expects."),
)
def failing_answer_test(item: Item, context: Context) -> Iterator[Flaw]:
    """A sample answer that does not score what its author expects."""
    for place, test in enumerate(item.answer_tests):
        got = item.content.score(test.answer).thousandths
        if got != test.thousandths:
            hoped, given = f"{test.thousandths / 10:g}", f"{got / 10:g}"
            yield (
                f"answer_tests.{place}",
                message("%(expected)s %% expected, %(given)s %% given", expected=hoped, given=given),
            )


@rule(
    "info",
    Item,
    message("No answer test"),
    message("Write down a right answer and a wrong one, as pupils type them: they are checked for ever."),
)
def no_answer_test(item: Item, context: Context) -> Iterator[Flaw]:
    """A typed answer without a sample that must be right and one that must be wrong."""
    content = item.content
    free = isinstance(content, Blanks) and not all(blank.options for blank in content.blanks)
    typed = free or any(_asked(item, ShortText)) or any(_asked(item, Number))
    if typed and not {0, 1000} <= {test.thousandths for test in item.answer_tests}:
        yield "answer_tests", message("Nothing shows which answers are right.")


@rule(
    "warning",
    Item,
    message("A wide tolerance"),
    message("Keep what a careful pupil may find; a tenth of the value is already much."),
)
def wide_tolerance(item: Item, context: Context) -> Iterator[Flaw]:
    """A tolerance of more than a tenth of the value."""
    for where, asked in _asked(item, Number):
        if Decimal(asked.tolerance) > WIDEST * abs(Decimal(asked.value)) > 0:
            low, high = (Decimal(asked.value) + sign * Decimal(asked.tolerance) for sign in (-1, 1))
            yield f"{where}.tolerance", message("Everything from %(low)s to %(high)s is right", low=low, high=high)


@rule(
    "warning",
    Item,
    message("Slips forgiven in a short word"),
    message("Remove the tolerance for slips, or write down the wrong words as refused."),
)
def slips_in_short_word(item: Item, context: Context) -> Iterator[Flaw]:
    """Slips are tolerated and an accepted answer has four letters or fewer: one letter makes another word."""
    for where, asked in _asked(item, ShortText):
        for place, text in enumerate(asked.accepted):
            if "slips" in asked.tolerances and len(text) <= SHORT:
                yield f"{where}.accepted.{place}", message("One letter away from « %(word)s »", word=text)


@rule(
    "warning",
    Item,
    message("The answer is given away"),
    message("Put the pupil on the way without saying the answer."),
)
def answer_given_away(item: Item, context: Context) -> Iterator[Flaw]:
    """The title or the hint has a key word for word: five letters or more, or several words."""
    keys = {folded(key).strip(" .") for key in answers(item)}
    for text in texts(item, "label", "feedback"):
        if text.where in ("title", "hint"):
            read = f" {' '.join(words(folded(text.plain)))} "
            for key in sorted(keys):
                told = " ".join(words(key))
                if len(told) >= 5 and f" {told} " in read:
                    yield text.where, message("« %(key)s » is the answer", key=key)
