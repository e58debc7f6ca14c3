"""The database itself refuses to change or delete a fact, by raw SQL as by any program; erasing a person passes."""

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import AuditEvent
from challengebank.domain import freeze_release, recall_version
from challengebank.models import Release, Version, VersionContributor
from challengebank.triggers import POSTGRESQL, SQLITE, facts, install, remove
from tests.challengebank import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def facts_in_place():
    install()
    versions = factories.accepted(factories.item(1, disciplines=("svt",)), factories.item(2))
    freeze_release(actor=factories.operator(), bank=factories.bank())
    recall_version(actor=factories.operator(), version=versions[0], reason="leaked")


def refused(sql: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except DatabaseError as error:
        return "rows are facts" in str(error)
    return False


def test_every_fact_refuses_update_and_delete(facts_in_place):
    for model in facts():
        if not model.objects.exists():
            continue
        table, column = model._meta.db_table, model._meta.concrete_fields[-1].column
        assert refused(f'DELETE FROM "{table}"'), table
        assert refused(f'UPDATE "{table}" SET "{column}" = "{column}"'), table


@pytest.mark.parametrize(
    "change",
    [
        "challengebank_version SET title = 'x'",
        "challengebank_version SET title = 'x', created_by_id = NULL",
        "challengebank_version SET created_by_id = 12345",
        "challengebank_release SET digest = 'x'",
        "challengebank_release SET keys = NULL, created_by_id = NULL",
        "accounts_auditevent SET subject = 'x'",
        "accounts_auditevent SET subject = 'x', actor_id = NULL",
        "challengebank_decision SET outcome = 'refused'",
    ],
)
def test_no_other_change_passes(facts_in_place, change):
    assert refused(f"UPDATE {change}")


def test_a_trigger_that_is_older_than_a_column_is_replaced(facts_in_place):
    remove(Release)
    older = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    with connection.cursor() as cursor:
        cursor.execute(older.format(table=Release._meta.db_table, verb="UPDATE", condition="FALSE"))
    assert not refused("UPDATE challengebank_release SET notes = notes")
    install()
    assert refused("UPDATE challengebank_release SET notes = notes")


def test_a_person_can_be_erased(facts_in_place):
    factories.teacher().delete()
    factories.operator().delete()
    assert Version.objects.filter(created_by=None).count() == 2
    assert VersionContributor.objects.filter(user=None).count() == 2
    assert Release.objects.get().created_by_id is None
    assert AuditEvent.objects.exclude(actor=None).count() == 0
