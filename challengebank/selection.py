"""The rules by which a bank selects versions: one typed document, stored with the bank."""

from typing import Annotated, Any, Literal, Self

import orjson
from pydantic import Field, ValidationError, model_validator

from challengebank.errors import BankError
from items.base import Frozen, Line, Slug, Uuid
from items.document import CompetenceCode
from items.errors import problems

LOWEST, HIGHEST = 1, 8
Adaptation = Literal["blind", "colour_blind", "deaf"]
LevelNumber = Annotated[int, Field(ge=LOWEST, le=HIGHEST)]


class SelectionRules(Frozen):
    """What a bank takes. An empty list asks nothing; several values of one list mean “any of them”.

    `accessible` means usable without help by each of these; `quorum` is the least number of acceptances that the review
    asked; `excluded` holds identities that never go out: leaked or enemy challenges.
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

    @model_validator(mode="after")
    def _levels_in_order(self) -> Self:
        if self.lowest_level > self.highest_level:
            raise ValueError(f"the lowest level, {self.lowest_level}, is above the highest, {self.highest_level}")
        return self

    @classmethod
    def read(cls, data: dict[str, Any]) -> Self:
        """The rules in plain JSON values; BankError says every place and reason."""
        try:
            return cls.model_validate_json(orjson.dumps(data))
        except ValidationError as error:
            raise BankError("; ".join(str(problem) for problem in problems(error))) from None

    def plain(self) -> dict[str, Any]:
        """Plain JSON values, only what differs from asking nothing."""
        return self.model_dump(mode="json", exclude_defaults=True)
