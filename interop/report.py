"""The fidelity report of an export: for each item and feature, kept, degraded (how) or left out (why).

A feature is the path of a field in the document, such as `hint`, `content.options.feedback` or `content.tolerances`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from items.messages import Message

Fate = Literal["degraded", "left out"]


@dataclass(frozen=True, slots=True)
class Loss:
    """A feature of one item that the format does not carry as it is. `feature` is `item` for the whole of it.

    `accept` names the degradation that the operator accepted, or can accept to get the item in.
    """

    item: str
    feature: str
    fate: Fate
    reason: Message
    accept: str = ""


@dataclass(slots=True)
class Report:
    """What became of everything exported. Losses are listed one by one, what is kept is counted by feature."""

    format: str
    exported: int = 0
    losses: list[Loss] = field(default_factory=list)
    together: Counter[tuple[str, ...]] = field(default_factory=Counter)
    """How many items keep exactly these features: there are few such sets, and many items."""

    @property
    def kept(self) -> Counter[str]:
        """How many items keep each feature."""
        kept: Counter[str] = Counter()
        for features, count in self.together.items():
            kept.update(dict.fromkeys(features, count))
        return kept

    def add(self, features: tuple[str, ...], losses: Sequence[Loss]) -> None:
        """Count one exported item: `features` are those it uses, `losses` those that suffered."""
        self.exported += 1
        if losses:
            names = {loss.feature for loss in losses}
            features = tuple(name for name in features if name not in names)
            self.losses.extend(losses)
        self.together[features] += 1

    def join(self, other: "Report") -> None:
        """Add what became of other items, which come after."""
        self.exported += other.exported
        self.losses.extend(other.losses)
        self.together.update(other.together)

    def leave_out(self, item: str, reason: Message, accept: str = "") -> None:
        """Say that a whole item is not in the file."""
        self.losses.append(Loss(item, "item", "left out", reason, accept))

    def plain(self) -> dict[str, Any]:
        """The report as plain values, for JSON: `{format, exported, kept: {feature: count}, losses: […]}`."""
        return {
            "format": self.format,
            "exported": self.exported,
            "kept": dict(sorted(self.kept.items())),
            "losses": [
                {
                    "item": loss.item,
                    "feature": loss.feature,
                    "fate": loss.fate,
                    "reason": str(loss.reason),
                    "accept": loss.accept,
                }
                for loss in self.losses
            ],
        }
