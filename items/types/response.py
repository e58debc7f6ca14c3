"""What a task asks for in the end: a short text or a number."""

from typing import Annotated

from pydantic import Field

from items.types.number import Number
from items.types.short_text import ShortText

Response = Annotated[ShortText | Number, Field(discriminator="type")]
