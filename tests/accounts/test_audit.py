"""The audit chain finds any row changed, removed or inserted."""

import pytest

from accounts.domain import create_person, record, verify_audit
from accounts.domain.audit import head
from accounts.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain():
    anna = create_person(email="anna@ecole.example", first_name="Anna", last_name="Roux", roles=())
    for number in range(5):
        record(actor=anna, act="try", subject=f"thing:{number}", value=number)
    return anna


def test_an_untouched_chain_holds(chain):
    assert verify_audit() is None
    assert head() == (5, AuditEvent.objects.get(pk=5).hash)


def test_a_changed_row_is_found(chain):
    AuditEvent.objects.filter(pk=3).update(subject="thing:other")
    assert verify_audit().sequence == 3


def test_a_removed_row_is_found(chain):
    AuditEvent.objects.filter(pk=2).delete()
    assert verify_audit().sequence == 2


def test_an_inserted_row_is_found(chain):
    event = AuditEvent.objects.get(pk=5)
    event.pk = 6
    event.hash = "f" * 64
    event.save(force_insert=True)
    assert verify_audit().sequence == 6


def test_a_person_can_be_erased_without_breaking_the_chain(chain):
    chain.delete()
    assert verify_audit() is None
    assert AuditEvent.objects.get(pk=1).actor_id is None
