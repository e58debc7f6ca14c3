"""Every choice that an item offers, whatever its type: what precedes it, the options, which are right."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from items.document import Item
from items.lint.lexicon import listed
from items.lint.texts import plain, words
from items.types.blanks import Blanks
from items.types.content import Option
from items.types.inline_choice import InlineChoice
from items.types.multiple_choice import MultipleChoice
from items.types.number import Number
from items.types.short_text import ShortText
from items.types.single_choice import SingleChoice

_MARKS = re.compile("[\u0300-\u036f]")
_SPACES = re.compile(r"\s+")
_EMPTY = listed("empty")
_APOSTROPHES = str.maketrans("’‘“”«»", '\'\'""""')


@dataclass(frozen=True, slots=True)
class Offer:
    """One option with its place, right or not."""

    where: str
    text: str
    right: bool

    @property
    def plain(self) -> str:
        return plain(self.text)


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision to take among options. `lead` is the text just before it; `several` allows more than one."""

    where: str
    lead: str
    offers: tuple[Offer, ...]
    several: bool = False

    @property
    def keys(self) -> tuple[Offer, ...]:
        return tuple(offer for offer in self.offers if offer.right)

    @property
    def distractors(self) -> tuple[Offer, ...]:
        return tuple(offer for offer in self.offers if not offer.right)


def choices(item: Item) -> Iterator[Choice]:
    """The choices of an item, one a menu; none for other types."""
    content = item.content
    if isinstance(content, SingleChoice):
        yield Choice("content", item.statement, _offers(content.options, {content.key}, "content"))
    elif isinstance(content, MultipleChoice):
        yield Choice("content", item.statement, _offers(content.options, set(content.keys), "content"), several=True)
    elif isinstance(content, InlineChoice):
        for place, menu in enumerate(content.menus):
            where = f"content.menus.{place}"
            yield Choice(where, _before(content.text, menu.id), _offers(menu.options, {menu.key}, where))
    elif isinstance(content, Blanks):
        yield from _drop_downs(content)


def _drop_downs(content: Blanks) -> Iterator[Choice]:
    for place, blank in enumerate(content.blanks):
        if blank.options:
            where = f"content.blanks.{place}"
            offers = (Offer(f"{where}.options.{n}", t, t in blank.accepted) for n, t in enumerate(blank.options))
            yield Choice(where, _before(content.text, blank.id), tuple(offers))


def _offers(options: tuple[Option, ...], keys: set[str], where: str) -> tuple[Offer, ...]:
    return tuple(Offer(f"{where}.options.{n}.text", option.text, option.id in keys) for n, option in enumerate(options))


def _before(text: str, gap: str) -> str:
    return text.partition("{{" + gap + "}}")[0]


def same(text: str) -> str:
    """The text as one compares options: no outer or double space, one kind of quote, no final full stop."""
    return _SPACES.sub(" ", text.translate(_APOSTROPHES)).strip().rstrip(" .;,")


def folded(text: str) -> str:
    """Lower case without accents."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))


def content_words(text: str) -> set[str]:
    """The words that carry meaning, cut to their first six letters so that plural and gender do not matter."""
    found = (folded(part) for word in words(text) for part in re.split(r"[’'-]", word))
    return {word[:6] for word in found if len(word) >= 5 and word not in _EMPTY}


def answers(item: Item) -> Iterator[str]:
    """The right answers in words: keys of choices, accepted texts, values with and without their unit."""
    for choice in choices(item):
        yield from (key.plain for key in choice.keys)
    content = item.content
    asked = getattr(content, "response", content)
    if isinstance(asked, ShortText):
        yield from asked.accepted
    elif isinstance(asked, Number):
        yield asked.value.replace(".", ",") if item.locale.startswith("fr") else asked.value
    elif isinstance(content, Blanks):
        yield from (text for blank in content.blanks if not blank.options for text in blank.accepted)
