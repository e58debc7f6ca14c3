"""Hotspot: zones to show on an image."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from items.base import Frozen, Key, Label, Markdown, Sha256
from items.messages import message
from items.scoring import AnswerTest, Score
from items.types.content import ItemContent, refuse_repeats, texts
from items.types.selection import score_selection

Pixel = Annotated[int, Field(ge=0, le=20_000)]
SHAPES = {"rectangle": (4, 4), "circle": (3, 3), "polygon": (6, 200)}


class Area(Frozen):
    """A zone, in pixels of the image, from its top left corner.

    `rectangle`: left, top, right, bottom. `circle`: centre x, y, radius. `polygon`: x, y of each corner in turn.
    `label` names the zone for those who do not see the image.
    """

    id: Key
    label: Label
    shape: Literal["rectangle", "circle", "polygon"]
    coordinates: tuple[Pixel, ...]
    feedback: Markdown = ""

    @model_validator(mode="after")
    def _has_its_coordinates(self) -> Self:
        least, most = SHAPES[self.shape]
        count = len(self.coordinates)
        if not least <= count <= most or (self.shape == "polygon" and count % 2):
            raise ValueError(f"a {self.shape} cannot have {count} coordinates")
        if self.shape == "rectangle" and not (
            self.coordinates[0] < self.coordinates[2] and self.coordinates[1] < self.coordinates[3]
        ):
            raise ValueError("a rectangle goes from its top left corner to its bottom right one")
        return self


class Hotspot(ItemContent):
    """The answer is the list of the identifiers of the zones shown. `width` and `height` are the image's, in pixels."""

    label = str(message("Hotspot"))

    type: Literal["hotspot"] = "hotspot"
    image: Sha256
    alt: Label
    width: Pixel = Field(ge=1)
    height: Pixel = Field(ge=1)
    areas: tuple[Area, ...] = Field(min_length=1, max_length=50)
    keys: tuple[Key, ...] = Field(min_length=1)
    strategy: Literal["all_or_nothing", "right_minus_wrong"] = "all_or_nothing"

    @model_validator(mode="after")
    def _keys_are_areas(self) -> Self:
        refuse_repeats((area.id for area in self.areas), "zone id")
        refuse_repeats((area.label for area in self.areas), "zone")
        refuse_repeats(self.keys, "key")
        if strangers := set(self.keys) - {area.id for area in self.areas}:
            raise ValueError(f"the key {min(strangers)!r} is not one of the zones")
        return self

    def asset_digests(self) -> set[str]:
        return {self.image}

    def score(self, answer: object) -> Score:
        return score_selection(answer, self.keys, [area.id for area in self.areas], self.strategy)

    def feedback(self, answer: object) -> tuple[Markdown, ...]:
        shown = texts(answer) or ()
        return tuple(area.feedback for area in self.areas if area.feedback and area.id in shown)

    def samples(self) -> tuple[AnswerTest, ...]:
        others = [area.id for area in self.areas if area.id not in self.keys]
        return (
            self.sample([*self.keys], "right"),
            *(self.sample([*self.keys, other], "near miss") for other in others),
            self.sample([*self.keys[1:]], "near miss"),
            self.sample([], "wrong"),
            self.sample([0, 0], "invalid"),
        )
