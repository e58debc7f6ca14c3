"""Blanks (QROCM): a text with holes, each typed or chosen in a drop-down, judged one by one or as a set."""

from typing import Literal, Self

from pydantic import Field, model_validator

from items.assignment import assign
from items.base import Frozen, Key, Label, Markdown
from items.messages import message
from items.scoring import AnswerTest, Score
from items.text import Match, Tolerance, expected
from items.types.content import DEFAULT_TOLERANCES, ItemContent, refuse_other_gaps, refuse_repeats, table
from items.types.places import score_places
from items.types.short_text import forgiven, refuse_empty


class Blank(Frozen):
    """One hole. `options` makes it a drop-down, whose answer is the text of one of them."""

    id: Key
    label: Label
    accepted: tuple[Label, ...] = Field(min_length=1, max_length=100)
    tolerances: tuple[Tolerance, ...] = DEFAULT_TOLERANCES
    options: tuple[Label, ...] = Field(default=(), max_length=30)

    @model_validator(mode="after")
    def _accepted_can_be_chosen(self) -> Self:
        refuse_repeats(self.tolerances, "tolerance")
        refuse_repeats(self.options, "option")
        refuse_empty(self.accepted, self._tolerances)
        if self.options and (strangers := set(self.accepted) - set(self.options)):
            raise ValueError(f"{min(strangers)!r} is accepted but cannot be chosen")
        if len(self.options) == 1:
            raise ValueError("a drop-down needs two options or more")
        return self

    @property
    def _tolerances(self) -> tuple[Tolerance, ...]:
        return () if self.options else self.tolerances

    def match(self, answer: object) -> Match | None:
        """The accepted answer that this one comes to. What is chosen in a drop-down has nothing to be forgiven."""
        return expected(self.accepted, self._tolerances).nearest(answer) if isinstance(answer, str) else None


class Blanks(ItemContent):
    """`text` is Markdown with `{{id}}` for each blank. The answer is an object: blank identifier to string.

    `as_set`: the accepted answers of all blanks are spread over the blanks in any order, each used once (a blank's
    `accepted` are the spellings of one expected answer, under its own tolerances). Strategies: all or nothing, or a
    share a blank.
    """

    label = str(message("Blanks"))

    type: Literal["blanks"] = "blanks"
    text: Markdown = Field(min_length=1)
    blanks: tuple[Blank, ...] = Field(min_length=1, max_length=30)
    as_set: bool = False
    strategy: Literal["all_or_nothing", "per_blank"] = "all_or_nothing"

    @model_validator(mode="after")
    def _blanks_are_in_the_text(self) -> Self:
        refuse_other_gaps(self.text, (blank.id for blank in self.blanks))
        if self.as_set and len({blank.options for blank in self.blanks}) > 1:
            raise ValueError("blanks judged as a set must offer the same options")
        return self

    def score(self, answer: object) -> Score:
        typed = table(answer)
        matches = self._as_set(typed) if self.as_set else [blank.match(typed.get(blank.id)) for blank in self.blanks]
        labels = [blank.label for blank in self.blanks]
        found = [match is not None for match in matches]
        reasons = dict.fromkeys(reason for match in matches if match for reason in forgiven(match))
        return score_places(labels, found, partial=self.strategy == "per_blank", forgiven=reasons)

    def _as_set(self, typed: dict[str, object]) -> list[Match | None]:
        """What each answer comes to when every expected answer serves once, so that most answers have one."""
        matches = [[expected.match(typed.get(blank.id)) for expected in self.blanks] for blank in self.blanks]
        edges = [[column for column, match in enumerate(row) if match] for row in matches]
        return [None if column is None else row[column] for row, column in zip(matches, assign(edges), strict=True)]

    def samples(self) -> tuple[AnswerTest, ...]:
        key = {blank.id: blank.accepted[0] for blank in self.blanks}
        first = self.blanks[0].id
        turned = dict(zip(key, [*key.values()][::-1], strict=True))
        return (
            self.sample(key, "right"),
            self.sample(turned, "right" if self.as_set else "near miss"),
            self.sample({blank.id: blank.accepted[-1].upper() for blank in self.blanks}, "near miss"),
            self.sample({**key, first: ""}, "near miss"),
            self.sample({}, "wrong"),
            self.sample(None, "invalid"),
        )
