"""What an import has to say about a file: where, what, and how bad it is."""

from dataclasses import dataclass
from typing import Any, Literal

from items.messages import Message

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark. `where` is a line or an element of the file; `item` names the question when one is concerned.

    An `error` means that something was not imported; a `warning`, that it came in changed; a `note`, that a person
    should look.
    """

    severity: Severity
    where: str
    message: Message
    item: str = ""


class RefusedFileError(ValueError):
    """The file as a whole cannot be imported; the message says why."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(str(reason))


def finding_of(row: dict[str, Any]) -> Finding:
    """A finding from its plain values."""
    return Finding(row["severity"], row["where"], message_of(row["message"]), row["item"])


def message_of(row: dict[str, Any]) -> Message:
    """A message from its plain values."""
    return Message(row["text"], tuple((name, value) for name, value in row["values"]))
