"""The fidelity report of an export: for each item and feature, kept, degraded (how) or left out (why)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Fate = Literal["degraded", "left out"]


@dataclass(frozen=True, slots=True)
class Loss:
    """A feature of one item that the format does not carry as it is. `feature` is `item` for the whole of it."""

    item: str
    feature: str
    fate: Fate
    reason: str


@dataclass(slots=True)
class Report:
    """What became of everything exported. Losses are listed one by one, what is kept is counted by feature."""

    format: str
    exported: int = 0
    kept: Counter[str] = field(default_factory=Counter)
    losses: list[Loss] = field(default_factory=list)

    def add(self, item: str, features: Iterable[str], losses: Iterable[Loss]) -> None:
        """Count one exported item: `features` are those it uses, `losses` those that suffered."""
        lost = tuple(losses)
        self.exported += 1
        self.kept.update(set(features) - {loss.feature for loss in lost})
        self.losses.extend(lost)

    def leave_out(self, item: str, reason: str) -> None:
        """Say that a whole item is not in the file."""
        self.losses.append(Loss(item, "item", "left out", reason))
