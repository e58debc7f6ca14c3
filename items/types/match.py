"""Match: sources to link to targets, as pairs or as categories."""

from typing import Literal, Self

from pydantic import Field, model_validator

from items.base import Key
from items.types.content import ItemContent, Option, refuse_repeated_options, refuse_strangers


class Match(ItemContent):
    """The answer is an object: source identifier to target identifier. Each source has one target.

    `one_to_one` says that a target serves once (pairs); otherwise targets are categories. Some targets may be lures.
    """

    label = "Match"

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
