"""What an operator changed of a bank, from one date to the next."""

from dataclasses import dataclass
from typing import Any

from challengebank.models import BankState
from challengebank.selection import SelectionRules


@dataclass(frozen=True, slots=True)
class StateChange:
    """One thing that changed: its name in the code, its value before and after (None: not there)."""

    name: str
    before: Any
    after: Any

    @property
    def touched(self) -> int:
        """For a list: how many of its elements came, left or changed."""
        old, new = self.before or [], self.after or []
        return max(sum(each not in old for each in new), sum(each not in new for each in old))


def state_changes(before: BankState | None, after: BankState) -> list[StateChange]:
    """The name, the channel, each rule, and the number of cells of the blueprint."""
    old, new = _values(before), _values(after)
    names = dict.fromkeys([*new, *old])
    return [StateChange(n, old.get(n), new.get(n)) for n in names if old.get(n) != new.get(n)]


def _values(state: BankState | None) -> dict[str, Any]:
    """Before there was a bank, its rules asked nothing."""
    if state is None:
        return SelectionRules().model_dump(mode="json")
    cells = state.blueprint.get("cells", [])
    plan = {"blueprint": cells} if cells else {}
    return {"name": state.name, "channel": state.channel, **state.selection.model_dump(mode="json"), **plan}
