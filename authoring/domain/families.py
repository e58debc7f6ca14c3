"""Families: making a variant, and submitting a prototype with the variants that follow it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.domain import record
from accounts.models import User
from authoring.documents import document_if_complete
from authoring.domain.submission import Waivers, submit_challenges
from authoring.errors import AuthoringError, NotYours
from authoring.families import is_variant, lay_over, newest_documents, prototypes_of, variants_of
from authoring.models import Challenge
from authoring.queries import complete
from authoring.queries.rebuilding import latest_of
from authoring.rules import may_edit, writes_at_all
from challengebank.models import Version


def begun_from(source: Challenge, actor: User, **values: Any) -> Challenge:
    """A draft, not saved yet, that says what another says, under an identity of its own."""
    draft = Challenge(author=actor, has_unpublished_changes=True, coauthors=[])
    lay_over(draft, source)
    for name, value in {"title": source.title, **values}.items():
        setattr(draft, name, value)
    return draft


@transaction.atomic
def make_variant(*, actor: User, prototype: Challenge) -> Challenge:
    """A draft that says what its author may read of the prototype, now and later, until it has fields of its own.

    A variant of a variant is one of the same family. Raises NotYours when the actor may not write or read.
    """
    prototype = Challenge.objects.select_for_update().get(pk=prototype.pk)
    source = prototypes_of([prototype.uuid])[prototype.uuid].as_read_by(actor)
    if source is None or not writes_at_all(actor):
        raise NotYours(_("Only those who may read a challenge make variants of it."))
    if is_variant(prototype):
        raise AuthoringError(_("This is a variant already: make another one of its prototype."))
    number = variants_of(prototype).count() + 1
    title = _("%(title)s – variant %(number)s") % {"title": source.title or _("Untitled"), "number": number}
    draft = begun_from(source, actor, title=title[:500], family=prototype.uuid, varies=[])
    draft.save()
    revision = draft.save_revision(user=actor, clean=False)
    log(instance=draft, action="wagtail.create", user=actor, revision=revision, content_changed=True)
    Challenge.objects.filter(pk=prototype.pk).update(family=prototype.uuid)
    record(actor=actor, act="make variant", subject=f"draft:{draft.uuid}", prototype=str(prototype.uuid))
    return draft


def following(prototype: Challenge) -> list[Challenge]:
    """The variants submitted once that would say something else now: each is due a new version."""
    rows = complete(variants_of(prototype)).select_related("latest_revision")
    variants = [row for row in rows if is_variant(row) and not row.closed]
    submitted = newest_documents([row.uuid for row in variants])
    known = [row for row in variants if row.uuid in submitted]
    said = map(document_if_complete, latest_of(known))
    return [row for row, document in zip(known, said, strict=True) if document != submitted[row.uuid]]


@transaction.atomic
def submit_family(*, actor: User, prototype: Challenge, waivers: Waivers | None = None) -> list[Version]:
    """Submit a prototype and, each as a new version, the variants of the actor's that inherit what has changed.

    Raises as `submit_challenges` does; all or nothing.
    """
    return submit_challenges(actor=actor, challenges=family_to_submit(actor, prototype), waivers=waivers)


def family_to_submit(actor: User, prototype: Challenge) -> list[Challenge]:
    """The prototype, then the variants that follow it and are the actor's to submit."""
    return [prototype, *(row for row in following(prototype) if may_edit(actor, row))]
