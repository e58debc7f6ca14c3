"""Every item type, in the order shown to authors. A new type is one file here and an entry in this tuple."""

from typing import Annotated, Union

from pydantic import Field

from items.types.multiple_choice import MultipleChoice
from items.types.single_choice import SingleChoice

TYPES = (SingleChoice, MultipleChoice)

Content = Annotated[Union[TYPES], Field(discriminator="type")]  # noqa: UP007 - a tuple of types, joined at run time
