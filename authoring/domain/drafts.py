"""Saving drafts: nothing is overwritten that was not read first."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision
from wagtail.signal_handlers import disable_reference_index_auto_update

from accounts.models import User
from authoring.domain.revisions import index_references
from authoring.domain.upkeep import look_over
from authoring.errors import Locked, NotYours, StaleDraft
from authoring.models import Challenge, Writing
from authoring.rules import may_edit


def lock_for_edit(actor: User, draft: Writing, based_on: int | None) -> Any:
    """The draft's row, held until the transaction ends.

    Raises NotYours, Locked, or StaleDraft when another revision than `based_on` is the latest.
    """
    current = type(draft).objects.select_for_update().get(pk=draft.pk)
    if not may_edit(actor, current):
        raise NotYours("only its authors edit a draft")
    if current.closed:
        raise Locked(str(current.get_lock().get_message(actor)))
    if current.latest_revision_id != based_on:
        raise StaleDraft(current.latest_revision_id, based_on)
    return current


@transaction.atomic
def save_draft(
    *, actor: User, draft: Writing, based_on: int | None, overwrite_revision: Revision | None = None
) -> Revision:
    """Save changed values as a new revision (or again as the actor's own last one, for autosave)."""
    current = lock_for_edit(actor, draft, based_on)
    with indexed_once(draft):
        if not current.live:
            draft.save()
        elif isinstance(draft, Challenge) and draft.family != current.family:
            Challenge.objects.filter(pk=draft.pk).update(family=draft.family)
        revision = draft.save_revision(user=actor, clean=False, overwrite_revision=overwrite_revision)
    log(instance=draft, action="wagtail.edit", user=actor, revision=revision, content_changed=True)
    return revision


@contextmanager
def indexed_once(draft: Writing) -> Iterator[None]:
    """What is saved inside is indexed at the end, once: where files are used, and what is known of it beside itself.

    Wagtail alone would index files at each row that it writes.
    """
    with disable_reference_index_auto_update():
        yield
    if not draft.live:
        index_references([draft])
    look_over([draft])
