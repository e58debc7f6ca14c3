"""How the texts are worded: negations, address, placeholders, slips of the keyboard."""

import re
from collections.abc import Iterator

from items.document import Document, Item
from items.lint.base import Context, Flaw, rule
from items.lint.choices import choices
from items.lint.lexicon import any_of
from items.lint.texts import is_french, prose, sentences, texts, unquoted, words
from items.messages import message

_NEGATIVE_QUESTION = re.compile(
    r"\b(?:quel(?:le)?s?|lequel|laquelle|lesquel(?:le)?s|coche|cochez|choisis|choisissez|trouve|trouvez|which)\b[^?!.]{0,80}"
    r"(?:\b(?:ne|n[’'])\s?[^?!.]{0,60}?\b(?P<fr>pas|jamais|aucune?)\b|\b(?P<but>sauf|excepté|not|except)\b)",
    re.IGNORECASE,
)
_TU = re.compile(r"\b(?:tu|toi|ton|ta|tes)\b|\bt[’']", re.IGNORECASE)
_VOUS = re.compile(r"\b(?:vous|votre|vos)\b", re.IGNORECASE)
_PLACEHOLDER = any_of("placeholders", names=True)
_REPEATED = re.compile(r"(?<![\w’'-])([^\W\d_]{2,})[ \t]+\1(?![\w’'-])", re.IGNORECASE)
_MAY_REPEAT = frozenset({"nous", "vous", "une", "bla", "très", "had", "that"})
_LOOSE = re.compile(r"\b\w+(?: {2,9}\w+| {1,9},(?!\d)| {1,9}\.(?!\S))")


@rule(
    "warning",
    Item,
    message("A negation that is easy to miss"),
    message("Ask what is true, or put the negation in bold."),
)
def negative_statement(item: Item, context: Context) -> Iterator[Flaw]:
    """A question about options that asks for what is *not*, its negation neither bold, italic nor in capitals."""
    if any(choice.where == "content" for choice in choices(item)):
        for found in _NEGATIVE_QUESTION.finditer(item.statement):
            name = "fr" if found.group("fr") else "but"
            word, before = found.group(name), item.statement[: found.start(name)]
            if not word.isupper() and not before.endswith(("*", "_")):
                yield "statement", message("« %(word)s » changes everything and does not show", word=word)


@rule(
    "warning",
    Document,
    message("« tu » and « vous » mixed"),
    message("Speak to the pupil as « tu » everywhere, or as « vous » everywhere."),
)
def mixed_address(document: Document, context: Context) -> Iterator[Flaw]:
    """Both « tu » and « vous » in the French texts of one document, outside of what it quotes."""
    if is_french(document):
        read = [(text.where, unquoted(text.raw)) for text in texts(document, "statement", "feedback")]
        informal = [where for where, text in read if _TU.search(text)]
        formal = [(where, found.group()) for where, text in read if (found := _VOUS.search(text))]
        if informal and formal:
            where, word = formal[0]
            yield where, message("« %(word)s » here, but « tu » in %(other)s", word=word, other=informal[0])


@rule(
    "error",
    Document,
    message("A placeholder was left"),
    message("Write the real text."),
)
def placeholder_text(document: Document, context: Context) -> Iterator[Flaw]:
    """« lorem ipsum », « TODO », « xxx » and their like, outside of code."""
    for text in texts(document):
        if found := _PLACEHOLDER.search(text.plain):
            yield text.where, message("« %(words)s » is still there", words=found.group())


@rule(
    "warning",
    Document,
    message("A word twice"),
    message("Remove one of the two words."),
)
def repeated_word(document: Document, context: Context) -> Iterator[Flaw]:
    """The same word twice in a row, except where the language does so (« vous vous », « très très »)."""
    for text in prose(document):
        for found in _REPEATED.finditer(text.plain):
            if found.group(1).lower() not in _MAY_REPEAT:
                yield text.where, message("« %(words)s »", words=found.group())


@rule(
    "info",
    Document,
    message("Loose spacing"),
    message("One space between words, none before a comma or a full stop."),
)
def loose_spacing(document: Document, context: Context) -> Iterator[Flaw]:
    """Two spaces inside a sentence, or a space before a comma or a stop; code and tables apart."""
    for text in prose(document):
        if found := _LOOSE.search(text.plain):
            yield text.where, message("A space too many near « %(words)s »", words=found.group())


@rule(
    "info",
    Document,
    message("Written in capitals"),
    message("Use bold for emphasis: capitals are harder to read, and some screen readers spell them."),
)
def shouting(document: Document, context: Context) -> Iterator[Flaw]:
    """A sentence of four words or more entirely in capitals."""
    for text in prose(document):
        for sentence in sentences(text.plain):
            if sentence.isupper() and sum(len(word) >= 3 for word in words(sentence)) >= 4:
                yield text.where, message("« %(sentence)s »", sentence=sentence[:60])
