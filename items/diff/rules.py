"""What can be said of a field that changed: its value, its words, its members, the fields inside of it."""

from collections.abc import Callable, Iterable
from typing import Any

from items.diff.change import Changes, Fields, Kind, Place, Rule, compare
from items.diff.words import WordChanges, as_label, as_prose, markdown_words, plain_words, shortened, targets
from items.messages import Message, message

Say = Callable[[Any], str]


def value(label: Message, kind: Kind, *criteria: str, said: Say = str) -> Rule:
    """« label: a → b », for a value that a person can read."""

    def rule(place: Place) -> Changes:
        old, new = (_shown(thing, said) for thing in (place.old, place.new))
        yield place.change(
            kind, message("%(field)s: %(before)s → %(after)s", field=label, before=old, after=new), *criteria
        )

    return rule


def switch(on: Message, off: Message, kind: Kind, *criteria: str) -> Rule:
    """A sentence for each side of a yes or no."""

    def rule(place: Place) -> Changes:
        yield place.change(kind, on if place.new else off, *criteria)

    return rule


def words(label: Message, kind: Kind, *criteria: str, markdown: bool = True) -> Rule:
    """« label: 2 words changed », with the words. Punctuation, case and markup alone are a change of form."""

    def rule(place: Place) -> Changes:
        found, sentence = word_change(label, place.old, place.new, markdown=markdown)
        yield place.change(kind if found else "form", sentence, *criteria)

    return rule


def word_change(label: Message, old: str, new: str, *, markdown: bool) -> tuple[bool, Message]:
    """Whether two texts say different things, and the sentence about it."""
    split, counted = (markdown_words, as_prose) if markdown else (plain_words, as_label)
    changes = WordChanges(split(old), split(new), counted)
    if changes.count == 1:
        return True, message("%(field)s: one word changed: %(words)s", field=label, words=changes)
    if changes.count:
        text = message("%(count)s words changed: %(words)s", count=changes.count, words=changes)
        return True, message("%(field)s: %(change)s", field=label, change=text)
    if markdown and targets(old) != targets(new):
        return True, message("%(field)s: code, links or images changed", field=label)
    return False, message("%(field)s: punctuation or layout changed", field=label)


def members(label: Message, kind: Kind, *criteria: str, said: Say = str) -> Rule:
    """What was added to and removed from a list whose order says nothing."""

    def rule(place: Place) -> Changes:
        gone = [said(thing) for thing in place.old if thing not in place.new]
        come = [said(thing) for thing in place.new if thing not in place.old]
        yield from comings_and_goings(place, label, gone, come, kind, *criteria)

    return rule


def comings_and_goings(
    place: Place, label: Message, gone: Iterable[str], come: Iterable[str], kind: Kind, *criteria: str
) -> Changes:
    """A change for each thing removed, then for each thing added."""
    for thing in gone:
        sentence = message("%(field)s: « %(value)s » removed", field=label, value=shortened(thing))
        yield place.change(kind, sentence, *criteria)
    for thing in come:
        sentence = message("%(field)s: « %(value)s » added", field=label, value=shortened(thing))
        yield place.change(kind, sentence, *criteria)


def inside(fields: Fields) -> Rule:
    """The changes inside of a value that is always there."""

    def rule(place: Place) -> Changes:
        yield from compare(place.where, place.old, place.new, fields)

    return rule


def optional(label: Message, kind: Kind, *criteria: str, fields: Fields) -> Rule:
    """The changes inside of a value that may be absent."""

    def rule(place: Place) -> Changes:
        if place.old and place.new:
            yield from compare(place.where, place.old, place.new, fields)
        elif place.new:
            yield place.change(kind, message("%(field)s: added", field=label), *criteria)
        else:
            yield place.change(kind, message("%(field)s: removed", field=label), *criteria)

    return rule


def each(label: Message, kind: Kind, *criteria: str, key: Say, fields: Fields, said: Say) -> Rule:
    """Things known by their `key`: those added, those removed, and the changes inside of the others."""

    def rule(place: Place) -> Changes:
        old, new = ({key(thing): thing for thing in things} for things in (place.old, place.new))
        gone = [said(old[name]) for name in old if name not in new]
        come = [said(new[name]) for name in new if name not in old]
        yield from comings_and_goings(place, label, gone, come, kind, *criteria)
        for name in (name for name in old if name in new):
            for change in compare(f"{place.where}.{name}", old[name], new[name], fields):
                yield change.inside(shortened(said(new[name])))

    return rule


def _shown(thing: Any, said: Say) -> str:
    """A value for people: a list with commas, a dash for nothing."""
    if isinstance(thing, tuple):
        return ", ".join(map(said, thing)) or "–"
    return "–" if thing is None or thing == "" else shortened(said(thing))
