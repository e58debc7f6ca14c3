"""Options that give the key away, or that cannot do their work.

The flaws are those of the item-writing literature: Haladyna, Downing & Rodriguez, « A Review of Multiple-Choice
Item-Writing Guidelines for Classroom Assessment », Applied Measurement in Education 15(3), 2002, 309–333. The figures
are ours.
"""

import re
from collections.abc import Iterator
from itertools import combinations

from items.document import Item
from items.lint.base import Context, Flaw, rule
from items.lint.choices import Choice, Offer, choices, content_words, folded, same
from items.lint.lexicon import any_of
from items.lint.texts import words
from items.messages import message
from items.types.multiple_choice import MultipleChoice
from items.types.order import Order
from items.types.single_choice import SingleChoice

STANDS_OUT = 1.5
LONG_ENOUGH = 30
MOST_OPTIONS = {False: 6, True: 10}

_ABSOLUTES = any_of("absolutes")
_ALL_OR_NONE = any_of("all_or_none")
_RANGE = re.compile(
    r"^(?:de |entre |from |between )?(?P<low>-?\d+(?:[.,]\d+)?)\s*\S{0,3}\s*(?:à|et|to|and|–|-)\s*"
    r"(?P<high>-?\d+(?:[.,]\d+)?)(?:\s*\S{1,10})?$",
    re.IGNORECASE,
)


@rule(
    "warning",
    Item,
    message("The key is the longest option"),
    message("Shorten the key, or give the other options as much detail: pupils choose the longest one."),
)
def longest_key(item: Item, context: Context) -> Iterator[Flaw]:
    """A single key half as long again as the longest distractor, from 30 characters on."""
    for choice in choices(item):
        if len(choice.keys) == 1 and len(choice.distractors) >= 2:
            key = choice.keys[0]
            longest = max(len(offer.plain) for offer in choice.distractors)
            if len(key.plain) >= max(LONG_ENOUGH, STANDS_OUT * longest):
                yield (
                    key.where,
                    message(
                        "The right answer has %(key)s characters, the others %(others)s at most",
                        key=len(key.plain),
                        others=longest,
                    ),
                )


@rule(
    "warning",
    Item,
    message("The key repeats the statement"),
    message("Say the key in other words, or use the same words in a distractor too."),
)
def key_repeats_statement(item: Item, context: Context) -> Iterator[Flaw]:
    """Two words or more of the text before a choice are in its only key, make half of it, and are in no distractor."""
    for choice in choices(item):
        if len(choice.keys) == 1:
            key = choice.keys[0]
            shared = content_words(key.plain) & content_words(choice.lead)
            shared -= {word for offer in choice.distractors for word in content_words(offer.plain)}
            if len(shared) >= 2 and 2 * len(shared) >= len(content_words(key.plain)):
                yield key.where, message("Only the key takes up: %(words)s", words=_said(key, shared))


def _said(offer: Offer, stems: set[str]) -> str:
    return ", ".join(word for word in words(offer.plain) if content_words(word) & stems)


@rule(
    "warning",
    Item,
    message("One option is not written like the others"),
    message("Begin all options alike (capital or not) and end them alike (full stop or not)."),
)
def key_written_apart(item: Item, context: Context) -> Iterator[Flaw]:
    """The only key begins with a capital, or ends with a mark, and no distractor does; or the reverse."""
    for choice in choices(item):
        if len(choice.keys) == 1 and len(choice.distractors) >= 2:
            key = choice.keys[0]
            for look in (_begins_with_capital, _ends_with_mark):
                others = {look(offer) for offer in choice.distractors}
                if len(others) == 1 and None not in others and look(key) in {True, False} - others:
                    yield key.where, message("The key alone begins or ends in another way.")


def _begins_with_capital(offer: Offer) -> bool | None:
    first = offer.plain[:1]
    return first.isupper() if first.isalpha() else None


