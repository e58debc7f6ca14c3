"""Web task: sites to consult, the answer is a short text or a number found there."""

from typing import Literal

from pydantic import Field

from items.base import HttpsUrl
from items.messages import message
from items.types.response import Task


class WebTask(Task):
    """The answer is that of `response`. `sites` are the addresses that the pupil needs, https only."""

    label = str(message("Web task"))

    type: Literal["web_task"] = "web_task"
    sites: tuple[HttpsUrl, ...] = Field(min_length=1, max_length=20)
