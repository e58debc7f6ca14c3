"""Sentences for people, kept apart from their values so that screens can say them in the reader's language.

The text is a gettext message identifier in English; `manage.py makemessages` finds every `message("…")`.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with named places, such as "« %(answer)s » is off by one letter", and what goes in them.

    A value is a text, or another message, said in the same language.
    """

    text: str
    values: tuple[tuple[str, "str | Message"], ...] = ()

    def __str__(self) -> str:
        return self.said(str)

    def said(self, gettext: Callable[[str], str]) -> str:
        """The sentence in the language of a gettext function."""
        sentence = gettext(self.text)
        if not self.values:
            return sentence
        return sentence % {name: v.said(gettext) if isinstance(v, Message) else v for name, v in self.values}


def message(text: str, /, **values: object) -> Message:
    """A sentence; values become text, but for messages."""
    return Message(text, tuple((name, v if isinstance(v, Message) else str(v)) for name, v in values.items()))


def said_again(text: str, sentences: Iterable[tuple[str, Message]]) -> Message:
    """What a program says, as the first sentence whose regular expression is found in it; as it is when none is.

    Named groups of the expression go in the sentence.
    """
    for pattern, sentence in sentences:
        if found := re.search(pattern, text):
            return message(sentence.text, **found.groupdict())
    return Message(text)
