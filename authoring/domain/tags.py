"""Tagging many drafts at once: tags are content, so that each draft gets a revision."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from taggit.models import Tag

from authoring.domain.drafts import save_draft
from authoring.models import Writing


@transaction.atomic
def tag_drafts(*, actor: Any, drafts: Sequence[Writing], tag: str) -> list[Writing]:
    """Add a tag to drafts that the actor may edit; those that have it already stay as they are."""
    changed = []
    row = Tag.objects.filter(name__iexact=tag.strip()).first() or Tag.objects.create(name=tag.strip())
    for draft in drafts:
        latest = draft.get_latest_revision_as_object()
        if row.pk not in {tagging.tag_id for tagging in latest.tagged_items.all()}:
            latest.tags.add(row)
            save_draft(actor=actor, draft=latest, based_on=draft.latest_revision_id)
            changed.append(latest)
    return changed
