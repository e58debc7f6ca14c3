"""The version that counts follows from decisions and recalls, in whatever order they come."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from challengebank.domain import recall_item, recall_version
from challengebank.models import Standing, Version
from challengebank.standings import install
from tests.challengebank import factories

pytestmark = pytest.mark.django_db


def standing() -> dict[str, int]:
    """The number of the version that counts, by title of its first version."""
    return {str(row.identity_id): row.version.number for row in Standing.objects.select_related("version")}


def recall(version: Version) -> None:
    recall_version(actor=factories.operator(), version=version, reason="Wrong key.")


def story() -> dict[str, int]:
    """Five challenges, each with a fate of its own; the number of the version that should count of each."""
    numbers = range(1, 6)
    firsts = factories.accepted(*(factories.item(number) for number in numbers))
    seconds = factories.frozen(*(factories.item(number, hint="Think.") for number in numbers))
    factories.decide([seconds[0], *seconds[2:]], "accepted")
    factories.decide([seconds[1]], "refused")
    recall(seconds[2])
    recall(firsts[3])
    recall_item(actor=factories.operator(), identity=firsts[4].identity, reason="Leaked.")
    factories.accepted(factories.item(5, hint="Again."))
    return {factories.uuid(1): 2, factories.uuid(2): 1, factories.uuid(3): 1, factories.uuid(4): 2}


def test_the_newest_accepted_that_nothing_recalls_counts():
    assert story() == standing()


def test_the_triggers_and_the_whole_rebuilt_agree():
    story()
    before = list(Standing.objects.order_by("pk").values())
    install()
    assert list(Standing.objects.order_by("pk").values()) == before


def test_it_repeats_what_its_version_says():
    version = factories.accepted(factories.item(1, competence="5.2", level=3, disciplines=("svt",)))[0]
    row = Standing.objects.get(pk=version.pk)
    assert (row.kind, row.purpose, row.item_type, row.locale) == ("challenge", "training", "single_choice", "fr")
    assert (row.framework, row.competence, row.level, row.title) == ("crcn", "5.2", 3, version.title)


def elsewhere(act, *arguments):
    """What this returns, on a connection of its own."""
    try:
        return act(*arguments)
    finally:
        connection.close()


def somebody_waits() -> bool:
    """Whether a lock on standings is asked for in vain."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'challengebank_standing'::regclass")
        return cursor.fetchone() is not None


@pytest.mark.django_db(transaction=True)
def test_while_all_is_rebuilt_readers_find_what_stood_and_a_decision_waits():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has nobody beside the one who writes")
    factories.accepted(*map(factories.item, (1, 2)))
    before, later = standing(), factories.frozen(factories.item(1, hint="Think."))
    seen, decisions = [], []

    def watched(execute, sql, *rest):
        done = execute(sql, *rest)
        if sql == "DELETE FROM challengebank_standing":
            seen.append(beside.submit(elsewhere, standing).result())
            decisions.append(beside.submit(elsewhere, factories.decide, later, "accepted"))
            while not (decisions[0].done() or somebody_waits()):
                pass
        return done

    with ThreadPoolExecutor(1) as beside, connection.execute_wrapper(watched):
        install()
        decisions[0].result()
    assert seen == [before]
    assert standing() == {factories.uuid(1): 2, factories.uuid(2): 1}
