"""What a rule is, what it finds, and what it may know from outside the document."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from items.document import Document
from items.lint.files import FileFacts
from items.messages import Message

Severity = Literal["error", "warning", "info"]
"""An error blocks submission, a warning needs a signed reason, an info is advice."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One flaw. `where` is a path such as `content.options.2.text`, empty for the whole document."""

    rule: str
    severity: Severity
    where: str
    message: Message
    hint: Message


@dataclass(frozen=True, slots=True)
class Context:
    """What a document does not say by itself; a rule that lacks its part of it finds nothing.

    `broken_links`: address to the reason why it failed. `competences`: the codes known, by framework. `files`: facts
    by SHA-256. `known_words`: words in lower case that no dictionary needs to know, beside those of the dictionary.
    """

    broken_links: Mapping[str, str] = field(default_factory=dict)
    competences: Mapping[str, frozenset[str]] = field(default_factory=dict)
    files: Mapping[str, FileFacts] = field(default_factory=dict)
    known_words: frozenset[str] = frozenset()


Flaw = tuple[str, Message]
"""Where, and what is wrong there."""

D = TypeVar("D", bound=Document)
Check = Callable[[D, Context], Iterable[Flaw]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its name, its weight, and what its author says to the writer. Its docstring is its manual."""

    name: str
    severity: Severity
    label: Message
    hint: Message
    reads: type[Document]
    check: Check[Any]

    def findings(self, document: Document, context: Context) -> Iterator[Finding]:
        """What this rule finds in a document; nothing in one of another kind."""
        if isinstance(document, self.reads):
            for where, message in self.check(document, context):
                yield Finding(self.name, self.severity, where, message, self.hint)


def rule(severity: Severity, reads: type[D], label: Message, hint: Message) -> Callable[[Check[D]], Rule]:
    """Make a rule, named after the function it decorates."""

    def made(check: Check[D]) -> Rule:
        return Rule(check.__name__, severity, label, hint, reads, check)

    return made
