"""Typed answers: short text and number."""

from decimal import Decimal, InvalidOperation

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from authoring.blocks.base import ContentBlock, Images, Values, join, line, lines, markdown, rows, split, stored, tick
from authoring.enums import TOLERANCES
from items.types import Number, ShortText


def tolerances() -> blocks.MultipleChoiceBlock:
    """What a typed answer may get wrong."""
    return blocks.MultipleChoiceBlock(
        label=_("Do not count as errors"),
        choices=TOLERANCES,
        default=["case", "accents", "spaces"],
        required=False,
        widget=CheckboxSelectMultiple,
    )


class RefusedRow(blocks.StructBlock):
    """A wrong answer that was foreseen."""

    text = line(_("Wrong answer"))
    feedback = markdown(_("Feedback"), rows=2)

    class Meta:
        label = _("Wrong answer")


class ShortTextBlock(ContentBlock):
    """A word or a short phrase to type."""

    accepted = lines(_("Accepted answers"), help_text=_("One a line. The first is shown as the model answer."))
    tolerances = tolerances()
    refused = blocks.ListBlock(RefusedRow(), label=_("Foreseen wrong answers"), default=[])
    placeholder = line(_("Example shown in the empty field"))

    class Meta:
        label = _("Short text")
        icon = "pilcrow"

    def read(self, values: Values, images: Images) -> Values:
        return {
            "accepted": split(values.get("accepted")),
            "tolerances": values.get("tolerances") or [],
            "refused": [
                {"text": row.get("text") or "", "feedback": row.get("feedback") or ""}
                for _id, row in rows(values.get("refused"))
            ],
            "placeholder": values.get("placeholder") or "",
        }

    def write(self, content: ShortText, images: Images) -> Values:
        return {
            "accepted": join(content.accepted),
            "tolerances": list(content.tolerances),
            "refused": stored(
                (f"r{place}", {"text": refused.text, "feedback": refused.feedback})
                for place, refused in enumerate(content.refused)
            ),
            "placeholder": content.placeholder,
        }


def canonical_decimal(text: str | None) -> str:
    """A number as people write it (« 3,50 ») in its canonical spelling ("3.5"); any other text as it is."""
    plain = "".join((text or "").split()).replace(",", ".").replace("−", "-")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return plain
    if not number.is_finite():
        return plain
    written = f"{number:f}"
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return "0" if written in ("", "-0") else written


class NumberBlock(ContentBlock):
    """A number to type, within a tolerance."""

    value = line(_("Right value"))
    tolerance = line(_("Tolerance"), default="0", help_text=_("More or less this much is still right."))
    unit = line(_("Unit"))
    units = lines(_("Other spellings of the unit"), rows=2, help_text=_("One a line."))
    unit_required = tick(_("The unit must be given"))

    class Meta:
        label = _("Numeric answer")
        icon = "decimal"

    def read(self, values: Values, images: Images) -> Values:
        return {
            "value": canonical_decimal(values.get("value")),
            "tolerance": canonical_decimal(values.get("tolerance") or "0"),
            "unit": values.get("unit") or "",
            "units": split(values.get("units")),
            "unit_required": bool(values.get("unit_required")),
        }

    def write(self, content: Number, images: Images) -> Values:
        return {
            "value": content.value,
            "tolerance": content.tolerance,
            "unit": content.unit,
            "units": join(content.units),
            "unit_required": content.unit_required,
        }
