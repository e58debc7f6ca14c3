"""Every item type, in the order shown to authors. A new type is one file here and an entry in this tuple."""

from typing import TYPE_CHECKING, Annotated, Union

from pydantic import Field

from items.types.blanks import Blanks
from items.types.extended_text import ExtendedText
from items.types.file_task import FileTask
from items.types.hotspot import Hotspot
from items.types.inline_choice import InlineChoice
from items.types.match import Match
from items.types.multiple_choice import MultipleChoice
from items.types.number import Number
from items.types.order import Order
from items.types.short_text import ShortText
from items.types.simulator import Simulator
from items.types.single_choice import SingleChoice
from items.types.web_task import WebTask

__all__ = [
    "LABELS",
    "TYPES",
    "Blanks",
    "Content",
    "ExtendedText",
    "FileTask",
    "Hotspot",
    "InlineChoice",
    "Match",
    "MultipleChoice",
    "Number",
    "Order",
    "ShortText",
    "Simulator",
    "SingleChoice",
    "WebTask",
]

TYPES = (
    SingleChoice,
    MultipleChoice,
    ShortText,
    Number,
    Blanks,
    InlineChoice,
    Order,
    Match,
    Hotspot,
    FileTask,
    WebTask,
    Simulator,
    ExtendedText,
)
LABELS = {content.model_fields["type"].default: content.label for content in TYPES}
"""What people call each type, by its name in documents."""

if TYPE_CHECKING:
    Content = (
        SingleChoice
        | MultipleChoice
        | ShortText
        | Number
        | Blanks
        | InlineChoice
        | Order
        | Match
        | Hotspot
        | FileTask
        | WebTask
        | Simulator
        | ExtendedText
    )
else:
    Content = Annotated[Union[TYPES], Field(discriminator="type")]  # noqa: UP007 - a tuple of types, joined at run time
