"""Which drafts a person may see, and everything a document needs of many at once."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from accounts.roles import CHIEF_REVIEWER, has_role
from authoring.enums import State
from authoring.models import Challenge, Submission, Tutorial, TutorialLink, Writing
from authoring.rules import may_follow, writes_at_all
from challengebank.enums import Kind, Purpose
from challengebank.models import Version
from items.document import Document
from review.enums import RUNNING
from review.models import Review


def written_by(model: type[Writing], user: Any) -> QuerySet[Any]:
    """The drafts that a person wrote, alone or with others, deleted ones included.

    Those that others began are named: for a subquery, PostgreSQL would read all there are.
    """
    if not writes_at_all(user):
        return model.objects.none()
    return model.objects.filter(Q(author_id=user.pk) | Q(pk__in=list(_shared(model, user))))


def _shared(model: type[Writing], user: Any) -> QuerySet[Any]:
    """The keys of those of which a person is a co-author."""
    return model.coauthors.through.objects.filter(user_id=user.pk).values_list(
        f"{model._meta.model_name}_id", flat=True
    )


def readable_by(model: type[Writing], user: Any) -> QuerySet[Any]:
    """The drafts that a person may see: the same rule as `rules.may_read`."""
    if has_role(user, CHIEF_REVIEWER):
        return model.objects.all()
    if not writes_at_all(user):
        return model.objects.none()
    return model.objects.filter(Q(author_id=user.pk) | Q(pk__in=_shared(model, user)) | public(model))


def public(model: type[Writing]) -> Q:
    """Accepted, and not secret: the same rule as `rules.is_public`."""
    return Q(live=True) & (~Q(purpose=Purpose.CERTIFICATION) if model is Challenge else Q())


def as_read_by(user: Any, draft: Writing) -> Any:
    """What one who may read a draft reads of it: its last revision when he follows it, else what was accepted."""
    return draft.get_latest_revision_as_object() if may_follow(user, draft) else draft


def present(drafts: QuerySet[Any]) -> QuerySet[Any]:
    """Those that were not deleted."""
    return drafts.exclude(state=State.DELETED)


def complete(drafts: QuerySet[Any]) -> QuerySet[Any]:
    """With everything that their documents need, in a fixed number of queries."""
    return drafts.select_related("illustration", "author").prefetch_related(*_belongings(drafts.model))


def complete_now(draft: Writing) -> None:
    """Read what belongs to a draft, once for all that ask for it later."""
    prefetch_related_objects([draft], *_belongings(type(draft)))


def _belongings(model: type[Writing]) -> list[Any]:
    alignments = model._meta.get_field("alignments").related_model.objects.select_related("competence__framework")
    tagged = model._meta.get_field("tagged_items").related_model.objects.select_related("tag")
    related = [
        Prefetch("alignments", alignments),
        "disciplines",
        "classes",
        "coauthors",
        Prefetch("tagged_items", tagged),
        "attachments__file",
    ]
    if model is Challenge:
        related.append(Prefetch("tutorial_links", TutorialLink.objects.select_related("tutorial")))
    return related


def draft_of(version: Version) -> Any:
    """The draft that a version was frozen from; None for a version that was not written here."""
    model = Challenge if version.kind == Kind.CHALLENGE else Tutorial
    return complete(model._default_manager.filter(uuid=version.identity_id)).first()


def accepted_as_it_is(draft: Writing, document: Document | None) -> bool:
    """Whether reviewers accepted just what it says now, so that there is nothing to submit."""
    if document is None or draft.state != State.ACCEPTED:
        return False
    return Version.objects.filter(identity=draft.uuid, digest=document.digest()).exists()


def reviews_of(drafts: Iterable[Writing]) -> QuerySet[Review]:
    """The reviews that run on these drafts."""
    return Review.objects.filter(version__identity__in=[draft.uuid for draft in drafts], state__in=RUNNING)


def was_submitted(draft: Writing) -> bool:
    """Whether any of its revisions was ever frozen."""
    return Submission.objects.filter(version__identity=draft.uuid).exists()
