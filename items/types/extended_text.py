"""Extended text: a few sentences that the pupil judges against a model answer. For training only."""

from typing import Literal

from pydantic import Field

from items.base import Label, Markdown
from items.types.content import ItemContent


class ExtendedText(ItemContent):
    """The answer is an object `{"text": …, "met": […]}`: the text, and the numbers (from 0) of the criteria met."""

    label = "Extended text"

    type: Literal["extended_text"] = "extended_text"
    model_answer: Markdown = Field(min_length=1)
    criteria: tuple[Label, ...] = Field(min_length=1, max_length=10)
