"""The version that counts follows from decisions and recalls, in whatever order they come."""

import pytest

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
