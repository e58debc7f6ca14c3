"""Remarks are on a place that exists, sealed until the round opens, then answered, applied and resolved."""

import pytest
from django.urls import reverse

from challengebank.errors import NotAllowed
from review.domain import add_comment, answer_comment, claim_review, resolve_comment, suggested_change
from review.domain.comments import SuggestedChange
from review.enums import News
from review.errors import ReviewError
from review.models import Comment, Notice
from review.queries import comments_for, threads_for
from tests.review import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    [review] = factories.opened()
    for person in factories.reviewers(2):
        claim_review(reviewer=person, review=review)
    return review


def remark(review, **values) -> Comment:
    values = {"anchor": "statement", "quote": "1 + 1", "suggestion": "2 + 2", "body": "Too easy.", **values}
    return add_comment(writer=factories.reviewers(1)[0], review=review, **values)


def test_a_remark_is_sealed_until_the_round_opens_to_reviewers_and_then_to_the_author(review):
    one, two = factories.reviewers(2)
    comment = remark(review)
    viewers = (two, factories.author(), factories.chief())
    assert [comments_for(review, viewer) for viewer in viewers] == [[], [], []]
    assert comments_for(review, one) == [comment]
    factories.judged(review, "accept", "refuse")
    assert [comments_for(review, viewer) for viewer in viewers] == [[comment]] * 3
    assert comments_for(review, factories.author())[0].who.startswith("Relecteur")


def test_a_note_is_for_the_chiefs_alone(review):
    one, two = factories.reviewers(2)
    factories.verdict(review, one, note="I know this image from a book.")
    factories.verdict(review, two)
    review.refresh_from_db()
    assert [c.body for c in comments_for(review, factories.chief())] == ["I know this image from a book."]
    assert (comments_for(review, two), comments_for(review, factories.author())) == ([], [])


@pytest.mark.parametrize(
    "wrong",
    [
        {"anchor": "nowhere"},
        {"quote": "not there"},
        {"anchor": "", "quote": "1 + 1"},
        {"body": " "},
        {"body": "a" * 5001},
    ],
)
def test_a_remark_is_about_something_that_is_there(review, wrong):
    with pytest.raises(ReviewError):
        remark(review, **wrong)


def test_only_its_reviewers_comment(review):
    for stranger in (factories.author(), factories.chief(), factories.person("zoe")):
        with pytest.raises(NotAllowed):
            add_comment(writer=stranger, review=review, body="Hm.")


def test_a_suggestion_says_what_to_put_where(review):
    change = suggested_change(remark(review))
    assert change == SuggestedChange("statement", "What is 1 + 1?", "What is 2 + 2?")
    with pytest.raises(ReviewError):
        suggested_change(remark(review, suggestion=""))


def test_a_thread_is_answered_and_resolved_by_those_it_concerns(review):
    one, two = factories.reviewers(2)
    comment = remark(review)
    with pytest.raises(NotAllowed):
        answer_comment(writer=factories.author(), comment=comment, body="Why?")
    factories.judged(review, "accept", "refuse")
    answer_comment(writer=factories.author(), comment=comment, body="Right, thank you.")
    assert list(Notice.objects.filter(news=News.ANSWERED).values_list("person", flat=True)) == [one.pk]
    with pytest.raises(NotAllowed):
        resolve_comment(actor=two, comment=comment)
    resolve_comment(actor=factories.author(), comment=comment)
    [thread] = threads_for(review, one)
    assert ([answer.body for answer in thread.thread], bool(thread.resolved_at)) == (["Right, thank you."], True)


def test_remarks_by_the_screens(review, client):
    one, _two = factories.reviewers(2)
    client.force_login(one)
    client.post(reverse("reviews:remark", args=[review.pk]), {"anchor": "statement", "quote": "1 + 1", "body": "Hm."})
    comment = Comment.objects.get()
    assert (comment.writer, comment.quote) == (one, "1 + 1")
    factories.judged(review, "accept", "refuse")
    client.force_login(factories.author())
    client.post(reverse("reviews:answer_remark", args=[review.pk, comment.pk]), {"body": "Yes."})
    client.post(reverse("reviews:resolve_remark", args=[review.pk, comment.pk]))
    shown = client.get(reverse("reviews:review", args=[review.pk])).content.decode()
    assert "Yes." in shown
    client.force_login(factories.person("zoe"))
    assert client.post(reverse("reviews:answer_remark", args=[review.pk, comment.pk])).status_code == 403
