"""A verdict is sealed, bound to the bytes, given once by an independent reviewer; the quorum decides."""

import pytest
from django.utils import timezone

from accounts.domain import verify_audit
from accounts.models import AuditEvent, User
from challengebank.errors import ImmutableError, NotAllowed
from challengebank.models import Decision, Version
from review.domain import (
    answer_as_pupil,
    claim_review,
    decline_review,
    open_reviews,
    record_verdict,
    set_policy,
    withdraw_review,
)
from review.enums import State
from review.errors import NotIndependent, ReviewError
from review.models import Review, Verdict
from review.queries import reasons_for
from tests.challengebank.factories import item, tutorial
from tests.review import factories

pytestmark = pytest.mark.django_db


def test_two_acceptances_make_a_training_version_eligible():
    [review] = factories.opened()
    factories.judged(review, "accept", "accept")
    assert (review.state, review.version.decision.outcome) == (State.CLOSED, "accepted")
    assert list(Version.objects.eligible()) == [review.version]


@pytest.mark.parametrize("outcomes", [("accept", "refuse"), ("refuse", "accept"), ("refuse", "refuse")])
def test_one_refusal_sends_it_back_whatever_the_order(outcomes):
    [review] = factories.opened()
    factories.judged(review, *outcomes)
    assert review.version.decision.outcome == "refused"
    reasons = reasons_for(review, factories.author())
    assert sorted(opened.verdict.outcome for opened in reasons) == sorted(outcomes)


def test_one_verdict_decides_nothing_and_nobody_else_reads_it():
    [review] = factories.opened()
    one, two = factories.reviewers(2)
    factories.verdict(review, one, "refuse")
    assert Decision.objects.count() == 0
    for viewer in (two, factories.author(), factories.chief(), User.objects.create_superuser("root@ecole.example")):
        assert reasons_for(review, viewer) == []
    assert [opened.own for opened in reasons_for(review, one)] == [True]


def test_the_audit_holds_the_seal_but_not_the_opinion():
    [review] = factories.opened()
    verdict = factories.verdict(review, factories.reviewers(1)[0], "refuse")
    event = AuditEvent.objects.get(act="verdict")
    assert event.data == {"digest": review.version.digest, "seal": verdict.seal()}
    assert Verdict.objects.get().seal() == verdict.seal()


def test_a_verdict_is_never_changed():
    [review] = factories.opened()
    verdict = factories.verdict(review, factories.reviewers(1)[0])
    verdict.outcome = "refuse"
    with pytest.raises(ImmutableError):
        verdict.save()
    with pytest.raises(ImmutableError):
        Verdict.objects.update(outcome="refuse")


def test_a_second_verdict_of_the_same_person_is_refused():
    [review] = factories.opened()
    [one] = factories.reviewers(1)
    factories.verdict(review, one)
    with pytest.raises(NotIndependent):
        factories.verdict(review, one)
    assert Verdict.objects.count() == 1


def test_a_third_verdict_comes_too_late():
    [review] = factories.opened()
    factories.judged(review, "accept", "accept")
    with pytest.raises(ReviewError):
        factories.verdict(review, factories.person("late"))


def test_no_more_people_than_places_are_asked_so_that_order_never_decides():
    [review] = factories.opened()
    one, two, three = factories.reviewers(3)
    claim_review(reviewer=one, review=review)
    claim_review(reviewer=two, review=review)
    with pytest.raises(ReviewError):
        factories.verdict(review, three)
    decline_review(reviewer=two, review=review, reason="No time.")
    factories.verdict(review, three, "refuse")
    factories.verdict(review, one)
    assert Decision.objects.get().outcome == "refused"


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": "maybe"},
        {"criteria": {}},
        {"criteria": {"unknown": {"grade": 3}}},
        {"outcome": "refuse", "comment": " "},
    ],
)
def test_a_wrong_verdict_is_refused_and_leaves_nothing(wrong):
    [review] = factories.opened()
    values = {"outcome": "accept", "criteria": factories.grades(review), "pupil_answer": "a", **wrong}
    with pytest.raises(ReviewError):
        record_verdict(reviewer=factories.reviewers(1)[0], review=review, **values)
    assert (Verdict.objects.count(), review.assignments.count()) == (0, 0)


