"""Who may do what with drafts. Being superuser gives nothing here."""

from typing import Any

from accounts.roles import CHIEF_REVIEWER, REVIEWER, TEACHER, has_role
from authoring.enums import State
from authoring.models import Challenge, Writing
from challengebank.enums import Purpose


def writes_at_all(user: Any) -> bool:
    """Teachers and reviewers write."""
    return has_role(user, TEACHER, REVIEWER, CHIEF_REVIEWER)


def wrote(user: Any, draft: Writing) -> bool:
    """The author or a co-author."""
    return draft.author_id == user.pk or any(person.pk == user.pk for person in draft.coauthors.all())


def may_edit(user: Any, draft: Writing) -> bool:
    """Only those who wrote it; whether it is open is another question."""
    return writes_at_all(user) and wrote(user, draft)


def may_read(user: Any, draft: Writing) -> bool:
    """Those who wrote it and the chief reviewer; others once it is accepted, unless it certifies."""
    return may_edit(user, draft) or has_role(user, CHIEF_REVIEWER) or (is_public(draft) and writes_at_all(user))


def is_public(draft: Writing) -> bool:
    """Accepted, and not secret."""
    return draft.live and not (isinstance(draft, Challenge) and draft.purpose == Purpose.CERTIFICATION)


def may_retire(user: Any) -> bool:
    """A chief reviewer may delete, retire and bring back what others wrote."""
    return has_role(user, CHIEF_REVIEWER)


def may_follow(user: Any, draft: Writing) -> bool:
    """Its history and its revisions: those who wrote it and the chief reviewer."""
    return may_edit(user, draft) or has_role(user, CHIEF_REVIEWER)


def may_calibrate(user: Any, draft: Writing) -> bool:
    """A chief reviewer plants what he wrote himself, and never submitted for good."""
    return may_edit(user, draft) and has_role(user, CHIEF_REVIEWER) and draft.state == State.DRAFT
