"""Remarks on a place of the document: sealed like the verdict of their round, then answered and resolved."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain import record
from accounts.domain.audit import actor_key
from accounts.models import User
from challengebank.errors import NotAllowed
from review.anchors import texts
from review.domain.locks import lock
from review.domain.notices import notify
from review.enums import TAKEN, Audience, News, State
from review.errors import ReviewError
from review.models import Comment, Review
from review.queries.opened import comments_for
from review.rules import wrote

LONGEST = 5000


@dataclass(frozen=True, slots=True)
class SuggestedChange:
    """What a remark proposes: the text at `path`, before and after."""

    path: str
    before: str
    after: str


@transaction.atomic
def add_comment(
    *,
    writer: User,
    review: Review,
    body: str,
    anchor: str = "",
    quote: str = "",
    suggestion: str = "",
    audience: str = Audience.AUTHOR,
) -> Comment:
    """A remark of one of the reviewers, on a place of the document and a passage of it, with what to put instead."""
    review = lock(review)
    if not review.assignments.filter(reviewer=writer, state__in=TAKEN).exists():
        raise NotAllowed(_("Only its reviewers comment on it."))
    _check_place(review, anchor, quote, suggestion)
    comment = Comment(review=review, audience=audience, anchor=anchor, quote=quote, suggestion=suggestion)
    return _write(comment, writer, body)


@transaction.atomic
def answer_comment(*, writer: User, comment: Comment, body: str) -> Comment:
    """An answer in a thread, by anybody who may read it."""
    review = lock(comment.review)
    if comment not in comments_for(review, writer):
        raise NotAllowed(_("You cannot read this remark."))
    thread = comment.parent or comment
    answer = _write(Comment(review=review, parent=thread, audience=thread.audience, anchor=thread.anchor), writer, body)
    others = {thread.writer_id, *thread.answers.values_list("writer", flat=True)} - {writer.pk}
    notify(others, review, News.ANSWERED)
    return answer


@transaction.atomic
def resolve_comment(*, actor: User, comment: Comment) -> Comment:
    """Close a thread: its writer or an author does."""
    review = lock(comment.review)
    concerned = comment.writer_id == actor.pk or wrote(actor, review.version)
    if not concerned or comment not in comments_for(review, actor):
        raise NotAllowed(_("Only its writer or an author of the document resolves a remark."))
    comment.resolved_at = timezone.now()
    comment.save(update_fields=["resolved_at"])
    record(actor=actor, act="resolve remark", subject=review.subject, remark=comment.pk)
    return comment


def suggested_change(comment: Comment) -> SuggestedChange:
    """What the author's one click applies. ReviewError when the remark suggests nothing."""
    before = texts(comment.review.version.parsed()).get(comment.anchor)
    if before is None or not comment.suggestion:
        raise ReviewError(_("This remark suggests no change."))
    after = before.replace(comment.quote, comment.suggestion, 1) if comment.quote else comment.suggestion
    return SuggestedChange(comment.anchor, before, after)


def _write(comment: Comment, writer: User, body: str) -> Comment:
    if not body.strip() or len(body) > LONGEST:
        raise ReviewError(_("Write a remark, of %(count)s characters at most.") % {"count": LONGEST})
    review = comment.review
    comment.body, comment.written_at = body.strip(), timezone.now()
    comment.writer, comment.writer_key, comment.round = writer, actor_key(writer), review.round
    comment.save()
    record(actor=writer, act="comment", subject=review.subject, remark=comment.pk)
    return comment


def _check_place(review: Review, anchor: str, quote: str, suggestion: str) -> None:
    if review.state == State.WITHDRAWN:
        raise ReviewError(_("This review is over: nothing changes it any more."))
    if not anchor and not quote and not suggestion:
        return
    text = texts(review.version.parsed()).get(anchor)
    if text is None or quote not in text:
        raise ReviewError(_("The document has no such passage."))
