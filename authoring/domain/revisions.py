"""Revisions of many drafts with their entries in Wagtail's log, and where their files are used, in a few statements."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from accounts.models import User
from accounts.rows import insert_columns, next_keys
from authoring.domain.contents import content_of
from authoring.models import Writing


def write_revisions(drafts: Sequence[Writing], actor: User, action: str) -> None:
    """One revision a draft with its log entry, as `save_revision` would make one by one."""
    model, keys = type(drafts[0]), next_keys(Revision, len(drafts))
    contents = [content_of(draft) for draft in drafts]
    insert_revisions(model, keys, [draft.pk for draft in drafts], list(map(str, drafts)), contents, actor, action)
    for draft, key in zip(drafts, keys, strict=True):
        draft.latest_revision_id = key
    _point_at_revisions(model, drafts)


def insert_revisions(
    model: type[Writing],
    keys: Sequence[int],
    drafts: Sequence[int],
    labels: Sequence[str],
    contents: Sequence[dict[str, Any]],
    actor: User,
    action: str,
) -> None:
    """Revisions of drafts of one model, with these keys, and their log entries."""
    now, subjects = timezone.now(), list(map(str, drafts))
    about = {"content_type_id": ContentType.objects.get_for_model(model).pk, "user_id": actor.pk}
    insert_columns(
        Revision,
        each={"id": keys, "object_id": subjects, "content": contents, "object_str": labels},
        same={**about, "base_content_type_id": about["content_type_id"], "created_at": now},
    )
    insert_columns(
        ModelLogEntry,
        each={
            "object_id": subjects,
            "label": [label[:255] for label in labels],
            "uuid": [uuid4() for _ in keys],
            "revision_id": keys,
        },
        same={**about, "action": action, "timestamp": now, "content_changed": True},
    )


def _point_at_revisions(model: type[Writing], drafts: Sequence[Writing]) -> None:
    """Set `latest_revision` of drafts that have one revision each, in one statement."""
    keys = {draft.pk: draft.latest_revision_id for draft in drafts}
    own = Revision.objects.filter(pk__in=keys.values(), object_id=Cast(OuterRef("pk"), models.CharField()))
    model.objects.filter(pk__in=keys).update(latest_revision=Subquery(own.values("pk")[:1]))


def index_references(drafts: Iterable[Writing]) -> None:
    """Tell Wagtail where images and files are used."""
    for draft in drafts:
        ReferenceIndex.create_or_update_for_object(draft)


def uses_files(draft: Writing) -> bool:
    """Whether a draft shows or gives a file: few do, and the others cost nothing."""
    return bool(draft.illustration_id or draft.attachments.all() or getattr(draft, "kind", "") == "hotspot")
