"""Texts with holes: blanks to fill, menus to choose in."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail import blocks

from authoring.blocks.base import (
    ContentBlock,
    Images,
    Values,
    join,
    line,
    lines,
    markdown,
    options_of,
    rows,
    split,
    stored,
    strategy,
    tick,
    ticked,
)
from authoring.blocks.choices import choice_rows
from authoring.blocks.texts import tolerances
from items.errors import InvalidDocument
from items.types import Blanks, InlineChoice

PLACES = _("Write {{1}}, {{2}}… where the pupil answers.")


def mark() -> blocks.CharBlock:
    """What stands between braces in the text."""
    return line(_("Mark in the text"), help_text=_("1 for {{1}}, capital for {{capital}}…"))


def named() -> blocks.CharBlock:
    """What a screen reader says."""
    return line(_("Name"), help_text=_("Read aloud to those who do not see the text."))


class BlankRow(blocks.StructBlock):
    """One blank."""

    name = mark()
    label = named()
    accepted = lines(_("Accepted answers"), rows=2, help_text=_("One a line."))
    options = lines(_("Answers offered in a menu"), rows=2, help_text=_("One a line; empty: the pupil types."))
    tolerances = tolerances()

    class Meta:
        label = _("Blank")


class BlanksBlock(ContentBlock):
    """A text with blanks."""

    text = markdown(_("Text with blanks"), rows=5, help_text=PLACES)
    blanks = blocks.ListBlock(BlankRow(), label=_("Blanks"))
    as_set = tick(_("The answers may come in any order"))
    strategy = strategy("all_or_nothing", "per_blank")

    class Meta:
        label = _("Blanks")
        icon = "form"

    def read(self, values: Values, images: Images) -> Values:
        return {
            "text": values.get("text") or "",
            "blanks": [
                {
                    "id": row.get("name") or "",
                    "label": row.get("label") or row.get("name") or "",
                    "accepted": split(row.get("accepted")),
                    "options": split(row.get("options")),
                    "tolerances": row.get("tolerances") or [],
                }
                for _id, row in rows(values.get("blanks"))
            ],
            "as_set": bool(values.get("as_set")),
            "strategy": values["strategy"],
        }

    def write(self, content: Blanks, images: Images) -> Values:
        return {
            "text": content.text,
            "blanks": stored(
                (
                    blank.id,
                    {
                        "name": blank.id,
                        "label": blank.label,
                        "accepted": join(blank.accepted),
                        "options": join(blank.options),
                        "tolerances": list(blank.tolerances),
                    },
                )
                for blank in content.blanks
            ),
            "as_set": content.as_set,
            "strategy": content.strategy,
        }


class MenuRow(blocks.StructBlock):
    """One menu."""

    name = mark()
    label = named()
    options = choice_rows(3)

    class Meta:
        label = _("Menu")


class InlineChoiceBlock(ContentBlock):
    """A sentence with menus."""

    text = markdown(_("Text with menus"), rows=5, help_text=PLACES)
    menus = blocks.ListBlock(MenuRow(), label=_("Menus"))
    strategy = strategy("all_or_nothing", "per_menu")

    class Meta:
        label = _("Inline choice")
        icon = "arrow-down"

    def read(self, values: Values, images: Images) -> Values:
        return {
            "text": values.get("text") or "",
            "menus": [self._menu(place, row) for place, (_id, row) in enumerate(rows(values.get("menus")))],
            "strategy": values["strategy"],
        }

    def _menu(self, place: int, row: Values) -> Values:
        keys = ticked(row.get("options"))
        if len(keys) != 1:
            raise InvalidDocument.at(
                f"content.menus.{place}.options", gettext_noop("tick one right answer in each menu")
            )
        name = row.get("name") or ""
        return {
            "id": name,
            "label": row.get("label") or name,
            "options": options_of(row.get("options")),
            "key": keys[0],
        }

    def write(self, content: InlineChoice, images: Images) -> Values:
        return {
            "text": content.text,
            "menus": stored(
                (
                    menu.id,
                    {
                        "name": menu.id,
                        "label": menu.label,
                        "options": stored(
                            (o.id, {"text": o.text, "correct": o.id == menu.key, "feedback": o.feedback})
                            for o in menu.options
                        ),
                    },
                )
                for menu in content.menus
            ),
            "strategy": content.strategy,
        }
