"""What a reviewer suggests goes into the draft by one click of its author, when the draft still says what was read."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from authoring.documents import document_of
from authoring.domain import apply_suggestion, retire_drafts
from authoring.errors import AuthoringError, Locked, NotYours
from authoring.models import Challenge
from authoring.templatetags.authoring_tags import edit_url
from review.anchors import texts
from review.domain import add_comment
from review.errors import ReviewError
from review.models import Comment
from tests.authoring import factories
from tests.authoring.people import chief, reviewer, teacher
from tests.authoring.test_families import change
from tests.review.factories import read, verdict

pytestmark = pytest.mark.usefixtures("frameworks")
QUOTE = {"anchor": "statement", "quote": "this", "suggestion": "that"}


def remark(draft: Challenge, *outcomes: str, **values) -> Comment:
    """A suggestion of a reviewer, once these verdicts are in."""
    review = factories.submitted(draft)
    rose = reviewer("rose0")
    read(review, rose)
    comment = add_comment(writer=rose, review=review, **{"body": "Which one?", **QUOTE, **values})
    for number, outcome in enumerate(outcomes):
        verdict(review, reviewer(f"rose{number}"), outcome)
    return Comment.objects.get(pk=comment.pk)


def said(draft: Challenge) -> str:
    return document_of(Challenge.objects.get(pk=draft.pk).get_latest_revision_as_object()).statement


def test_a_suggestion_becomes_a_revision_and_its_thread_is_resolved():
    draft = factories.challenge(statement="Is this right?")
    comment = remark(draft, "refuse", "accept")
    revisions = draft.revisions.count()
    changed = apply_suggestion(actor=draft.author, comment=comment)
    assert (said(draft), draft.revisions.count() - revisions) == ("Is that right?", 1)
    assert changed.latest_revision.user == draft.author
    comment.refresh_from_db()
    assert (bool(comment.resolved_at), comment.answers.count()) == (True, 1)
    event = AuditEvent.objects.filter(act="apply suggestion").get()
    assert (event.subject, event.data) == (f"draft:{draft.uuid}", {"remark": comment.pk})
    with pytest.raises(AuthoringError):
        apply_suggestion(actor=draft.author, comment=comment)
    assert comment.answers.count() == 1


def test_it_may_be_in_an_accepted_challenge_and_about_any_of_its_texts():
    draft = factories.challenge()
    path = "content.options.0.text"
    comment = remark(draft, "accept", "accept", anchor=path, quote="", suggestion="Another.")
    apply_suggestion(actor=draft.author, comment=comment)
    document = document_of(Challenge.objects.get(pk=draft.pk).get_latest_revision_as_object())
    assert texts(document)[path] == "Another."


def test_a_text_changed_since_is_left_alone_and_said():
    draft = factories.challenge(statement="Is this right?")
    comment = remark(draft, "refuse", "accept")
    change(Challenge.objects.get(pk=draft.pk), statement="Is this one better?")
    with pytest.raises(AuthoringError, match="Is this one better?"):
        apply_suggestion(actor=draft.author, comment=comment)
    comment.refresh_from_db()
    assert (said(draft), comment.resolved_at, comment.answers.count()) == ("Is this one better?", None, 0)


@pytest.mark.parametrize("stranger", [lambda: teacher("zoe"), chief, lambda: reviewer("rose0")])
def test_only_its_authors_apply_it(stranger):
    comment = remark(factories.challenge(statement="Is this right?"), "refuse", "accept")
    with pytest.raises(NotYours):
        apply_suggestion(actor=stranger(), comment=comment)


def test_a_closed_draft_is_not_changed():
    draft = factories.challenge(statement="Is this right?")
    comment = remark(draft, "accept", "accept")
    retire_drafts(actor=draft.author, drafts=[Challenge.objects.get(pk=draft.pk)])
    with pytest.raises(Locked):
        apply_suggestion(actor=draft.author, comment=comment)


def test_a_remark_without_suggestion_changes_nothing():
    draft = factories.challenge(statement="Is this right?")
    comment = remark(draft, "refuse", "accept", suggestion="")
    with pytest.raises(ReviewError):
        apply_suggestion(actor=draft.author, comment=comment)


def test_the_author_clicks_once_on_the_page_of_the_review(client):
    draft = factories.challenge(statement="Is this right?")
    comment = remark(draft, "refuse", "accept")
    page, address = (
        reverse("reviews:review", args=[comment.review_id]),
        reverse("authoring:apply_suggestion", args=[comment.pk]),
    )
    client.force_login(draft.author)
    assert address in client.get(page).content.decode()
    answer = client.post(address, follow=True)
    assert (said(draft), answer.redirect_chain[-1][0]) == ("Is that right?", page)
    assert address not in answer.content.decode()
    again = client.post(address, follow=True)
    assert len(list(again.context["messages"])) == 1


def test_nobody_else_has_the_button_nor_learns_of_the_remark(client):
    comment = remark(factories.challenge(statement="Is this right?"), "refuse", "accept")
    address = reverse("authoring:apply_suggestion", args=[comment.pk])
    client.force_login(reviewer("rose0"))
    assert address not in client.get(reverse("reviews:review", args=[comment.review_id])).content.decode()
    client.force_login(teacher("zoe"))
    assert client.post(address).status_code == 404
    assert client.get(address).status_code == 405


def test_the_page_of_a_review_leads_its_author_and_nobody_else_to_the_draft(client):
    draft = factories.challenge()
    review = factories.submitted(draft)
    page, edit = reverse("reviews:review", args=[review.pk]), edit_url(draft)

    def leads(person) -> bool:
        client.force_login(person)
        return f'href="{edit}"' in client.get(page).content.decode()

    assert not leads(draft.author)
    verdict(review, reviewer("rose0"), "refuse")
    verdict(review, reviewer("rose1"))
    assert [leads(person) for person in (draft.author, reviewer("rose0"), chief())] == [True, False, False]
