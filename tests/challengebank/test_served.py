"""What the API looks up at every request: few queries, no write, and the short memory."""

import pytest
from django.db import connection
from django.db.models import CharField
from django.test.utils import CaptureQueriesContext

from challengebank.api.memory import remembered
from challengebank.domain import freeze_release, register_engine
from challengebank.domain.engines import engine_of
from challengebank.models import Bank, EngineKey
from challengebank.queries.compiled import Compiled, Given
from challengebank.queries.served import readable_bank
from tests.challengebank import factories

pytestmark = pytest.mark.django_db


def test_a_compiled_query_answers_for_each_value_what_the_query_set_answers():
    for slug in ("a", "b"):
        factories.bank(slug)
    columns = ("pk", "created_at", "rules")
    asked = Compiled(lambda: Bank.objects.filter(slug=Given("slug", CharField())).values_list(*columns))
    for slug in ("a", "b", "c"):
        assert [tuple(row) for row in asked.rows(slug=slug)] == list(
            Bank.objects.filter(slug=slug).values_list(*columns)
        )


def test_who_calls_and_what_he_reads_are_what_the_database_holds():
    bank = factories.bank("college")
    engine, key = register_engine(actor=factories.operator(), name="engine", banks=[bank], channel="staging")
    for found, kept in ((readable_bank(None, "college"), bank), (engine_of(key, None), engine)):
        assert {f.attname: getattr(found, f.attname) for f in kept._meta.concrete_fields} == {
            f.attname: getattr(kept, f.attname) for f in kept._meta.concrete_fields
        }


def test_a_version_costs_one_query_and_one_more_for_the_key(client):
    factories.accepted(factories.item(1))
    bank, actor = factories.bank(), factories.operator()
    version = freeze_release(actor=actor, bank=bank).items.get().version
    _engine, key = register_engine(actor=actor, name="engine", banks=[bank])
    address = f"/api/v1/versions/{version.identity_id}/1"
    for headers, queries in (({}, 1), ({"Authorization": f"Bearer {key}"}, 2)):
        client.get(address, headers=headers)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address, headers=headers).status_code == 200
        assert len(asked) == queries, asked.captured_queries


def test_the_use_of_a_key_is_noted_once_a_minute(client):
    _engine, key = register_engine(actor=factories.operator(), name="engine", banks=[])
    headers = {"Authorization": f"Bearer {key}"}
    client.get("/api/v1/banks", headers=headers, REMOTE_ADDR="192.0.2.1")
    first = EngineKey.objects.get()
    client.get("/api/v1/banks", headers=headers, REMOTE_ADDR="192.0.2.2")
    again = EngineKey.objects.get()
    assert (first.used_from, again.used_from, again.used_at) == ("192.0.2.1", "192.0.2.1", first.used_at)


def test_what_is_remembered_is_looked_up_once_and_an_error_is_not_kept(settings):
    looked = []

    @remembered
    def look_up(name):
        looked.append(name)
        return {"a": 1}[name]

    settings.VIVIER_API_MEMORY = 60
    assert [look_up("a"), look_up("a")] == [1, 1]
    for _again in range(2):
        with pytest.raises(KeyError):
            look_up("b")
    assert looked == ["a", "b", "b"]
    settings.VIVIER_API_MEMORY = 0
    look_up("a")
    assert looked == ["a", "b", "b", "a"]
