"""Sentences for people, kept apart from their values so that screens can say them in the reader's language.

The text is a gettext message identifier in English; `manage.py makemessages` finds every `message("…")`.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with named places, such as "« %(answer)s » is off by one letter", and what goes in them."""

    text: str
    values: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.said(str)

    def said(self, gettext: Callable[[str], str]) -> str:
        """The sentence in the language of a gettext function."""
        sentence = gettext(self.text)
        return sentence % dict(self.values) if self.values else sentence


def message(text: str, /, **values: object) -> Message:
    """A sentence; values become text."""
    return Message(text, tuple((name, str(value)) for name, value in values.items()))
