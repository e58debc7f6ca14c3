"""Deleting, retiring and bringing back. Nothing that was submitted ever disappears."""

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.domain import record_many
from accounts.models import User
from authoring.enums import OPEN_STATES, State
from authoring.errors import AuthoringError, NotYours
from authoring.models import Submission, Writing
from authoring.rules import may_edit, may_retire
from challengebank.enums import Outcome
from challengebank.models import Decision

STATES = {Outcome.ACCEPTED: State.ACCEPTED, Outcome.REFUSED: State.RETURNED}
Reason = Callable[[Writing], str]


def delete_drafts(*, actor: User, drafts: Sequence[Writing]) -> list[Writing]:
    """Put drafts in the bin, where they can be brought back from. What was submitted once cannot be deleted."""
    return _change(actor, drafts, "delete", _no_delete, lambda row: State.DELETED)


def retire_drafts(*, actor: User, drafts: Sequence[Writing]) -> list[Writing]:
    """Close drafts that should serve no more. Versions in the bank stay as they are: operators recall those."""
    return _change(actor, drafts, "retire", _no_retire, lambda row: State.RETIRED)


def restore_drafts(*, actor: User, drafts: Sequence[Writing]) -> list[Writing]:
    """Bring back what was deleted or retired, to the state its last decision gave it."""
    states = states_of([draft.uuid for draft in drafts])
    return _change(actor, drafts, "restore", _no_restore, lambda row: states.get(row.uuid, State.DRAFT))


def states_of(uuids: Iterable[UUID]) -> dict[UUID, State]:
    """The state that the last decision on each identity gives; those never decided are absent."""
    decisions = Decision.objects.filter(version__identity__in=list(uuids)).order_by("version__number")
    return {uuid: STATES[outcome] for uuid, outcome in decisions.values_list("version__identity", "outcome")}


def _no_delete(row: Writing) -> str:
    if Submission.objects.filter(version__identity=row.uuid).exists():
        return _("What was submitted cannot be deleted. Retire it.")
    return "" if row.state in OPEN_STATES else _("It is not a draft any more.")


def _no_retire(row: Writing) -> str:
    return "" if row.state in OPEN_STATES else _("It is in review, retired or deleted already.")


def _no_restore(row: Writing) -> str:
    return "" if row.state in (State.DELETED, State.RETIRED) else _("It is here already.")


@transaction.atomic
def _change(
    actor: User, drafts: Sequence[Writing], act: str, reason_not_to: Reason, state: Callable[[Writing], State]
) -> list[Writing]:
    if not drafts:
        return []
    model = type(drafts[0])
    rows = list(
        model.objects.filter(pk__in=[draft.pk for draft in drafts]).select_for_update().prefetch_related("coauthors")
    )
    for row in rows:
        if not (may_edit(actor, row) or may_retire(actor)):
            raise NotYours(_("Only its authors may do this."))
        if reason := reason_not_to(row):
            raise AuthoringError(f"{row}: {reason}")
        row.state = state(row)
    model.objects.bulk_update(rows, ["state"])
    record_many(actor=actor, act=act, entries=[(f"draft:{row.uuid}", {}) for row in rows])
    return rows
