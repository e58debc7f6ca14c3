"""Short text (QROC): a word or a short phrase, compared under named tolerances."""

from typing import Literal, Self

from pydantic import Field, model_validator

from items.base import Label, Line, Markdown
from items.messages import Message, message
from items.scoring import AnswerTest, Score, right, wrong
from items.text import Match, Tolerance, expected, normalised, plain
from items.types.content import DEFAULT_TOLERANCES, ItemContent, Refused, refuse_repeats

IGNORED = {
    "case": message("case ignored"),
    "accents": message("accents ignored"),
    "spaces": message("spaces ignored"),
    "punctuation": message("punctuation ignored"),
    "ligatures": message("ligatures ignored"),
}
NO_TEXT = wrong(message("not a text"))
NOTHING = wrong(message("no answer"))
UNKNOWN = wrong(message("not one of the accepted answers"))
SLIPS = (message("one letter off"), message("two letters off"), message("three letters off"))


def forgiven(match: Match) -> tuple[Message, ...]:
    """What had to be forgiven for the answer to match."""
    return (*(IGNORED[tolerance] for tolerance in match.ignored), *SLIPS[match.slips - 1 : match.slips])


def refuse_empty(answers: tuple[str, ...], tolerances: tuple[Tolerance, ...]) -> None:
    """Raise ValueError when an expected answer says nothing once its tolerances apply."""
    if empty := [answer for answer in answers if not normalised(answer, tolerances)]:
        raise ValueError(f"nothing is left of the accepted answer {empty[0]!r} under its tolerances")


class ShortText(ItemContent):
    """The answer is a string. `accepted` has the right answers, `refused` the wrong ones that get their own feedback.

    Where a refused answer is as near as an accepted one, it is refused. `placeholder` guides the field on screen.
    """

    label = str(message("Short text"))

    type: Literal["short_text"] = "short_text"
    accepted: tuple[Label, ...] = Field(min_length=1, max_length=100)
    tolerances: tuple[Tolerance, ...] = DEFAULT_TOLERANCES
    refused: tuple[Refused, ...] = Field(default=(), max_length=100)
    placeholder: Line = ""

    @model_validator(mode="after")
    def _answers_differ(self) -> Self:
        refuse_repeats(self.tolerances, "tolerance")
        refuse_empty(self.accepted, self.tolerances)
        refused = {plain(refused.text) for refused in self.refused}
        if strangers := [text for text in self.accepted if plain(text) in refused]:
            raise ValueError(f"{strangers[0]!r} is both accepted and refused")
        if repeated := len(self.accepted) - len(set(self.accepted)):
            raise ValueError(f"{repeated} accepted answers come twice")
        return self

    def score(self, answer: object) -> Score:
        if not isinstance(answer, str):
            return NO_TEXT
        match = self._nearest(answer)
        if match is None:
            return UNKNOWN if plain(answer[:500]) else NOTHING
        if match.text in self.accepted:
            return right(*forgiven(match), message("accepted as « %(text)s »", text=match.text))
        return wrong(*forgiven(match), message("refused as « %(text)s »", text=match.text))

    def _nearest(self, answer: str) -> Match | None:
        """The answer foreseen that the text comes to. Refused ones come first: they win when an accepted is as near."""
        foreseen = (*[refused.text for refused in self.refused], *self.accepted)
        return expected(foreseen, self.tolerances).nearest(answer)

    def feedback(self, answer: object) -> tuple[Markdown, ...]:
        match = self._nearest(answer) if isinstance(answer, str) else None
        met = [refused for refused in self.refused if match and refused.text == match.text]
        return tuple(refused.feedback for refused in met if refused.feedback)

    def samples(self) -> tuple[AnswerTest, ...]:
        first = self.accepted[0]
        return (
            *(self.sample(text, "right") for text in self.accepted[:3]),
            *(self.sample(answer, "near miss") for answer in (first.swapcase(), f" {first} ", first[:-1], f"{first}s")),
            *(self.sample(refused.text, "wrong") for refused in self.refused[:3]),
            self.sample("", "wrong"),
            self.sample(None, "invalid"),
        )
