"""Tasks done elsewhere: in a file, on the web, in a simulator, in a few sentences."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail import blocks

from authoring.blocks.base import ContentBlock, Images, Values, join, line, lines, markdown, split
from authoring.blocks.texts import NumberBlock, ShortTextBlock
from items.errors import InvalidDocument
from items.types import ExtendedText, FileTask, Simulator, WebTask

RESPONSES: dict[str, ContentBlock] = {"short_text": ShortTextBlock(), "number": NumberBlock()}

BLANK = {"accepted": "", "tolerances": ["case", "accents", "spaces"], "refused": [], "placeholder": ""}


def response() -> blocks.StreamBlock:
    """What the task asks for in the end: a short text or a number."""
    return blocks.StreamBlock(
        list(RESPONSES.items()),
        label=_("What the pupil answers"),
        max_num=1,
        required=False,
        default=[("short_text", BLANK)],
    )


def _read_response(values: Values, images: Images) -> Values:
    if not values.get("response"):
        raise InvalidDocument.at(
            "content.response", gettext_noop("say what the pupil answers: a short text or a number")
        )
    stored = values["response"][0]
    return {"type": stored["type"], **RESPONSES[stored["type"]].read(stored["value"], images)}


def _write_response(response: Any, images: Images) -> list[Values]:
    return [{"type": response.type, "value": RESPONSES[response.type].write(response, images), "id": "response"}]


class FileTaskBlock(ContentBlock):
    """An answer found in the attached files."""

    response = response()

    class Meta:
        label = _("File task")
        icon = "doc-full"

    def read(self, values: Values, images: Images) -> Values:
        return {"response": _read_response(values, images)}

    def write(self, content: FileTask, images: Images) -> Values:
        return {"response": _write_response(content.response, images)}


class WebTaskBlock(ContentBlock):
    """An answer found on the web."""

    sites = lines(_("Sites to consult"), help_text=_("Addresses in https, one a line."))
    response = response()

    class Meta:
        label = _("Web task")
        icon = "globe"

    def read(self, values: Values, images: Images) -> Values:
        return {"sites": split(values.get("sites")), "response": _read_response(values, images)}

    def write(self, content: WebTask, images: Images) -> Values:
        return {"sites": join(content.sites), "response": _write_response(content.response, images)}


class SimulatorBlock(ContentBlock):
    """An answer found in an embedded page."""

    url = line(_("Address of the simulator"), help_text=_("In https."))
    title = line(_("Title of the frame"))
    height = blocks.IntegerBlock(
        label=_("Height in pixels"), required=False, default=480, min_value=100, max_value=4000
    )
    response = response()

    class Meta:
        label = _("Simulator")
        icon = "cogs"

    def read(self, values: Values, images: Images) -> Values:
        return {
            "url": values.get("url") or "",
            "title": values.get("title") or "",
            "height": values.get("height") or 480,
            "response": _read_response(values, images),
        }

    def write(self, content: Simulator, images: Images) -> Values:
        return {
            "url": content.url,
            "title": content.title,
            "height": content.height,
            "response": _write_response(content.response, images),
        }


class ExtendedTextBlock(ContentBlock):
    """A few sentences that the pupil judges."""

    model_answer = markdown(_("Model answer"), rows=5)
    criteria = lines(_("Criteria"), help_text=_("What a good answer has, one a line: the pupil ticks those met."))

    class Meta:
        label = _("Extended text")
        icon = "edit"

    def read(self, values: Values, images: Images) -> Values:
        return {"model_answer": values.get("model_answer") or "", "criteria": split(values.get("criteria"))}

    def write(self, content: ExtendedText, images: Images) -> Values:
        return {"model_answer": content.model_answer, "criteria": join(content.criteria)}
