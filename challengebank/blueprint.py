"""What a bank must cover: one typed document, stored with the bank."""

from collections import Counter
from typing import Literal, NamedTuple, Self

from pydantic import Field, model_validator

from challengebank.selection import LevelNumber
from challengebank.typed import BankDocument
from items.base import Frozen, Slug
from items.document import CompetenceCode

MOST = 10_000


class Place(NamedTuple):
    """A competence at a level, and when said one type of challenge, one duration; empty means any."""

    competence: str
    level: int
    type: str = ""
    duration: str = ""

    @property
    def key(self) -> str:
        """The place in one word, for forms and addresses."""
        return "/".join(map(str, self))


class Cell(Frozen):
    """How many accepted challenges a place needs: at the least, and to be comfortable."""

    competence: CompetenceCode
    level: LevelNumber
    type: Slug | Literal[""] = ""
    duration: Literal["", "short", "medium", "long"] = ""
    minimum: int = Field(ge=0, le=MOST)
    target: int = Field(ge=1, le=MOST)

    @property
    def place(self) -> Place:
        """Where."""
        return Place(self.competence, self.level, self.type, self.duration)

    @model_validator(mode="after")
    def _target_above_minimum(self) -> Self:
        if self.target < self.minimum:
            raise ValueError(f"the target, {self.target}, is below the minimum, {self.minimum}")
        return self


class Blueprint(BankDocument):
    """The cells of a bank, each place once. A place that has no cell is asked nothing."""

    cells: tuple[Cell, ...] = Field(default=(), max_length=5000)

    @model_validator(mode="after")
    def _places_once(self) -> Self:
        place, count = max(Counter(cell.place for cell in self.cells).items(), key=lambda e: e[1], default=(None, 0))
        if place and count > 1:
            raise ValueError(f"competence {place.competence} at level {place.level} comes twice")
        return self

    def by_place(self) -> dict[Place, Cell]:
        """The cells by their place."""
        return {cell.place: cell for cell in self.cells}

    def replaced(self, type: str, duration: str, cells: tuple[Cell, ...]) -> "Blueprint":
        """This blueprint with the cells of one type and duration replaced by others."""
        kept = [cell for cell in self.cells if (cell.type, cell.duration) != (type, duration)]
        return Blueprint(cells=tuple(sorted((*kept, *cells), key=lambda cell: cell.place)))
