"""What an item of QTI declares about its responses, and what its response processing says of the scoring."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from interop.importers.draft import NotUnderstood, number
from interop.importers.qti.words import first, named, texts
from interop.importers.weighed import PARTIAL
from interop.importers.xml import Element
from items.messages import Message, message

NEAR = 0.001
WORDS = re.compile(r"[\w '’-]{1,200}")
"""A pattern that is no more than words."""


@dataclass(frozen=True, slots=True)
class Response:
    """A declared response: its correct values and its map."""

    name: str
    cardinality: str
    base_type: str
    correct: tuple[str, ...]
    entries: tuple[tuple[str, float], ...]
    case: bool

    def right(self) -> tuple[str, ...]:
        """The right values: those declared correct, else those that the map rewards most."""
        if self.correct:
            return self.correct
        best = max((amount for _key, amount in self.entries), default=0.0)
        least = best if self.cardinality == "single" else 0.0
        return tuple(key for key, amount in self.entries if amount > 0 and amount >= least)


def responses(item: Element) -> dict[str, Response]:
    """The responses of an item, by name."""
    return {element.get("identifier", ""): _response(element) for element in named(item, "response-declaration")}


def _response(element: Element) -> Response:
    entries = list(named(element, "map-entry"))
    return Response(
        element.get("identifier", ""),
        element.get("cardinality", "single"),
        element.get("base-type", "identifier"),
        tuple(filter(None, texts(first(element, "correct-response"), "value"))),
        tuple((entry.get("map-key", ""), _amount(entry.get("mapped-value", "0"))) for entry in entries),
        all(entry.get("case-sensitive", "true") == "true" for entry in entries) if entries else True,
    )


def _amount(text: str) -> float:
    try:
        return float(text.strip()[:20])
    except ValueError:
        raise NotUnderstood(message("« %(found)s » is not a number", found=text[:40])) from None


@dataclass(frozen=True, slots=True)
class Processing:
    """The response processing of an item, as far as it tells a strategy."""

    root: Element | None

    def has(self, *names: str) -> bool:
        """Whether one of these elements is there."""
        if self.root is None:
            return False
        template = (self.root.get("template") or "").rstrip("/").rpartition("/")[2].removesuffix(".xml")
        mapped = "map-response" in names and template in ("map_response", "cc2_map_response", "CC2_map_response")
        return mapped or next(self.root.iter(*names), None) is not None

    def scores_by(self, name: str) -> bool:
        """Whether this element is in a rule that gives a score."""
        return self.root is not None and any(
            next(rule.iter(name), None) is not None
            for rule in named(self.root, "response-condition")
            if any(each.get("identifier") == "SCORE" for each in named(rule, "set-outcome-value"))
        )

    def adds_to_score(self) -> bool:
        """Whether scores add up, part by part."""
        return self.has("sum")

    def ignores_case(self) -> bool:
        """Whether some text is compared without its case."""
        return self.root is not None and any(
            each.get("case-sensitive", "true") == "false" for each in named(self.root, "string-match")
        )

    def strings(self, name: str) -> Iterable[str]:
        """The texts that a response is compared with."""
        if self.root is None:
            return
        for test in named(self.root, "string-match", "match", "equal"):
            variable = first(test, "variable")
            if variable is not None and variable.get("identifier") == name:
                yield from texts(test, "base-value")
        for test in named(self.root, "pattern-match"):
            variable, pattern = first(test, "variable"), test.get("pattern") or ""
            if variable is not None and variable.get("identifier") == name and WORDS.fullmatch(pattern):
                yield pattern

    def pattern(self) -> str:
        """The beginning of the first pattern that a response is compared with; empty without any."""
        tests = named(self.root, "pattern-match") if self.root is not None else ()
        return next((test.get("pattern", "")[:80] for test in tests), "")

    def shares(self) -> bool:
        """Whether some answers give part of the marks: several amounts are set, or added, beside zero."""
        if self.root is None:
            return False
        amounts = set()
        for rule in named(self.root, "set-outcome-value"):
            values = [each for each in rule if each.tag == "base-value"]
            if rule.get("identifier") == "SCORE" and len(values) == len(rule):
                amounts |= {"".join(map(str, each.itertext())).strip() for each in values}
        return len({amount for amount in map(_amount, amounts) if amount > 0}) > 1

    def tolerance(self, value: Decimal) -> tuple[Decimal, Decimal]:
        """(value, tolerance) of a number, from an `equal` with a tolerance or from two bounds."""
        if self.root is None:
            return value, Decimal(0)
        for equal in named(self.root, "equal"):
            mode, parts = equal.get("tolerance-mode"), (equal.get("tolerance") or "").split()
            if mode == "absolute" and parts:
                return value, abs(Decimal(number(parts[0])))
            if mode == "relative" and parts:
                return value, abs(Decimal(number(parts[0])) * value / 100)
        for rounded in named(self.root, "equal-rounded"):
            return value, _half_unit(value, rounded)
        tests = named(self.root, "gte", "lte")
        bounds = [Decimal(number(text)) for test in tests for text in texts(test, "base-value")]
        around = [bound for bound in bounds if abs(bound - value) <= max(abs(value), Decimal(1))]
        if len(around) == 2:
            return sum(around, Decimal(0)) / 2, abs(around[0] - around[1]) / 2
        return value, Decimal(0)


def _half_unit(value: Decimal, rounded: Element) -> Decimal:
    """How far a number may be from a value and be the same once rounded."""
    figures = int(number((rounded.get("figures") or "0")[:2]))
    last = -figures if rounded.get("rounding-mode") == "decimalPlaces" else value.adjusted() + 1 - figures
    return Decimal(5).scaleb(max(last, -30) - 1)


def selection(response: Response, options: Iterable[str], processing: Processing) -> tuple[str, list[Message]]:
    """The strategy of a choice of several, and what is lost when none of ours scores the same."""
    options = tuple(options)
    keys = set(response.right())
    if not processing.has("map-response") or not response.entries:
        return "all_or_nothing", []
    amounts = dict(response.entries)
    gains = {round(amounts.get(option, 0.0), 3) for option in options if option in keys}
    losses = {round(amounts.get(option, 0.0), 3) for option in options if option not in keys}
    wrong = len(options) - len(keys)
    if processing.has("sum") and _near(gains, 1 / len(options)) and _near(losses, -1 / len(options)):
        return "per_option", []
    if not processing.has("sum") and _near(gains, 1 / len(keys)) and _near(losses, -1 / wrong if wrong else 0):
        return "right_minus_wrong", []
    if len(keys) == 1 and gains:
        return "all_or_nothing", []
    return "all_or_nothing", [PARTIAL]


def _near(amounts: set[float], wanted: float) -> bool:
    return all(abs(amount - wanted) < NEAR for amount in amounts)
