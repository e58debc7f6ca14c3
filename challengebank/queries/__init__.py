"""Reading the bank: what a bank selects, what that covers, what is missing, and what changed since a release."""

from challengebank.queries.approvals import approved_proposals, proposals_for
from challengebank.queries.calls import WantedPlace, open_calls, wanted_places
from challengebank.queries.changes import Changes, changes
from challengebank.queries.coverage import Coverage, CoverageCell, coverage, gaps, holes
from challengebank.queries.selection import banks_selecting, linked_tutorials, select, selected_counts, standings
from challengebank.queries.states import StateChange, state_changes
from challengebank.queries.told import with_counts, with_last_release

__all__ = [
    "Changes",
    "Coverage",
    "CoverageCell",
    "StateChange",
    "WantedPlace",
    "banks_selecting",
    "changes",
    "coverage",
    "gaps",
    "holes",
    "linked_tutorials",
    "open_calls",
    "approved_proposals",
    "proposals_for",
    "select",
    "selected_counts",
    "standings",
    "state_changes",
    "wanted_places",
    "with_counts",
    "with_last_release",
]