def _ends_with_mark(offer: Offer) -> bool | None:
    return offer.plain.endswith((".", "!")) if len(words(offer.plain)) >= 2 else None


@rule(
    "warning",
    Item,
    message("Absolute words in the distractors only"),
    message("Pupils know that « always » and « never » are rarely right: say it without them."),
)
def absolutes(item: Item, context: Context) -> Iterator[Flaw]:
    """A word such as « toujours » or « jamais » in a distractor when no key of the choice has one."""
    for choice in choices(item):
        if not any(_ABSOLUTES.search(offer.plain) for offer in choice.keys):
            for offer in choice.distractors:
                if found := _ABSOLUTES.search(offer.plain):
                    yield offer.where, message("« %(word)s » gives away a wrong option", word=found.group())


@rule(
    "warning",
    Item,
    message("All or none of the above"),
    message("Name the answers themselves; when several are right, use a multiple choice."),
)
def all_or_none(item: Item, context: Context) -> Iterator[Flaw]:
    """An option that speaks of the other options; shuffled, it no longer makes sense."""
    for choice in choices(item):
        for offer in choice.offers:
            if found := _ALL_OR_NONE.search(offer.plain):
                yield offer.where, message("« %(words)s » speaks of the other options", words=found.group())


@rule(
    "error",
    Item,
    message("The same option twice"),
    message("Change one of the two options, or remove it."),
)
def duplicate_options(item: Item, context: Context) -> Iterator[Flaw]:
    """Two options of a choice that differ by spaces, quotation marks or a final stop only."""
    for choice in choices(item):
        for first, second in combinations(choice.offers, 2):
            if same(first.text) == same(second.text):
                yield second.where, message("Same text as « %(other)s »", other=first.text)


@rule(
    "warning",
    Item,
    message("Options that overlap"),
    message("Make the options exclude each other, so that exactly one is right."),
)
def overlapping_options(item: Item, context: Context) -> Iterator[Flaw]:
    """In a single choice, ranges of numbers that share a value, or an option of two words that begins another one."""
    for choice in choices(item):
        if not choice.several:
            for first, second in combinations(choice.offers, 2):
                if _ranges_overlap(first.plain, second.plain) or _begins(first.plain, second.plain):
                    yield second.where, message("Overlaps with « %(other)s »", other=first.text)


def _ranges_overlap(one: str, other: str) -> bool:
    """Ranges that share more than nothing; « 10 à 20 » and « 20 à 30 » share 20."""
    found = [_RANGE.match(text.strip()) for text in (one, other)]
    bounds = [tuple(float(n.replace(",", ".")) for n in match.group("low", "high")) for match in found if match]
    return len(bounds) == 2 and bounds[0][0] <= bounds[1][1] and bounds[1][0] <= bounds[0][1]


def _begins(one: str, other: str) -> bool:
    short, long = sorted((folded(same(one)), folded(same(other))), key=len)
    return (
        len(words(short)) >= 2
        and long.startswith(short + " ")
        and not re.match(r" (sans|without)\b", long[len(short) :])
    )


@rule(
    "warning",
    Item,
    message("Too many options"),
    message("Keep the plausible ones: beyond three distractors, each one is rarely chosen and takes time to read."),
)
def too_many_options(item: Item, context: Context) -> Iterator[Flaw]:
    """More than 6 options for one answer, more than 10 for several."""
    for choice in choices(item):
        most = MOST_OPTIONS[choice.several]
        if len(choice.offers) > most:
            count = len(choice.offers)
            yield f"{choice.where}.options", message("%(count)s options, %(most)s at most", count=count, most=most)


@rule(
    "warning",
    Item,
    message("Easy to guess"),
    message("Add a plausible distractor, or ask for the answer in another type."),
)
def guessable(item: Item, context: Context) -> Iterator[Flaw]:
    """A single choice between two options: one pupil in two is right by chance."""
    content = item.content
    if isinstance(content, SingleChoice) and len(content.options) < 3:
        yield "content.options", message("One chance in %(count)s", count=len(content.options))


