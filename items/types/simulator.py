"""Simulator: an embedded page that the pupil acts on, and that gives the answer."""

from typing import Literal

from pydantic import Field

from items.base import HttpsUrl, Label
from items.messages import message
from items.types.response import Task


class Simulator(Task):
    """The answer is that of `response`; a page in a sandboxed frame sends it by `postMessage` (docs/simulators.md).

    `title` names the frame, `height` is its height in pixels.
    """

    label = str(message("Simulator"))

    type: Literal["simulator"] = "simulator"
    url: HttpsUrl
    title: Label
    height: int = Field(default=480, ge=100, le=4_000)
