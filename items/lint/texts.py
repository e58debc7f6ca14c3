"""The texts of a document, each with its place, and what remains of them without their Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from items.base import Frozen
from items.document import Document
from items.types.content import GAP, ItemContent, Refused

Role = Literal["statement", "option", "feedback", "label", "answer"]
_ROLES: dict[str, Role] = {
    "statement": "statement",
    "body": "statement",
    "text": "option",
    "options": "option",
    "hint": "feedback",
    "feedback": "feedback",
    "correct": "feedback",
    "incorrect": "feedback",
    "model_answer": "feedback",
    "title": "label",
    "alt": "label",
    "label": "label",
    "criteria": "label",
    "placeholder": "label",
    "accepted": "answer",
}
_WORDLESS = frozenset(
    {"alignments", "answer_tests", "assets", "accessibility", "delivery", "tutorials", "enemies", "keys", "pairs"}
)
FILLER = "¤"
"""Stands for what is not a word: code, a link's address, a blank."""

_CODE_BLOCK = re.compile(r"^(```|~~~).*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(?<!`)`+[^`\n]+`+")
_IMAGE = re.compile(r"!\[[^\]\n]{0,500}\]\([^()\n]{0,500}\)")
LINK = re.compile(r"(?<!!)\[(?P<text>[^\]\n]{0,500})\]\((?P<url>[^()\s]{0,2000})(?: [^)\n]{0,200})?\)")
ADDRESS = re.compile(
    r"\b(?:https?|ftp)://[^\s<>\"»)\]]+|\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
    r"|\b\w[\w-]{0,64}(?:\.[a-zA-Z][\w-]{0,64})+\b"
)
"""Addresses of pages and people, and names of files and sites."""
_LINE_START = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d+[.)][ \t]+)+", re.MULTILINE)
_TABLE_RULE = re.compile(r"^(?=[ \t|:]{0,20}---)[ \t|:-]+$", re.MULTILINE)
_EMPHASIS = re.compile(r"\*+|~~|(?<!\w)_+|_+(?!\w)|\\(?=\W)")
_QUOTE = re.compile(r"«[^»]{0,500}»|“[^”]{0,500}”|\"[^\"\n]{0,500}\"|^[ \t]*>.*$", re.MULTILINE)
_ITALICS = re.compile(r"(?<![*\w])\*[^*\n]+\*(?!\*)|(?<![_\w])_[^_\n]+_(?![_\w])")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[»”\")]*\s+|\n+")
WORD = re.compile(r"[^\W\d_²³]+(?:[’'‑-][^\W\d_²³]+)*")


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a document. `role` says what it is to the pupil; an answer is typed, not read."""

    where: str
    raw: str
    role: Role

    @property
    def plain(self) -> str:
        return plain(self.raw)


def texts(document: Document, *roles: Role) -> Iterator[Text]:
    """The texts of a document, in the order of its fields; only those of these roles when any is given."""
    found: list[Text] = []
    _walk(document, "", None, found)
    return (text for text in found if not roles or text.role in roles)


def prose(document: Document) -> Iterator[Text]:
    """The texts that a pupil reads: all but the answers that are typed."""
    return texts(document, "statement", "option", "feedback", "label")


def _walk(value: object, where: str, role: Role | None, found: list[Text]) -> None:
    """Add the texts of a value to those found: generators inside generators take three times as long."""
    if isinstance(value, str):
        if role and value:
            found.append(Text(where, value, role))
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            _walk(part, f"{where}.{place}", role, found)
    elif isinstance(value, Frozen):
        parts = vars(value)
        for name, own in _wordy(type(value)):
            if part := parts[name]:
                _walk(part, f"{where}.{name}" if where else name, own, found)


@cache
def _wordy(owner: type[Frozen]) -> list[tuple[str, Role | None]]:
    """The fields that may hold words, and the role of those that are texts."""
    return [(name, _role(owner, name)) for name in owner.model_fields if name not in _WORDLESS]


def _role(owner: type[Frozen], name: str) -> Role | None:
    if name == "text" and issubclass(owner, ItemContent):
        return "statement"
    if name == "text" and issubclass(owner, Refused):
        return "answer"
    return _ROLES.get(name)


@lru_cache(maxsize=4096)
def plain(markdown: str) -> str:
    """The words of a Markdown text: marks removed, code, addresses and blanks replaced by a filler, a cell a line."""
    text = _CODE_BLOCK.sub("\n", markdown)
    text = _CODE.sub(FILLER, GAP.sub(FILLER, text))
    text = LINK.sub(r"\g<text>", _IMAGE.sub("", text))
    text = _TABLE_RULE.sub("", ADDRESS.sub(FILLER, text))
    text = _LINE_START.sub("", text.replace("|", "\n"))
    return _EMPHASIS.sub("", text).strip()


def unquoted(markdown: str) -> str:
    """The plain text without what is quoted or in italics: the words of others, of other languages."""
    return plain(_ITALICS.sub(" ", _QUOTE.sub(" ", markdown)))


def sentences(text: str) -> list[str]:
    """The sentences of a plain text; a line is one at least."""
    return [sentence.strip() for sentence in _SENTENCE_END.split(text) if WORD.search(sentence)]


def words(text: str) -> list[str]:
    """The words of a plain text; « aujourd’hui » is one, so is « l’élève »."""
    return WORD.findall(text)


def is_french(document: Document) -> bool:
    """Whether the document is in French, of whatever country."""
    return document.locale.startswith("fr")
