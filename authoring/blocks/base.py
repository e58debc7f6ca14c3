"""What every content block does: it reads the author's values into plain content, and writes them back.

Both work on the values that a StreamField stores (its JSON), so that a thousand drafts cost no form objects. A row of a
list keeps its block identifier as its identifier in the document: it never changes when rows are moved or rewritten.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.widgets import AdminAutoHeightTextInput

from items.types.content import ItemContent

Values = dict[str, Any]
Row = dict[str, Any]
Images = Mapping[Any, Any]
"""Image objects, by primary key when reading and by SHA-256 when writing."""


class ContentBlock(blocks.StructBlock):
    """The fields of one item type. Nothing is required while drafting: the document says what is missing."""

    def read(self, values: Values, images: Images) -> Values:
        """Plain content for the document, from stored values."""
        raise NotImplementedError

    def write(self, content: ItemContent, images: Images) -> Values:
        """Stored values, from the content of a document."""
        raise NotImplementedError


def line(label: str, **options: Any) -> blocks.CharBlock:
    """A field of one line."""
    return blocks.CharBlock(label=label, required=False, max_length=500, **{"default": "", **options})


class MarkdownBlock(blocks.TextBlock):
    """A text in Markdown, with its toolbar."""

    @cached_property
    def field(self) -> forms.Field:
        widget = AdminAutoHeightTextInput({"rows": self.rows, "data-markdown": ""})
        return forms.CharField(**{**self.field_options, "widget": widget})

    class Meta:
        icon = "pilcrow"


def markdown(label: str, rows: int = 3, **options: Any) -> MarkdownBlock:
    """A field of Markdown."""
    return MarkdownBlock(label=label, required=False, rows=rows, default="", **options)


def lines(label: str, rows: int = 3, **options: Any) -> blocks.TextBlock:
    """Several values, one a line."""
    return blocks.TextBlock(label=label, required=False, rows=rows, default="", **options)


def tick(label: str, **options: Any) -> blocks.BooleanBlock:
    """A box to tick."""
    return blocks.BooleanBlock(label=label, required=False, **options)


def strategy(*names: str) -> blocks.ChoiceBlock:
    """How partly right answers count."""
    return blocks.ChoiceBlock(
        label=_("Marks"),
        choices=[(name, STRATEGIES[name]) for name in names],
        default=names[0],
        required=False,
    )


STRATEGIES = {
    "all_or_nothing": _("all or nothing"),
    "per_option": _("a share for each option rightly taken or left"),
    "right_minus_wrong": _("right ones less wrong ones"),
    "per_blank": _("a share for each blank"),
    "per_menu": _("a share for each menu"),
    "per_pair": _("a share for each pair"),
}


def rows(value: Iterable[Row] | None) -> list[tuple[str, Values]]:
    """Identifier and values of each row of a stored list."""
    return [(row["id"], row["value"]) for row in value or ()]


def stored(entries: Iterable[tuple[str, Any]]) -> list[Row]:
    """A list as a StreamField stores it, from identifiers and values."""
    return [{"type": "item", "value": value, "id": identifier} for identifier, value in entries]


def split(text: str | None) -> list[str]:
    """The values of a field that has one a line."""
    return [entry.strip() for entry in (text or "").replace("\r", "").split("\n") if entry.strip()]


def join(values: Iterable[str]) -> str:
    """The text of a field that has one value a line."""
    return "\n".join(values)


def blank(row: blocks.StructBlock, count: int) -> list[Values]:
    """So many empty rows to begin a list with."""
    return [{name: field.get_default() for name, field in row.child_blocks.items()} for _ in range(count)]


def options_of(value: Iterable[Row] | None) -> list[Values]:
    """The options of a document, from rows with a text and a feedback."""
    return [
        {"id": identifier, "text": row.get("text") or "", "feedback": row.get("feedback") or ""}
        for identifier, row in rows(value)
    ]


def ticked(value: Iterable[Row] | None) -> list[str]:
    """The identifiers of the rows ticked as right."""
    return [identifier for identifier, row in rows(value) if row.get("correct")]
