"""A person can be erased: what was decided stays, under a pseudonym, and every proof still holds."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.domain import erase_person, verify_audit
from accounts.domain.audit import actor_key
from accounts.models import AuditEvent, User
from accounts.roles import ADMINISTRATOR
from challengebank.models import Version
from challengebank.triggers import install
from review.models import Verdict
from review.queries import reasons_for
from tests.review import factories

pytestmark = pytest.mark.django_db


def administrator() -> User:
    return factories.person("ada", ADMINISTRATOR)


def test_erasing_a_reviewer_and_the_author_keeps_the_decision_the_seals_and_the_chain():
    install()
    [review] = factories.opened()
    factories.judged(review, "accept", "accept")
    evidence = review.version.decision.evidence
    one, author = factories.reviewers(1)[0], factories.author()
    pseudonym = actor_key(one)
    assert erase_person(actor=administrator(), person=one) == pseudonym
    erase_person(actor=administrator(), person=author)
    assert not User.objects.filter(email__in=(one.email, author.email)).exists()
    assert list(Version.objects.eligible()) == [review.version]
    assert sorted(v.seal() for v in Verdict.objects.all()) == sorted(line["seal"] for line in evidence)
    assert Verdict.objects.get(reviewer_key=pseudonym).reviewer is None
    assert verify_audit() is None
    assert AuditEvent.objects.get(act="erase person", subject=f"person:{pseudonym}").actor == administrator()
    assert "Reviewer0" not in str([opened.who for opened in reasons_for(review, factories.chief())])


def test_a_sealed_verdict_of_an_erased_person_still_counts():
    [review] = factories.opened()
    one, two = factories.reviewers(2)
    factories.verdict(review, one)
    erase_person(actor=administrator(), person=one)
    factories.verdict(review, two)
    review.refresh_from_db()
    assert review.version.decision.outcome == "accepted"


def test_only_an_administrator_erases_and_not_himself():
    person = factories.person("rose")
    for actor in (factories.chief(), User.objects.create_superuser("root@ecole.example"), person):
        with pytest.raises(PermissionDenied):
            erase_person(actor=actor, person=person)
    with pytest.raises(PermissionDenied):
        erase_person(actor=administrator(), person=administrator())
