"""Places are proposed to the right people, declined, handed over, reminded, taken back; a plan says why nobody fits."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.users.models import UserProfile

from accounts.models import AuditEvent
from accounts.roles import REVIEWER, TEACHER
from challengebank.errors import NotAllowed
from review.domain import assign_reviews, chase_reviews, claim_review, decline_review, hand_over, see_key, send_digests
from review.enums import News, Reason, Seat
from review.errors import NotIndependent, ReviewError
from review.matching import match
from review.models import Notice
from review.queries import plan
from tests.challengebank.factories import item
from tests.review import factories


def states(review) -> list[str]:
    return list(review.assignments.order_by("pk").values_list("state", flat=True))


@pytest.mark.django_db
def test_only_a_chief_proposes_and_only_to_the_independent():
    [review] = factories.opened()
    rose = factories.person("rose")
    with pytest.raises(NotAllowed):
        assign_reviews(actor=rose, places=[(review, rose)])
    with pytest.raises(NotIndependent):
        assign_reviews(actor=factories.chief(), places=[(review, rose), (review, factories.author())])
    assert states(review) == []
    assign_reviews(actor=factories.chief(), places=[(review, rose)])
    assert states(review) == [Seat.PROPOSED]
    assert AuditEvent.objects.filter(act="assign", subject=review.subject).count() == 1


@pytest.mark.django_db
def test_a_place_given_back_is_free_and_not_proposed_again_to_the_same_person():
    [review] = factories.opened()
    rose, zoe = factories.person("rose"), factories.person("zoe")
    claim_review(reviewer=rose, review=review)
    with pytest.raises(ReviewError):
        decline_review(reviewer=rose, review=review, reason=" ")
    hand_over(reviewer=rose, review=review, to=zoe, reason="On leave.")
    with pytest.raises(NotIndependent):
        claim_review(reviewer=rose, review=review)
    decline_review(reviewer=zoe, review=review, reason="Too many.")
    assert states(review) == [Seat.HANDED_OVER, Seat.DECLINED]


@pytest.mark.django_db
def test_a_plan_takes_the_competent_spreads_the_load_and_respects_conflicts():
    factories.person("ada", competences=("1.1",))
    factories.person("bea", disciplines=("svt",))
    factories.person("cat")
    dan = factories.person("dan", REVIEWER, TEACHER)
    [review] = factories.opened(item(1, competence="1.1", disciplines=("svt",)), by=dan)
    [proposal] = plan()
    assert [str(person) for person in proposal.people] == ["Ada Dupont", "Bea Dupont"]
    factories.opened(*(item(number, competence="5.1") for number in range(2, 6)))
    given_to = [person for proposal in plan() for person in proposal.people]
    assert max(given_to.count(person) for person in given_to) - min(given_to.count(p) for p in given_to) <= 1


@pytest.mark.django_db
def test_a_plan_says_why_nobody_fits():
    dan = factories.person("dan", REVIEWER, TEACHER)
    factories.person("eve")
    factories.opened(item(1), by=dan)
    [proposal] = plan()
    assert ([str(person) for person in proposal.people], proposal.missing) == (["Eve Dupont"], 1)
    assert (proposal.why, proposal.busy) == (((Reason.AUTHOR, 1),), 0)
    [overloaded] = plan(most=0)
    assert (overloaded.missing, overloaded.busy) == (2, 1)


@pytest.mark.django_db
def test_a_chief_who_looked_at_the_key_no_longer_answers_as_a_pupil():
    [review] = factories.opened()
    see_key(actor=factories.chief(), review=review)
    with pytest.raises(NotIndependent):
        claim_review(reviewer=factories.chief(), review=review)
    [proposal] = plan()
    assert (proposal.people, proposal.why) == ((), ((Reason.KNOWS, 1),))


@pytest.mark.django_db
def test_a_plan_costs_the_same_for_one_review_and_three(django_assert_num_queries):
    factories.reviewers(3)
    factories.opened(item(1))
    with CaptureQueriesContext(connection) as one:
        plan()
    factories.opened(item(2), item(3))
    with django_assert_num_queries(len(one)):
        plan()


PAIRS = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(0, 3), max_size=15)


@given(PAIRS, st.lists(st.integers(1, 3), min_size=5, max_size=5), st.integers(0, 3))
def test_a_match_keeps_every_limit_and_leaves_no_place_that_somebody_free_could_take(merits, numbers, most):
    places = dict(enumerate(numbers))
    found = match(places=places, merits=merits, loads={}, most=most)
    loads = [person for people in found.values() for person in people]
    assert all(len(people) <= places[task] and len(set(people)) == len(people) for task, people in found.items())
    assert all((task, person) in merits for task, people in found.items() for person in people)
    assert all(loads.count(person) <= most for person in loads)
    for task, person in merits:
        free = len(found.get(task, ())) < places[task] and person not in found.get(task, ())
        assert not (free and loads.count(person) < most)


@pytest.mark.django_db
def test_reminded_once_then_taken_back_then_escalated():
    chief = factories.chief()
    [review] = factories.opened()
    rose = factories.person("rose")
    claim_review(reviewer=rose, review=review)
    soon = review.due_at - timedelta(days=1)
    assert chase_reviews(now=soon)[News.REMINDER] == 1
    assert chase_reviews(now=soon)[News.REMINDER] == 0
    done = chase_reviews(now=review.due_at + timedelta(days=3))
    assert (done[News.EXPIRED], done[News.ESCALATED], states(review)) == (1, 1, [Seat.EXPIRED])
    assert list(Notice.objects.filter(person=chief).values_list("news", flat=True)) == [News.ESCALATED]
    assert [n.news for n in Notice.objects.filter(person=rose).order_by("pk")] == [News.REMINDER, News.EXPIRED]
    zoe = factories.person("zoe")
    assert claim_review(reviewer=zoe, review=review).due_at > timezone.now()


@pytest.mark.django_db
def test_a_digest_goes_once_in_the_language_of_the_person_and_says_nothing_secret():
    review, secret = factories.opened(item(1, title="Alpha"), item(2, title="Beta", purpose="certification"))
    rose, anne = factories.person("rose"), factories.person("anne")
    UserProfile.objects.create(user=anne, preferred_language="en")
    assign_reviews(actor=factories.chief(), places=[(review, rose), (secret, rose), (review, anne)])
    assert (send_digests(), send_digests()) == (2, 0)
    by_person = {message.to[0]: message for message in mail.outbox}
    french, english = by_person[rose.email], by_person[anne.email]
    assert "Une relecture vous est proposée" in french.body
    assert "A review is proposed to you" in english.body
    assert ("Alpha" in french.body, "Beta" in french.body) == (True, False)
    assert f"/admin/reviews/{review.pk}/" in english.body


@pytest.mark.django_db
def test_the_commands_say_what_they_did(capsys):
    call_command("remind_reviewers")
    call_command("send_review_digest")
    assert capsys.readouterr().out.splitlines() == [
        "0 reminded, 0 places taken back, 0 reviews told to the chief reviewers.",
        "0 e-mails sent.",
    ]


@pytest.mark.django_db
def test_people_are_told_of_discussions_and_ends():
    author = factories.author()
    [review] = factories.opened()
    one, two = factories.reviewers(2)
    factories.verdict(review, one, "discuss")
    factories.verdict(review, two)
    assert set(Notice.objects.filter(news=News.DISCUSSION).values_list("person", flat=True)) == {one.pk, two.pk}
    factories.verdict(review, one)
    factories.verdict(review, two)
    assert list(Notice.objects.filter(person=author).values_list("news", flat=True)) == [News.CLOSED]
