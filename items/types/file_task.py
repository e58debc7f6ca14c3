"""File task: files to open, the answer is a short text or a number found in them."""

from typing import Literal

from items.messages import message
from items.types.response import Task


class FileTask(Task):
    """The answer is that of `response`. The files are the item's attachments: there is at least one."""

    label = str(message("File task"))

    type: Literal["file_task"] = "file_task"
