"""What a reviewer proposed to put instead, put into the draft."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.domain import record
from accounts.models import User
from authoring.documents import document_of
from authoring.domain.drafts import lock_for_edit
from authoring.domain.rewriting import update_draft
from authoring.errors import AuthoringError, NotYours
from authoring.models import Writing
from authoring.queries import draft_of
from items.document import Document
from items.errors import InvalidDocument
from review.anchors import rewritten, texts
from review.domain import SuggestedChange, answer_comment, resolve_comment, suggested_change
from review.models import Comment


@transaction.atomic
def apply_suggestion(*, actor: User, comment: Comment) -> Writing:
    """Put what a remark suggests into the draft, as a revision; the thread says so and is resolved.

    Raises NotYours, Locked, NotAllowed to who may not read the remark, or AuthoringError when the draft no longer says
    what the reviewer read.
    """
    draft = draft_of(comment.review.version)
    if draft is None:
        raise NotYours(_("Only its authors edit a draft."))
    draft = lock_for_edit(actor, draft, draft.latest_revision_id)
    answer_comment(writer=actor, comment=comment, body=_("Suggestion applied."))
    if Comment.objects.get(pk=comment.pk).resolved_at:
        raise AuthoringError(_("This remark is resolved already."))
    document = _changed(draft, suggested_change(comment))
    draft = update_draft(actor=actor, draft=draft, document=document, based_on=draft.latest_revision_id)
    resolve_comment(actor=actor, comment=comment)
    record(actor=actor, act="apply suggestion", subject=f"draft:{draft.uuid}", remark=comment.pk)
    return draft


def _changed(draft: Writing, change: SuggestedChange) -> Document:
    """What the draft will say. AuthoringError when it is incomplete now, or says something else at that place."""
    try:
        document = document_of(draft.get_latest_revision_as_object())
    except InvalidDocument as error:
        raise AuthoringError(_("Complete the draft first: %(reasons)s") % {"reasons": error}) from error
    now = texts(document).get(change.path)
    if now is None:
        raise AuthoringError(_("This text is no longer in your draft: nothing was changed."))
    if now != change.before:
        raise AuthoringError(_("You have changed this text since. It says now: “%(text)s”") % {"text": now})
    try:
        return rewritten(document, change.path, change.after)
    except InvalidDocument as error:
        raise AuthoringError(_("This suggestion does not fit there: %(reasons)s") % {"reasons": error}) from error
