"""Hotspot: zones of an image."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from authoring.blocks.base import ContentBlock, Images, Values, line, markdown, rows, stored, strategy, tick, ticked
from items.errors import InvalidDocument
from items.types import Hotspot

SHAPES = (("rectangle", _("rectangle")), ("circle", _("circle")), ("polygon", _("polygon")))


class AreaRow(blocks.StructBlock):
    """One zone."""

    label = line(_("Name of the zone"))
    shape = blocks.ChoiceBlock(label=_("Shape"), choices=SHAPES, default="rectangle")
    coordinates = line(
        _("Coordinates"),
        help_text=_(
            "In pixels. Rectangle: left, top, right, bottom. Circle: centre x, y, radius. Polygon: x, y of each corner."
        ),
    )
    correct = tick(_("Right answer"))
    feedback = markdown(_("Feedback"), rows=2)

    class Meta:
        label = _("Zone")
        label_format = "{label}"


def pixels(text: str | None) -> list[int | str]:
    """The numbers of a list; a word that is none stays, for the document to refuse."""
    words = (text or "").replace(",", " ").replace(";", " ").split()
    return [int(word) if word.isdecimal() else word for word in words]


class HotspotBlock(ContentBlock):
    """An image and its zones."""

    image = ImageChooserBlock(label=_("Image"), required=False)
    alt = line(_("Description of the image"), help_text=_("For those who do not see it."))
    areas = blocks.ListBlock(AreaRow(), label=_("Zones"))
    strategy = strategy("all_or_nothing", "right_minus_wrong")

    class Meta:
        label = _("Hotspot")
        icon = "crosshairs"

    def read(self, values: Values, images: Images) -> Values:
        image = images.get(values.get("image"))
        if image is None:
            raise InvalidDocument.at("content.image", gettext_noop("choose the image"))
        return {
            "image": image.sha256,
            "alt": values.get("alt") or "",
            "width": image.width,
            "height": image.height,
            "areas": [
                {
                    "id": identifier,
                    "label": row.get("label") or "",
                    "shape": row.get("shape"),
                    "coordinates": pixels(row.get("coordinates")),
                    "feedback": row.get("feedback") or "",
                }
                for identifier, row in rows(values.get("areas"))
            ],
            "keys": ticked(values.get("areas")),
            "strategy": values["strategy"],
        }

    def write(self, content: Hotspot, images: Images) -> Values:
        return {
            "image": images[content.image].pk,
            "alt": content.alt,
            "areas": stored(
                (
                    area.id,
                    {
                        "label": area.label,
                        "shape": area.shape,
                        "coordinates": ", ".join(map(str, area.coordinates)),
                        "correct": area.id in content.keys,
                        "feedback": area.feedback,
                    },
                )
                for area in content.areas
            ),
            "strategy": content.strategy,
        }
