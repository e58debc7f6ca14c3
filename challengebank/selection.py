"""The rules by which a bank selects versions: one typed document, stored with the bank."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from challengebank.typed import BankDocument
from items.base import Line, Slug, Uuid
from items.document import CompetenceCode

LOWEST, HIGHEST = 1, 8
Adaptation = Literal["blind", "colour_blind", "deaf"]
LevelNumber = Annotated[int, Field(ge=LOWEST, le=HIGHEST)]


class SelectionRules(BankDocument):
    """What a bank takes. An empty list asks nothing; several values of one list mean “any of them”.

    `accessible` means usable without help by each of these; `quorum` is the least number of acceptances that the review
    asked; `excluded` holds identities that never go out, because they leaked; `excluded_banks` are banks whose released
    challenges never go out here; `without_enemies` keeps out the enemies of all those as well.
    """

    competences: tuple[CompetenceCode, ...] = ()
    lowest_level: LevelNumber = LOWEST
    highest_level: LevelNumber = HIGHEST
    disciplines: tuple[Slug, ...] = ()
    classes: tuple[Slug, ...] = ()
    types: tuple[Slug, ...] = ()
    tags: tuple[Line, ...] = ()
    excluded_tags: tuple[Line, ...] = ()
    licences: tuple[Line, ...] = ()
    accessible: tuple[Adaptation, ...] = ()
    quorum: int = Field(default=0, ge=0, le=20)
    excluded: tuple[Uuid, ...] = ()
    excluded_banks: tuple[Slug, ...] = ()
    without_enemies: bool = False

    @model_validator(mode="after")
    def _levels_in_order(self) -> Self:
        if self.lowest_level > self.highest_level:
            raise ValueError(f"the lowest level, {self.lowest_level}, is above the highest, {self.highest_level}")
        return self
