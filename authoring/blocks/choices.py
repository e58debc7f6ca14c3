"""Choosing and ordering: single choice, multiple choice, order."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail import blocks

from authoring.blocks.base import (
    ContentBlock,
    Images,
    Values,
    blank,
    line,
    markdown,
    options_of,
    rows,
    stored,
    strategy,
    tick,
    ticked,
)
from items.errors import InvalidDocument
from items.types import MultipleChoice, Order, SingleChoice


class ChoiceRow(blocks.StructBlock):
    """One option."""

    text = line(_("Option"))
    correct = tick(_("Right answer"))
    feedback = markdown(_("Feedback"), rows=2, help_text=_("What the pupil reads after choosing it."))

    class Meta:
        label = _("Option")
        label_format = "{text}"


def choice_rows(count: int = 4) -> blocks.ListBlock:
    """Options to choose among."""
    return blocks.ListBlock(ChoiceRow(), label=_("Options"), default=blank(ChoiceRow(), count))


def _stored(content: SingleChoice | MultipleChoice, keys: set[str]) -> list[dict[str, object]]:
    return stored(
        (option.id, {"text": option.text, "correct": option.id in keys, "feedback": option.feedback})
        for option in content.options
    )


class SingleChoiceBlock(ContentBlock):
    """One right answer."""

    options = choice_rows()

    class Meta:
        label = _("Single choice")
        icon = "radio-full"

    def read(self, values: Values, images: Images) -> Values:
        keys = ticked(values.get("options"))
        if len(keys) != 1:
            raise InvalidDocument.at(
                "content.options",
                gettext_noop("tick the right answer")
                if not keys
                else gettext_noop("tick one right answer only, or take a multiple choice"),
            )
        return {"options": options_of(values.get("options")), "key": keys[0]}

    def write(self, content: SingleChoice, images: Images) -> Values:
        return {"options": _stored(content, {content.key})}


class MultipleChoiceBlock(ContentBlock):
    """One right answer or more."""

    options = choice_rows()
    strategy = strategy("all_or_nothing", "per_option", "right_minus_wrong")

    class Meta:
        label = _("Multiple choice")
        icon = "tick"

    def read(self, values: Values, images: Images) -> Values:
        keys = ticked(values.get("options"))
        if not keys:
            raise InvalidDocument.at("content.options", gettext_noop("tick the right answers"))
        return {"options": options_of(values.get("options")), "keys": keys, "strategy": values["strategy"]}

    def write(self, content: MultipleChoice, images: Images) -> Values:
        return {"options": _stored(content, set(content.keys)), "strategy": content.strategy}


class OrderRow(blocks.StructBlock):
    """One thing to put in its place."""

    text = line(_("Item"))
    place = blocks.IntegerBlock(label=_("Place"), required=False, min_value=1, max_value=20)
    feedback = markdown(_("Feedback"), rows=2)

    class Meta:
        label = _("Item")
        label_format = "{text}"


class OrderBlock(ContentBlock):
    """Things to put in order. The right order is that of the list, unless each item says its place."""

    items = blocks.ListBlock(
        OrderRow(),
        label=_("Items"),
        default=blank(OrderRow(), 3),
        help_text=_("Write them in the right order: pupils see them shuffled. Or give each its place."),
    )
    strategy = strategy("all_or_nothing", "per_pair")

    class Meta:
        label = _("Order")
        icon = "list-ol"

    def read(self, values: Values, images: Images) -> Values:
        places = {identifier: row.get("place") for identifier, row in rows(values.get("items"))}
        if any(places.values()) and sorted(place or 0 for place in places.values()) != list(range(1, len(places) + 1)):
            raise InvalidDocument.at(
                "content.items", gettext_noop("give each item a place of its own from 1 on, or give none")
            )
        key = sorted(places, key=lambda identifier: places[identifier] or 0)
        return {"items": options_of(values.get("items")), "key": key, "strategy": values["strategy"]}

    def write(self, content: Order, images: Images) -> Values:
        listed = [option.id for option in content.items] == list(content.key)
        return {
            "items": stored(
                (
                    option.id,
                    {
                        "text": option.text,
                        "place": None if listed else content.key.index(option.id) + 1,
                        "feedback": option.feedback,
                    },
                )
                for option in content.items
            ),
            "strategy": content.strategy,
        }
