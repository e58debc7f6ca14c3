"""What an interaction adds to an item of QTI, and the declarations and rules that all of them are made of.

Scores go from 0 to 1.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from interop.exporters.qti import expressions as e
from interop.exporters.qti.xhtml import attribute, escape
from items.types.content import Option

RESPONSE = "RESPONSE"
FULL = "0.9995"


@dataclass(frozen=True, slots=True)
class Asked:
    """What an interaction adds to an item: declarations, body, scoring rules, feedback by outcome identifier.

    `told` is the cardinality of the outcome that shows feedback, empty when there is none; `telling` is what sets it,
    when that is not the response itself. `places` is how many constants `PLACE1`… the scoring reads positions by: one
    player does not take a plain number there.
    """

    kind: str
    responses: str
    body: str
    scoring: str
    feedback: tuple[tuple[str, str], ...] = ()
    told: str = ""
    telling: str = ""
    human: bool = False
    places: int = 0


def ident(key: str, prefix: str = "") -> str:
    """An identifier of ours as an identifier of QTI, which never begins with a digit."""
    name = f"{prefix}{key}"
    return f"_{name}" if name[0].isdigit() else name


def declaration(name: str, cardinality: str, base_type: str, right: Iterable[str], mapping: str = "") -> str:
    """A response, its correct value and its map."""
    values = "".join([f"<qti-value>{escape(text)}</qti-value>" for text in right])
    correct = f"<qti-correct-response>{values}</qti-correct-response>" if values else ""
    return (
        f'<qti-response-declaration identifier="{name}" cardinality="{cardinality}" base-type="{base_type}">'
        f"{correct}{mapping}</qti-response-declaration>"
    )


def mapping_of(entries: Iterable[tuple[str, float]], bound: str = "", more: str = "") -> str:
    """What each answer is worth; `bound` and `more` are attributes of the map and of its entries."""
    rows = "".join(
        f'<qti-map-entry map-key={attribute(key)} mapped-value="{_amount(amount)}"{more}/>' for key, amount in entries
    )
    return f'<qti-mapping default-value="0"{bound}>{rows}</qti-mapping>'


def _amount(amount: float) -> str:
    return f"{amount:.9f}".rstrip("0").rstrip(".") or "0"


def yes(value: bool) -> str:
    """A truth as XML writes it."""
    return "true" if value else "false"


def set_score(amount: str) -> str:
    """The rule that gives a score."""
    return e.assign("SCORE", amount)


ONE = set_score(e.number(1))
WHOLE = e.when((e.correct(RESPONSE), ONE))
"""All or nothing."""


def parts_of(tests: Sequence[str], shared: bool) -> str:
    """All or nothing, or a share for each test that holds."""
    if not shared:
        return e.when((e.all_of(tests), ONE))
    return "".join(e.when((test, _add(1 / len(tests)))) for test in tests)


def _add(share: float) -> str:
    return set_score(e.total(e.variable("SCORE"), e.number(share)))


def told_by(options: Sequence[Option], cardinality: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """The feedback of options by their identifiers, and the cardinality of what shows it, if there is any."""
    feedback = tuple((ident(option.id), option.feedback) for option in options if option.feedback)
    return feedback, cardinality if feedback else ""
