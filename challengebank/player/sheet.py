"""The pupil's sheet: one item, the answer given so far, and the names of the form's fields."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from pydantic import JsonValue

from items.document import Item
from items.markdown import to_html

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What drawing needs to know. `seed` decides the order of what is shuffled, the same each time."""

    item: Item
    answer: JsonValue
    prefix: str
    seed: str
    asset_url: Callable[[str], str]

    def name(self, part: str = "") -> str:
        """The name of a field."""
        return field_name(self.prefix, part)

    @property
    def text(self) -> str:
        """The answer when it is one text, or a number."""
        return str(self.answer) if isinstance(self.answer, str | int | float) else ""

    @property
    def chosen(self) -> tuple[str, ...]:
        """The identifiers in the answer, when it is one or a list of them."""
        if isinstance(self.answer, str):
            return (self.answer,)
        return tuple(value for value in self.answer if isinstance(value, str)) if isinstance(self.answer, list) else ()

    def part(self, key: str) -> str:
        """One text of an answer that is an object."""
        value = self.answer.get(key) if isinstance(self.answer, dict) else None
        return value if isinstance(value, str) else ""

    def html(self, text: str) -> SafeString:
        """The HTML of a Markdown text, made safe by `items.markdown`; what is too wide scrolls by keyboard as well."""
        html = to_html(text, asset_url=self.asset_url).replace("<pre>", '<pre tabindex="0">')
        table = f'<div class="player-scroll" role="region" tabindex="0" aria-label="{escape(gettext("Table"))}"><table>'
        return mark_safe(html.replace("<table>", table).replace("</table>", "</table></div>"))  # noqa: S308

    def shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        """The things in the order of this sheet."""
        things = list(things)
        if self.item.delivery.shuffle:
            random.Random(f"{self.item.id} {self.seed}").shuffle(things)
        return things


def field_name(prefix: str, part: str = "") -> str:
    """The name of the answer's field, or of one of its parts."""
    return f"{prefix}answer.{part}" if part else f"{prefix}answer"
