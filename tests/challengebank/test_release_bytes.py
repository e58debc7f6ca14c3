"""The bytes of a release never change by themselves: what was written once is written again by every later version."""

import logging
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import connection

from challengebank.domain import freeze_release, recall_version, rewrite_release, verify_release
from challengebank.domain.candidates import read_candidate
from challengebank.domain.kept import Kept
from challengebank.domain.release_files import write_release
from challengebank.errors import BankError
from challengebank.models import Decision, Release, Version
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
    contents = write_release(path, HEAD, Kept([candidate.items], [candidate.tutorials]))
    assert sha256(path.read_bytes()).hexdigest() == GOLDEN
    assert verify_release(path) == contents


def accepted_bank():
    """Eight challenges, two with a file, and two tutorials."""
    factories.accepted(
        factories.tutorial(1000),
        factories.tutorial(1001),
        *(factories.item(number, level=number, tutorials=(1000,)) for number in range(1, 7)),
        *(factories.item(number, **factories.stored_asset(b"%d" % number)) for number in (7, 8)),
    )
    return factories.bank()


def release_of(bank, **options) -> Release:
    return freeze_release(actor=factories.operator(), bank=bank, **options)


def changed() -> None:
    """One challenge changed, one with another level, one new, one recalled with its file; a tutorial came and went."""
    factories.accepted(
        factories.item(2, level=2, title="Changed"),
        factories.item(3, level=8, tutorials=(1001,)),
        factories.item(9, level=4),
        factories.tutorial(1000, licence="CC BY"),
    )
    version = Version.objects.get(identity=factories.uuid(7))
    recall_version(actor=factories.operator(), version=version, reason="Faux.")


def test_a_release_that_copies_from_the_one_before_is_what_the_facts_alone_give(tmp_path):
    bank = accepted_bank()
    release_of(bank)
    changed()
    second = release_of(bank)
    rewrite_release(release=second, path=tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == Path(second.file.path).read_bytes()
    assert (verify_release(Path(second.file.path)).items, second.assets.count()) == (8, 1)


def tamper(number: int) -> None:
    """Change a frozen document behind everybody's back."""
    with connection.cursor() as cursor:
        sql = f"UPDATE {Version._meta.db_table} SET document = %s WHERE title = %s"
        cursor.execute(sql, [factories.item(number, title="Forged").canonical(), f"Challenge {number}"])


def test_what_was_released_is_copied_from_its_file_which_no_tampering_with_the_database_reaches():
    bank = accepted_bank()
    release_of(bank)
    changed()
    tamper(1)
    assert b"Forged" not in Path(release_of(bank).file.path).read_bytes()


def test_a_document_that_is_not_the_one_judged_is_not_released():
    bank = accepted_bank()
    release_of(bank)
    changed()
    tamper(9)
    with pytest.raises(BankError, match=factories.uuid(9)):
        release_of(bank)


@pytest.mark.parametrize(
    "damage", [lambda content: content[:-1], lambda content: content.replace(b"+ 2?", b"+ 3?"), None]
)
def test_a_damaged_release_is_never_copied_from_and_is_told(caplog, damage):
    bank = accepted_bank()
    path = Path(release_of(bank).file.path)
    path.write_bytes(damage(path.read_bytes())) if damage else path.unlink()
    changed()
    with caplog.at_level(logging.ERROR):
        second = release_of(bank)
    assert verify_release(Path(second.file.path)).digest == second.digest
    assert "college 1" in caplog.text
