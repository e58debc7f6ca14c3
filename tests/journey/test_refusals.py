"""What nobody may do, by the verb and by the request: approve one's own, edit what was submitted, publish by hand."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import User
from accounts.roles import REVIEWER, TEACHER
from authoring.domain import update_draft
from authoring.models import Challenge
from challengebank.models import Decision
from review.domain import claim_review, record_verdict
from review.errors import NotIndependent
from review.models import Assignment, Verdict
from tests.authoring import documents, factories
from tests.authoring.forms import at, form
from tests.authoring.people import person, teacher
from tests.review.factories import grades

pytestmark = pytest.mark.usefixtures("frameworks")


@pytest.fixture
def author() -> User:
    """Somebody who writes and judges."""
    return person("anne", TEACHER, REVIEWER)


def test_an_author_who_judges_too_does_not_accept_their_own(client, author):
    review = factories.submitted(factories.challenge(by=author))
    with pytest.raises(NotIndependent):
        claim_review(reviewer=author, review=review)
    with pytest.raises(NotIndependent):
        record_verdict(reviewer=author, review=review, outcome="accept", criteria=grades(review))
    client.force_login(author)
    verdict = {"outcome": "accept", **{f"grade_{slug}": "3" for slug in review.criteria}}
    client.post(reverse("reviews:claim", args=[review.pk]))
    client.post(reverse("reviews:answer", args=[review.pk]), {"skip": "1"})
    client.post(reverse("reviews:verdict", args=[review.pk]), verdict)
    assert (Assignment.objects.count(), Verdict.objects.count(), Decision.objects.count()) == (0, 0, 0)


def test_a_third_person_does_not_edit_what_was_submitted(client, author):
    draft, stranger = factories.challenge(by=author), teacher("zoe")
    client.force_login(author)
    forged = form(client, draft, title="Forged")
    factories.submitted(draft)
    with pytest.raises(PermissionDenied):
        update_draft(
            actor=stranger, draft=draft, document=documents.item(1, title="Forged"), based_on=draft.latest_revision_id
        )
    client.force_login(stranger)
    assert client.post(at("edit", draft.pk), forged).status_code == 403
    assert Challenge.objects.get().title == "Challenge 1"


def test_nobody_publishes_by_hand_not_even_a_superuser(client, author):
    draft, root = factories.challenge(by=author), User.objects.create_superuser("root@ecole.example")
    client.force_login(author)
    forged = form(client, draft, **{"action-publish": "1"})
    for who in (author, root):
        with pytest.raises(PermissionDenied):
            draft.publish(draft.latest_revision, user=who)
        client.force_login(who)
        client.post(at("edit", draft.pk), forged)
        client.post(at("unpublish", draft.pk), {"action-publish": "1"})
        assert not Challenge.objects.get().live
