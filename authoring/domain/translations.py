"""Translating a challenge, and saying that a translation follows its source again."""

from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.domain import record
from accounts.models import User
from authoring.domain.creation import create_challenges
from authoring.errors import AuthoringError, NotYours
from authoring.models import Challenge
from authoring.queries import present
from authoring.rules import may_edit, may_read, writes_at_all
from authoring.translations import accepted_versions, source_of


@transaction.atomic
def translate_challenge(*, actor: User, challenge: Challenge, locale: str) -> Challenge:
    """A draft in another language, of the same type and keys, that says word for word the newest accepted version.

    Raises NotYours, or AuthoringError when nothing was accepted yet or the translation exists.
    """
    challenge = Challenge.objects.select_for_update().get(pk=challenge.pk)
    if not (writes_at_all(actor) and may_read(actor, challenge)):
        raise NotYours(_("Only those who may read a challenge translate it."))
    version = accepted_versions(challenge.uuid).last()
    if version is None:
        raise AuthoringError(_("One translates what reviewers have accepted: this is not accepted yet."))
    if locale not in dict(settings.LANGUAGES) or locale == version.locale:
        raise AuthoringError(_("Choose another language than that of the challenge."))
    if present(Challenge.objects.filter(translation_of=challenge.uuid, locale=locale)).exists():
        raise AuthoringError(_("There is a translation into this language already."))
    said = {"id": str(uuid4()), "locale": locale, "translation_of": str(challenge.uuid), "family": None, "varies": ()}
    [draft] = create_challenges(actor=actor, drafts=[version.parsed().model_copy(update=said)])
    Challenge.objects.filter(pk=draft.pk).update(translated_from=version)
    draft.translated_from = version
    record(actor=actor, act="translate", subject=f"draft:{draft.uuid}", source=str(challenge.uuid), locale=locale)
    return draft


@transaction.atomic
def follow_source(*, actor: User, translation: Challenge) -> Challenge:
    """Say that a translation says what the newest accepted version of its source says."""
    draft = Challenge.objects.select_for_update(of=("self",)).get(pk=translation.pk)
    if not may_edit(actor, draft):
        raise NotYours(_("Only its authors may do this."))
    source = source_of(draft)
    if source is None:
        raise AuthoringError(_("This is not a translation."))
    draft.translated_from = source
    draft.save(update_fields=["translated_from"])
    record(actor=actor, act="follow source", subject=f"draft:{draft.uuid}", version=source.number)
    return draft
