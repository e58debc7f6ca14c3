"""Whatever people do, in whatever order: no acceptance without its quorum on that digest, and sealed means unseen."""

from contextlib import ExitStack, suppress

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from accounts.domain import verify_audit
from accounts.roles import REVIEWER, TEACHER
from challengebank.models import Decision, Version
from items.document import Feedback
from review.domain import claim_review, decline_review, open_reviews, withdraw_review
from review.enums import Opinion, State
from review.errors import ReviewError
from review.models import Review, Verdict
from review.queries import broken_decisions, reasons_for
from tests.challengebank.factories import item
from tests.review import factories

PEOPLE = st.integers(0, 5)
OUTCOMES = st.sampled_from([Opinion.ACCEPT, Opinion.ACCEPT, Opinion.REFUSE, Opinion.DISCUSS])
REFUSALS = (ReviewError, PermissionDenied)


class Reviewing(RuleBasedStateMachine):
    """One challenge, its author, two more people who write at times, and four reviewers."""

    def __init__(self):
        super().__init__()
        self.history = ExitStack()
        self.history.enter_context(transaction.atomic())  # each history begins on an empty desk
        self.author = factories.person("tom", TEACHER, REVIEWER)
        others = [factories.person(f"person{number}", TEACHER, REVIEWER) for number in range(4)]
        self.people = [self.author, *others, factories.chief()]
        self.edits = 0
        self.editors = {self.author}
        self.writers = {self.author}  # those who wrote what is under review

    @rule(who=st.integers(0, 2))
    def edit(self, who):
        """Somebody changes the draft, for its next submission."""
        self.edits += 1
        self.editors.add(self.people[who])

    @rule(purpose=st.sampled_from(["training", "certification"]))
    def submit(self, purpose):
        running = any(review.running for review in Review.objects.all())
        document = item(1, purpose=purpose, feedback=Feedback(incorrect=f"Edit {self.edits}"))
        try:
            with transaction.atomic():
                versions = factories.frozen(document, by=self.author, also=tuple(self.editors - {self.author}))
                open_reviews(actor=self.author, versions=versions)
        except ReviewError:
            assert running
        else:
            assert not running
            self.writers = set(self.editors)

    @precondition(lambda self: Review.objects.exists())
    @rule(who=PEOPLE, outcome=OUTCOMES, grade=st.sampled_from([3, 2, 1]))
    def judge(self, who, outcome, grade):
        review = Review.objects.latest("pk")
        try:
            factories.verdict(review, self.people[who], outcome, criteria=factories.grades(review, grade=grade))
        except REFUSALS:
            return
        assert self.people[who] not in self.writers

    @precondition(lambda self: Review.objects.exists())
    @rule(who=PEOPLE, act=st.sampled_from([claim_review, decline_review]))
    def take_or_leave(self, who, act):
        values = {"reason": "No time."} if act is decline_review else {}
        with suppress(*REFUSALS):
            act(reviewer=self.people[who], review=Review.objects.latest("pk"), **values)

    @precondition(lambda self: Review.objects.exists())
    @rule(who=PEOPLE)
    def withdraw(self, who):
        with suppress(*REFUSALS):
            withdraw_review(actor=self.people[who], review=Review.objects.latest("pk"), reason="Too early.")

    @invariant()
    def acceptance_has_its_quorum_of_distinct_independent_people_on_that_digest(self):
        for version in Version.objects.eligible():
            review = version.review
            last = Verdict.objects.filter(review=review, round=review.round)
            assert last.count() == review.places
            assert {verdict.digest for verdict in last} == {version.digest}
            assert len({verdict.reviewer for verdict in last}) == review.places
            authors = set(version.contributors.values_list("user", flat=True))
            assert not authors & {verdict.reviewer_id for verdict in review.verdicts.all()}
            accepting = last.filter(outcome=Opinion.ACCEPT).count()
            assert 2 * accepting > review.places

    @invariant()
    def a_review_is_decided_exactly_when_closed(self):
        assert Decision.objects.count() == Review.objects.filter(state=State.CLOSED).count()

    @invariant()
    def sealed_means_unseen(self):
        for review in Review.objects.exclude(state=State.CLOSED).order_by("-pk")[:1]:
            for person in self.people:
                seen = [opened.verdict for opened in reasons_for(review, person)]
                assert all(v.reviewer == person or v.round < review.round for v in seen)
                assert person not in self.writers or seen == []

    def teardown(self):
        assert verify_audit() is None
        assert list(broken_decisions()) == []
        transaction.set_rollback(True)
        self.history.close()


@pytest.mark.django_db
def test_whatever_people_do_in_whatever_order():
    bounds = settings(max_examples=6, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Reviewing, settings=bounds)
