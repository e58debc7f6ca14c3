"""The fidelity report of an export: for each item and feature, kept, degraded (how) or left out (why).

A feature is the path of a field in the document, such as `hint`, `content.options.feedback` or `content.tolerances`.
"""

from collections import Counter
from collections.abc import Iterable
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
    kept: Counter[str] = field(default_factory=Counter)
    losses: list[Loss] = field(default_factory=list)

    def add(self, item: str, features: Iterable[str], losses: Iterable[Loss]) -> None:
        """Count one exported item: `features` are those it uses, `losses` those that suffered."""
        lost = tuple(losses)
        names = {loss.feature for loss in lost}
        self.exported += 1
        self.kept.update([name for name in features if name not in names] if names else features)
        self.losses.extend(lost)

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
