"""Is it readable by the class it is for, and well spelt?

Readability is Flesch's index as adapted to French by L. Kandel and A. Moles, « Application de l'indice de Flesch à la
langue française », Cahiers d'études de radio-télévision 19, 1958, 253–274:
207 - 1.015 × words per sentence - 73.6 × syllables per word. 100 is very easy, 0 very hard.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from items.document import Document, Item
from items.lint.base import Context, Flaw, rule
from items.lint.lexicon import listed
from items.lint.texts import is_french, plain, prose, sentences, texts, unquoted, words
from items.messages import message
from items.spelling import unknown_words

EASIEST = {"cm1": 75, "cm2": 75, "6e": 70, "5e": 65, "4e": 60, "3e": 55}
"""The lowest index accepted for a class: Flesch's own scale (90 at ten years old, 80 at eleven, 70 at twelve, 60 until
fifteen, 50 in upper secondary school), less a margin of 5 to 15 for the terms that a challenge teaches."""
LEAST = 45
"""The lowest index in lycée and beyond, and where no class is declared."""
LONGEST = {"cm1": 20, "cm2": 20, "6e": 25, "5e": 28, "4e": 28, "3e": 30}
"""The most words a sentence may have for a class; 35 elsewhere."""
MOST_WORDS = 35
ENOUGH_WORDS = 30
"""Below this, an index means nothing."""

_TERMS = listed("terms")
_VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]+", re.IGNORECASE)
_MUTE = re.compile(r"[^aeiouyàâäéèêëîïôöùûüœæ](?:e|es|ent)$", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """The syllables of a French word, by its groups of vowels; a mute ending does not count."""
    return max(1, len(_VOWELS.findall(word)) - bool(_MUTE.search(word)))


def readability(text: str) -> float | None:
    """Kandel and Moles' index of a plain French text; None when it is too short to say."""
    found = words(text)
    if len(found) < ENOUGH_WORDS:
        return None
    per_sentence = len(found) / len(sentences(text))
    return 207 - 1.015 * per_sentence - 73.6 * sum(map(syllables, found)) / len(found)


@rule(
    "warning",
    Document,
    message("Hard to read for this class"),
    message("Shorten the sentences, take shorter and more common words."),
)
def readability_for_class(document: Document, context: Context) -> Iterator[Flaw]:
    """A French statement or lesson below the lowest readability index accepted for its youngest class."""
    if is_french(document):
        least = max((EASIEST.get(grade, LEAST) for grade in document.classes), default=LEAST)
        for text in texts(document, "statement"):
            index = readability(text.plain)
            if index is not None and index < least:
                yield (
                    text.where,
                    message(
                        "Readability %(index)s, %(least)s at least for this class", index=round(index), least=least
                    ),
                )


@rule(
    "warning",
    Document,
    message("A sentence too long"),
    message("Cut it in two."),
)
def long_sentence(document: Document, context: Context) -> Iterator[Flaw]:
    """A sentence with more words than the youngest class declared reads at ease."""
    most = min((LONGEST.get(grade, MOST_WORDS) for grade in document.classes), default=MOST_WORDS)
    for text in texts(document, "statement", "option", "feedback"):
        for sentence in sentences(text.plain):
            if (count := len(words(sentence))) > most:
                start = " ".join(sentence.split()[:6])
                yield (
                    text.where,
                    message("%(count)s words, %(most)s at most: « %(start)s… »", count=count, most=most, start=start),
                )


@rule(
    "warning",
    Document,
    message("Words that the dictionary does not know"),
    message("Correct them; put code, commands and file names between backquotes."),
)
def spelling(document: Document, context: Context) -> Iterator[Flaw]:
    """Words that Hunspell's dictionary does not have; code, quotations, italics and names apart."""
    known = _TERMS | context.known_words
    for text in prose(document):
        if unknown := unknown_words(unquoted(text.raw), document.locale, known=known):
            yield text.where, message("The dictionary does not know: %(words)s", words=", ".join(unknown))


@rule(
    "info",
    Item,
    message("Nothing to read"),
    message("Say the task in the statement: what stands only in an image is lost to many."),
)
def bare_statement(item: Item, context: Context) -> Iterator[Flaw]:
    """An illustrated challenge whose statement has fewer than four words: its text is probably in the image."""
    if item.illustration and len(words(plain(item.statement))) < 4:
        yield "statement", message("The statement does not say the task.")
