"""Match: sources to link to targets, as pairs or as categories."""

from typing import Literal, Self

from pydantic import Field, model_validator

from items.base import Key, Markdown
from items.messages import message
from items.scoring import AnswerTest, Score
from items.types.content import ItemContent, Option, read_feedback, refuse_repeated_options, refuse_strangers, table
from items.types.places import score_places


class Match(ItemContent):
    """The answer is an object: source identifier to target identifier. Each source has one target.

    `one_to_one` says that a target serves once (pairs): linked to twice, it is wrong both times. Otherwise targets are
    categories. Some targets may be lures.
    """

    label = str(message("Match"))

    type: Literal["match"] = "match"
    sources: tuple[Option, ...] = Field(min_length=2, max_length=20)
    targets: tuple[Option, ...] = Field(min_length=2, max_length=20)
    pairs: tuple[tuple[Key, Key], ...]
    one_to_one: bool = False
    strategy: Literal["all_or_nothing", "per_pair"] = "all_or_nothing"

    @model_validator(mode="after")
    def _pairs_link_every_source(self) -> Self:
        refuse_repeated_options(self.sources, "source")
        refuse_repeated_options(self.targets, "target")
        sources = [source for source, _ in self.pairs]
        targets = [target for _, target in self.pairs]
        refuse_strangers(sources, self.sources, "source")
        refuse_strangers(targets, self.targets, "target")
        if len(set(sources)) != len(sources):
            raise ValueError("a source is linked twice")
        if missing := [source.id for source in self.sources if source.id not in sources]:
            raise ValueError(f"the source {missing[0]!r} is linked to nothing")
        if self.one_to_one and len(set(targets)) != len(targets):
            raise ValueError("a target serves twice, but pairs are one to one")
        return self

    def score(self, answer: object) -> Score:
        wrong = self._wrong(answer)
        found = [source.id not in wrong for source in self.sources]
        return score_places([source.text for source in self.sources], found, partial=self.strategy == "per_pair")

    def _wrong(self, answer: object) -> set[Key]:
        """The sources that are not linked to their target, or not to it alone."""
        links = [table(answer).get(source) for source, _ in self.pairs]
        return {
            source
            for (source, target), link in zip(self.pairs, links, strict=True)
            if link != target or (self.one_to_one and links.count(link) > 1)
        }

    def feedback(self, answer: object) -> tuple[Markdown, ...]:
        """The feedback of the sources that are linked amiss."""
        return read_feedback(self.sources, self._wrong(answer))

    def samples(self) -> tuple[AnswerTest, ...]:
        key = dict(self.pairs)
        source, target = self.pairs[0]
        other = next(option.id for option in self.targets if option.id != target)
        return (
            self.sample(key, "right"),
            self.sample({**key, source: other}, "near miss"),
            self.sample({name: value for name, value in key.items() if name != source}, "near miss"),
            self.sample({}, "wrong"),
            self.sample(None, "invalid"),
        )
