"""What every export format does, and the way most of them go: one item at a time, with its losses."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from interop.bundle import Bundle
from interop.report import Loss, Report
from items.document import Item

Accept = frozenset[str]


class NotExpressible(Exception):  # noqa: N818 - not an error: the item is left out, and the report says so
    """The format cannot say what this item says; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format out: `export(bundle, stream, accept)` writes bytes and returns the fidelity report.

    `accept` names the degradations of scoring that the operator accepts, such as `partial-credit`.
    """

    name: str
    extension: str
    media_type: str
    export: Callable[[Bundle, IO[bytes], Accept], Report]


@dataclass(frozen=True, slots=True)
class Rendered:
    """One item in the format, and what it lost on the way."""

    text: str
    losses: tuple[Loss, ...]


def render_each(bundle: Bundle, report: Report, render: Callable[[Item], Rendered]) -> Iterator[tuple[Item, str]]:
    """Each item that the format can express, with its text; the report is filled on the way."""
    for document in bundle.items():
        item = Item.parse(document.content)
        try:
            rendered = render(item)
        except NotExpressible as reason:
            report.leave_out(item.id, str(reason))
            continue
        report.add(item.id, features(item), rendered.losses)
        yield item, rendered.text


ALWAYS = ("id", "title", "alignments", "statement", "content", "locale", "purpose", "delivery")
OPTIONAL = [
    "disciplines",
    "classes",
    "tags",
    "licence",
    "authors",
    "source",
    "illustration",
    "attachments",
    "hint",
    "feedback",
    "accessibility",
    "tutorials",
    "answer_tests",
]
DEFAULTS = tuple((name, Item.model_fields[name].default) for name in OPTIONAL)


def features(item: Item) -> tuple[str, ...]:
    """The fields of the document that say something."""
    return (*ALWAYS, *(name for name, default in DEFAULTS if getattr(item, name) != default))


def left_out(item: Item, carried: frozenset[str], format_name: str) -> tuple[Loss, ...]:
    """The losses of the features in use that the format does not carry at all."""
    reason = f"{format_name} has no place for it"
    return tuple(Loss(item.id, name, "left out", reason) for name in features(item) if name not in carried)


def content_losses(item: Item, accept: Accept) -> tuple[Loss, ...]:
    """What Moodle's weights do to the scoring of a choice; NotExpressible unless the operator accepts it.

    Moodle adds up the weights of the options chosen. With one key that is all or nothing, as here; with several, some
    of the keys are worth some of the marks.
    """
    if item.content.type == "multiple_choice" and len(item.content.keys) > 1:
        if "partial-credit" not in accept:
            raise NotExpressible("some of the keys would be worth some of the marks: accept « partial-credit »")
        return (Loss(item.id, "content", "degraded", "some of the keys are worth some of the marks"),)
    return ()


WEIGHTS = dict(
    zip(
        range(1, 11),
        ["100", "50", "33.33333", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10"],
        strict=True,
    )
)
"""The share of one key among several, in the spelling of Moodle's list of grades: it refuses any other."""


def weights(item: Item) -> dict[str, str]:
    """The weight of each option, by its identifier, in percent."""
    content = item.content
    if content.type == "single_choice":
        return {option.id: "100" if option.id == content.key else "0" for option in content.options}
    if content.type != "multiple_choice":
        raise NotExpressible(f"the type {content.type} has no equivalent")
    if len(content.keys) not in WEIGHTS:
        raise NotExpressible(f"{len(content.keys)} keys: the format has no such share of the marks")
    share = WEIGHTS[len(content.keys)]
    return {option.id: share if option.id in content.keys else "-100" for option in content.options}


def labels(item: Item) -> tuple[str, ...]:
    """Tags that carry what most formats have no place for: `crcn:1.1:3`, `discipline:…`, `class:…`."""
    places = [f"{place.framework}:{place.competence}:{place.level}" for place in (item.primary, *item.alignments)]
    return (
        *dict.fromkeys(places),
        *(f"discipline:{name}" for name in item.disciplines),
        *(f"class:{name}" for name in item.classes),
        *item.tags,
    )