def test_a_challenge_is_answered_before_it_is_judged_be_it_by_nothing():
    [review] = factories.opened()
    one, two = factories.reviewers(2)
    values = {"review": review, "outcome": "accept", "criteria": factories.grades(review)}
    claim_review(reviewer=one, review=review)
    with pytest.raises(ReviewError):
        record_verdict(reviewer=one, **values)
    answer_as_pupil(reviewer=one, review=review, answer=None)
    assert record_verdict(reviewer=one, **values).pupil_correct is None
    assert record_verdict(reviewer=two, pupil_answer="a", **values).pupil_correct is True


def test_nobody_answers_a_tutorial():
    [review] = factories.opened(tutorial(1))
    verdict = record_verdict(
        reviewer=factories.person("rose"), review=review, outcome="accept", criteria=factories.grades(review)
    )
    assert verdict.pupil_answer is None


@pytest.mark.parametrize("grade", [0, 4, "3", None, 2.5])
def test_a_grade_is_one_two_or_three(grade):
    [review] = factories.opened()
    criteria = {**factories.grades(review), "fair": {"grade": grade, "comment": ""}}
    with pytest.raises(ReviewError):
        factories.verdict(review, factories.reviewers(1)[0], criteria=criteria)


def test_a_critical_criterion_to_redo_forbids_acceptance():
    [review] = factories.opened()
    with pytest.raises(ReviewError):
        factories.verdict(review, factories.reviewers(1)[0], criteria=factories.grades(review, key_correct=1))


def test_certification_takes_three_and_a_critical_refusal_is_discussed_then_arbitrated():
    [review] = factories.opened(item(1, purpose="certification"))
    people = factories.reviewers(3)
    critical = factories.grades(review, key_correct=1)
    for _round in range(2):
        factories.verdict(review, people[0])
        factories.verdict(review, people[1])
        factories.verdict(review, people[2], "refuse", criteria=critical)
        review.refresh_from_db()
        assert review.state == State.DISCUSSION
    with pytest.raises(NotIndependent):
        factories.verdict(review, people[0])
    factories.verdict(review, factories.chief())
    review.refresh_from_db()
    assert (review.round, review.state, review.version.decision.outcome) == (3, State.CLOSED, "accepted")
    assert len(review.version.decision.evidence) == 7


def test_a_first_round_opens_to_its_reviewers_during_the_discussion_but_not_to_the_author():
    [review] = factories.opened()
    one, two = factories.reviewers(2)
    factories.verdict(review, one, "discuss")
    factories.verdict(review, two)
    review.refresh_from_db()
    assert len(reasons_for(review, one)) == 2
    assert len(reasons_for(review, factories.chief())) == 2
    assert reasons_for(review, factories.author()) == []
    factories.verdict(review, one)
    assert {opened.verdict.round for opened in reasons_for(review, two)} == {1}
    factories.verdict(review, two)
    review.refresh_from_db()
    assert review.version.decision.outcome == "accepted"
    assert len(reasons_for(review, factories.author())) == 4


def test_evidence_is_under_pseudonyms_and_bound_to_the_digest():
    [review] = factories.opened()
    factories.judged(review, "accept", "accept")
    decision = review.version.decision
    assert decision.policy["quorum"] == 2
    assert {line["digest"] for line in decision.evidence} == {review.version.digest}
    assert len({line["reviewer"] for line in decision.evidence}) == 2
    assert sorted(line["seal"] for line in decision.evidence) == sorted(v.seal() for v in review.verdicts.all())
    assert "Dupont" not in str(decision.evidence)
    assert verify_audit() is None


