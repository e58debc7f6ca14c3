"""Options: known by their identifier, or by their text when identifiers changed, with the keys among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Generic, TypeVar

from items.diff.change import Change, Changes, Place, Rule
from items.diff.rules import word_change, words
from items.diff.words import shortened
from items.messages import Message, message
from items.types.content import Option
from items.types.hotspot import Area

FEEDBACK = words(message("feedback"), "form", "feedback_useful")
Thing = Option | Area
T = TypeVar("T", Option, Area)
KEY, DISTRACTOR = message("right option"), message("distractor")


@dataclass(frozen=True, slots=True)
class Pairing(Generic[T]):
    """The options before and after, and which is which. `renamed`: identifiers before, to identifiers after."""

    old: dict[str, T]
    new: dict[str, T]
    renamed: dict[str, str]

    @classmethod
    def of(cls, before: Sequence[T], after: Sequence[T]) -> "Pairing[T]":
        """Pair by identifier, then by text."""
        old, new = {option.id: option for option in before}, {option.id: option for option in after}
        renamed = {key: key for key in old if key in new}
        by_text = {_text(thing): key for key, thing in new.items() if key not in renamed}
        left = {key: by_text.get(_text(thing)) for key, thing in old.items() if key not in renamed}
        renamed |= {key: new_key for key, new_key in left.items() if new_key}
        return cls(old, new, renamed)

    def before(self, key: str) -> str:
        """An option of the document before, by its letter and its text."""
        return _name(list(self.old).index(key), self.old[key])

    def after(self, key: str) -> str:
        """An option of the document after, by its letter and its text."""
        return _name(list(self.new).index(key), self.new[key])

    def gone(self) -> list[str]:
        """Identifiers of the options removed."""
        return [key for key in self.old if key not in self.renamed]

    def come(self) -> list[str]:
        """Identifiers of the options added."""
        kept = set(self.renamed.values())
        return [key for key in self.new if key not in kept]


def _text(thing: Thing) -> str:
    return thing.text if isinstance(thing, Option) else thing.label


def _name(position: int, thing: Thing) -> str:
    letter = ascii_uppercase[position] if position < len(ascii_uppercase) else str(position + 1)
    return f"{letter} « {shortened(_text(thing))} »"


def options(keys: str = "", *, one: Message | None = None) -> Rule:
    """The options of a content whose field `keys` holds the keys; `one` names an option where none is a key."""

    def rule(place: Place) -> Changes:
        pairing: Pairing[Option] = Pairing.of(place.old, place.new)
        before, after = (set(_listed(getattr(thing, keys))) if keys else set() for thing in (place.before, place.after))
        for key in pairing.gone():
            sentence = message(
                "%(what)s %(option)s removed", what=one or _role(key in before), option=pairing.before(key)
            )
            yield _touching(place, key in before, sentence)
        for key in pairing.come():
            sentence = message("%(what)s %(option)s added", what=one or _role(key in after), option=pairing.after(key))
            yield _touching(place, key in after, sentence)
        for key, new_key in pairing.renamed.items():
            label = message("%(what)s %(option)s", what=one or _role(new_key in after), option=pairing.after(new_key))
            yield from _edited(place, pairing.old[key], pairing.new[new_key], label, new_key in after)
        if _reordered(pairing):
            yield place.change("form", message("options in another order"))

    return rule


def key(place: Place) -> Changes:
    """The one key among `options`: « key moved from B to C »."""
    pairing = Pairing.of(place.before.options, place.after.options)  # type: ignore[attr-defined]
    if pairing.renamed.get(place.old) != place.new:
        sentence = message(
            "key moved from %(before)s to %(after)s", before=pairing.before(place.old), after=pairing.after(place.new)
        )
        yield place.change("answer", sentence, "key_correct", "distractors_plausible")


def keys(field: str) -> Rule:
    """The keys among the options of this field."""

    def rule(place: Place) -> Changes:
        pairing = Pairing.of(getattr(place.before, field), getattr(place.after, field))
        kept = {pairing.renamed.get(name) for name in place.old}
        for name in place.old:
            if pairing.renamed.get(name) not in place.new:
                sentence = message("%(option)s is no longer a key", option=pairing.before(name))
                yield place.change("answer", sentence, "key_correct", "distractors_plausible")
        for name in (name for name in place.new if name not in kept):
            sentence = message("%(option)s is now a key", option=pairing.after(name))
            yield place.change("answer", sentence, "key_correct", "distractors_plausible")

    return rule


def order(place: Place) -> Changes:
    """The right order of the `items`."""
    pairing = Pairing.of(place.before.items, place.after.items)  # type: ignore[attr-defined]
    if tuple(pairing.renamed.get(name) for name in place.old) != place.new:
        right = " · ".join(pairing.after(name) for name in place.new)
        yield place.change("answer", message("the right order is now: %(order)s", order=right), "key_correct")


def pairs(place: Place) -> Changes:
    """What each of the `sources` goes with, among the `targets`."""
    sources = Pairing.of(place.before.sources, place.after.sources)  # type: ignore[attr-defined]
    targets = Pairing.of(place.before.targets, place.after.targets)  # type: ignore[attr-defined]
    old = {sources.renamed.get(source): targets.renamed.get(target) for source, target in place.old}
    for source, target in place.new:
        if old.get(source) != target:
            sentence = message(
                "%(source)s now goes with %(target)s", source=sources.after(source), target=targets.after(target)
            )
            yield place.change("answer", sentence, "key_correct")


def _role(is_key: bool) -> Message:
    return KEY if is_key else DISTRACTOR


def _listed(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _touching(place: Place, is_key: bool, sentence: Message) -> Change:
    criterion = "key_correct" if is_key else "distractors_plausible"
    return place.change("answer" if is_key else "meaning", sentence, criterion, "fair", "statement_clear")


def _edited(place: Place, old: Option, new: Option, label: Message, is_key: bool) -> Changes:
    """The changes inside of one option."""
    where = Place(f"{place.where}.{new.id}", "feedback", old, new)
    if old.text != new.text:
        found, sentence = word_change(label, old.text, new.text, markdown=False)
        change = _touching(where, is_key, sentence)
        yield change if found else Change(where.where, "form", sentence, change.criteria)
    if old.feedback != new.feedback:
        yield from (change.inside(shortened(new.text)) for change in FEEDBACK(where))
    if old.id != new.id:
        yield where.change(
            "form", message("%(what)s: identifier %(before)s → %(after)s", what=label, before=old.id, after=new.id)
        )


def _reordered(pairing: Pairing[Option]) -> bool:
    kept = list(pairing.renamed.values())
    place = {key: position for position, key in enumerate(pairing.new)}
    return kept != sorted(kept, key=place.__getitem__)
