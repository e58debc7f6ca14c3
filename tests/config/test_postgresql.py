"""Connections to PostgreSQL that live, and those that the server has ended."""

import time

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.utils import CaptureQueriesContext

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL only"),
]


def ask(sql: str, *values: object, on: BaseDatabaseWrapper = connection) -> object:
    with on.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


def ask_elsewhere(sql: str, *values: object) -> None:
    other = connection.copy()
    try:
        ask(sql, *values, on=other)
    finally:
        other.close()


def test_a_connection_that_lives_is_used_again_without_a_question():
    ask("SELECT 1")
    with CaptureQueriesContext(connection) as asked:
        assert connection.is_usable()
    assert len(asked) == 0


def test_a_connection_that_the_server_ended_is_known_to_be_dead():
    ask_elsewhere("SELECT pg_terminate_backend(%s)", ask("SELECT pg_backend_pid()"))
    end = time.monotonic() + 10
    while connection.is_usable() and time.monotonic() < end:
        time.sleep(0.01)
    assert not connection.is_usable()
    connection.close()


def test_what_the_server_says_by_itself_does_not_end_a_connection():
    with connection.cursor() as cursor:
        cursor.execute("LISTEN vivier")
    ask_elsewhere("SELECT pg_notify('vivier', 'hello')::text")
    assert connection.is_usable()
    assert ask("SELECT 1") == 1