@rule(
    "warning",
    Item,
    message("No distractor"),
    message("Add wrong options, or ask to put in order or to match instead."),
)
def no_distractor(item: Item, context: Context) -> Iterator[Flaw]:
    """A multiple choice whose options are all right: ticking everything wins."""
    if isinstance(item.content, MultipleChoice) and len(item.content.keys) == len(item.content.options):
        yield "content.keys", message("Every option is right.")


@rule(
    "warning",
    Item,
    message("Given in the right order"),
    message("Let the things be shuffled, or give them in another order."),
)
def already_ordered(item: Item, context: Context) -> Iterator[Flaw]:
    """Things to order that are shown unshuffled and already stand as the key says."""
    content = item.content
    if isinstance(content, Order) and not item.delivery.shuffle and content.key == tuple(o.id for o in content.items):
        yield "content.items", message("The pupil has nothing to move.")


@rule(
    "info",
    Item,
    message("Numbers out of order"),
    message("Give numbers in ascending order: the pupil then looks for the value, not for its place."),
)
def unsorted_numbers(item: Item, context: Context) -> Iterator[Flaw]:
    """Options that are all plain numbers, not shuffled, and neither ascending nor descending."""
    if not item.delivery.shuffle:
        for choice in choices(item):
            numbers = _numbers(choice)
            if len(numbers) >= 3 and numbers not in (sorted(numbers), sorted(numbers, reverse=True)):
                yield f"{choice.where}.options", message("The values go up and down.")


def _numbers(choice: Choice) -> list[float]:
    found = [re.fullmatch(r"\s*(-?\d+(?:[.,]\d+)?)\s*\S{0,6}\s*", offer.plain) for offer in choice.offers]
    return [float(match.group(1).replace(",", ".")) for match in found if match] if all(found) else []


_ARTICLES = {"un": "m", "le": "m", "ce": "m", "cet": "m", "une": "f", "la": "f", "cette": "f"}
_MASCULINE = re.compile(r"(age|ment|eau|isme|teur|ier|oir)$")
_NOT_MASCULINE = frozenset(["image", "page", "plage", "cage", "rage", "nage", "eau", "peau"])
_FEMININE = re.compile(r"(tion|sion|ette|ence|ance|ure|trice|ité|ise)$")
_NOT_FEMININE = frozenset(["silence", "mercure", "squelette"])


@rule(
    "warning",
    Item,
    message("Grammar gives the key away"),
    message("Put the article in each option, so that every one agrees with the statement."),
)
def grammatical_cue(item: Item, context: Context) -> Iterator[Flaw]:
    """The text before a French choice ends with an article that an option cannot follow, in gender, number or elision.

    The gender of a noun is read from its ending, where the ending tells it nearly always; other nouns pass.
    """
    if item.locale.startswith("fr"):
        for choice in choices(item):
            lead = words(choice.lead.rstrip(" :…_*.\n\t"))[-1:]
            if lead and any(_fits(lead[0].lower(), offer.plain) for offer in choice.keys):
                for offer in choice.distractors:
                    if not _fits(lead[0].lower(), offer.plain):
                        yield offer.where, message("Cannot follow « %(article)s »", article=lead[0])


def _fits(article: str, option: str) -> bool:
    first = next(iter(words(option.lower())), "")
    if article in ("des", "les", "ces"):
        return len(first) < 3 or first.endswith(("s", "x", "z"))
    if article in ("le", "la") and first[:1] in "aeiouyéèêàîôœ":
        return first[:1] == "y" or not first
    return article not in _ARTICLES or _gender(first) in (None, _ARTICLES[article])


def _gender(noun: str) -> str | None:
    if _MASCULINE.search(noun) and noun not in _NOT_MASCULINE:
        return "m"
    if _FEMININE.search(noun) and noun not in _NOT_FEMININE:
        return "f"
    return None
