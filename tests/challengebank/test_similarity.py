"""The index of near-duplicates: indexed once, found again, silent about what the reader may not open."""

from uuid import UUID

import pytest

from challengebank.domain import index_fingerprints
from challengebank.models import Fingerprint, FingerprintBand
from challengebank.similarity import Similar, similar_to, similar_to_each
from items.similar import BANDS, fingerprints
from tests.challengebank.factories import frozen, item, uuid

pytestmark = pytest.mark.django_db

STEM = "Pour ton exposé, tu cherches un article de journal paru en 1914. Par quel site commences-tu ta recherche ?"


def challenge(number, stem=STEM, **values):
    return item(number, **values).model_copy(update={"statement": stem})


def everything(documents):
    return documents


def nothing(documents):
    return set()


def test_a_copy_is_found_with_what_it_shares():
    index_fingerprints(items=[challenge(1), challenge(2, "Quelle formule calcule la moyenne de dix notes ?")])
    [found] = similar_to(challenge(3), readable=everything)
    assert (found.document, found.shared, found.relative) == (UUID(uuid(1)), ("stem",), False)


def test_a_challenge_is_not_its_own_duplicate():
    index_fingerprints(items=[challenge(1)])
    assert similar_to(challenge(1), readable=everything) == []


def test_members_of_a_family_are_told_apart():
    index_fingerprints(items=[challenge(1), challenge(2, family=uuid(1))])
    found = similar_to(challenge(3, family=uuid(1)), readable=everything)
    assert {near.document: near.relative for near in found} == {UUID(uuid(1)): True, UUID(uuid(2)): True}


def test_nothing_is_said_of_what_the_reader_may_not_open():
    index_fingerprints(items=[challenge(1)])
    assert similar_to(challenge(2), readable=nothing) == [Similar(None, 0.9, (), relative=False)]


def test_the_latest_text_replaces_the_former_one():
    index_fingerprints(items=[challenge(1)])
    assert index_fingerprints(items=[challenge(1, "Quelle formule calcule la moyenne de dix notes ?")]) == 1
    assert similar_to(challenge(2), readable=everything) == []
    assert FingerprintBand.objects.count() == BANDS


def test_an_unchanged_text_writes_nothing(django_assert_num_queries):
    index_fingerprints(items=[challenge(1)])
    with django_assert_num_queries(3):
        assert index_fingerprints(items=[challenge(1)]) == 0


def test_many_cost_as_many_queries_as_one(django_assert_num_queries):
    with django_assert_num_queries(7):
        index_fingerprints(items=[challenge(1)])
    with django_assert_num_queries(7):
        index_fingerprints(items=[challenge(n) for n in range(2, 12)])


def test_the_nearest_of_many_are_looked_up_together(django_assert_num_queries):
    index_fingerprints(items=[challenge(1)])
    many = [challenge(number) for number in range(2, 202)]
    with django_assert_num_queries(2):
        found = similar_to_each(many, fingerprints(many), readable=everything, limit=1)
    assert [[near.document for near in each] for each in found] == [[UUID(uuid(1))]] * 200


def test_freezing_indexes():
    frozen(challenge(1))
    assert [row.document for row in Fingerprint.objects.all()] == [UUID(uuid(1))]