def test_the_answer_as_a_pupil_is_kept_and_scored():
    [review] = factories.opened()
    verdict = factories.verdict(review, factories.reviewers(1)[0], pupil_answer="b", seconds=12)
    assert (verdict.pupil_answer, verdict.pupil_correct, verdict.seconds) == ("b", False, 12)


def test_a_tutorial_is_judged_on_what_applies_to_it():
    [review] = factories.opened(tutorial())
    assert "key_correct" not in review.criteria
    assert factories.judged(review, "accept", "accept").version.decision.outcome == "accepted"


def test_the_policy_of_the_day_holds_until_the_end():
    [review] = factories.opened()
    set_policy(actor=factories.chief(), purpose="training", quorum=1)
    [other] = factories.opened(item(2))
    factories.judged(review, "accept")
    factories.judged(other, "accept")
    assert (review.state, other.state) == (State.OPEN, State.CLOSED)


def test_only_a_chief_reviewer_sets_a_policy_and_never_in_the_past():
    with pytest.raises(NotAllowed):
        set_policy(actor=factories.reviewers(1)[0], purpose="training", quorum=1)
    for wrong in (
        {"valid_from": timezone.now().replace(year=2020)},
        {"quorum": 0},
        {"rule": "lottery"},
        {"criteria": ["fair"], "critical": ["aligned"]},
        {"reviewers": ["pupils"]},
    ):
        with pytest.raises(ReviewError):
            set_policy(actor=factories.chief(), purpose="training", **wrong)


def test_a_review_is_opened_once_by_who_submits_and_not_twice_at_a_time():
    author = factories.author()
    [version] = factories.frozen(item(1))
    with pytest.raises(NotAllowed):
        open_reviews(actor=factories.person("other"), versions=[version])
    [review] = open_reviews(actor=author, versions=[version])
    with pytest.raises(ReviewError):
        open_reviews(actor=author, versions=[version])
    [second] = factories.frozen(item(1, title="Other"))
    with pytest.raises(ReviewError):
        open_reviews(actor=author, versions=[second])
    withdraw_review(actor=author, review=review, reason="A mistake.")
    assert open_reviews(actor=author, versions=[second])[0].state == State.OPEN


def test_a_withdrawn_review_takes_no_verdict_and_opens_none():
    [review] = factories.opened()
    one, two = factories.reviewers(2)
    factories.verdict(review, one, "refuse")
    with pytest.raises(NotAllowed):
        withdraw_review(actor=two, review=review, reason="I do not like it.")
    with pytest.raises(ReviewError):
        withdraw_review(actor=factories.author(), review=review, reason=" ")
    withdraw_review(actor=factories.author(), review=review, reason="Too early.")
    review.refresh_from_db()
    with pytest.raises(ReviewError):
        factories.verdict(review, two)
    assert reasons_for(review, factories.author()) == []
    assert reasons_for(review, factories.chief()) == []
    assert Decision.objects.count() == 0


def test_many_reviews_open_in_a_constant_number_of_queries(django_assert_max_num_queries):
    factories.opened(item(100))
    author = factories.author()
    versions = factories.frozen(*(item(number) for number in range(1, 31)), by=author)
    with django_assert_max_num_queries(15):
        reviews = open_reviews(actor=author, versions=versions)
    assert [review.version for review in reviews] == versions
    assert Review.objects.count() == 31


def test_one_is_a_pupil_once_a_discussion_keeps_the_answer():
    [review] = factories.opened()
    one, two = factories.reviewers(2)
    claim_review(reviewer=one, review=review)
    answer_as_pupil(reviewer=one, review=review, answer="a")
    factories.verdict(review, one, "discuss")
    factories.verdict(review, two)
    seat = review.assignments.get(reviewer=one, round=2)
    assert (seat.answer, seat.answered_at is None) == ("a", False)
    review.refresh_from_db()
    assert record_verdict(reviewer=one, review=review, outcome="accept", criteria=factories.grades(review)).round == 2
