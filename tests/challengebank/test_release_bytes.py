"""The bytes of a release never change by themselves: what was written once is written again by every later version."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest

from challengebank.domain import verify_release
from challengebank.domain.candidates import read_candidate
from challengebank.domain.release_files import write_release
from challengebank.models import Decision
from items.document import Alignment
from tests.challengebank import factories
from tests.interop.releases import HEAD

pytestmark = pytest.mark.django_db

GOLDEN = "abf43effb9867db2cd767d9c60c32af7cd0b5fc4d677f486bc0da4009794aec4"
JUDGED = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
POLICY = {"rule": "majority", "quorum": 2, "criteria": ["clé", '},{"a":1'], "round": {"b": 1, "a": None}}


def documents():
    """A tutorial, a plain challenge, one with a file, and one whose theme is hard to quote."""
    aligned = (
        Alignment(competence="2.1", level=8, theme='Vie privée « }],"x":[ » \\ "', primary=True),
        Alignment(competence="1.1", level=1),
    )
    return [
        factories.tutorial(1000),
        factories.item(1, tutorials=(1000,)),
        factories.item(2, **factories.stored_asset("un fichier de l’élève".encode())),
        factories.item(3, hint="é" * 300).model_copy(update={"alignments": aligned}),
    ]


def test_the_same_documents_give_the_bytes_they_always_gave(tmp_path):
    moments = (JUDGED, JUDGED.replace(microsecond=120))
    Decision.objects.bulk_create(
        Decision(version=version, outcome="accepted", decided_at=moments[place % 2], policy=POLICY)
        for place, version in enumerate(factories.frozen(*documents()))
    )
    path = tmp_path / "release.zip"
    candidate = read_candidate(factories.bank())
    contents = write_release(path, HEAD, candidate.items, candidate.tutorials)
    assert sha256(path.read_bytes()).hexdigest() == GOLDEN
    assert verify_release(path) == contents
