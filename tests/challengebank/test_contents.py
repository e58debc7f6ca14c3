"""What each release carries is exact, though a version has a row only where it came; old ones have rows alone."""

from pathlib import Path
from uuid import UUID

import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from challengebank.domain import change_bank, freeze_release, rewrite_release
from challengebank.domain.candidates import read_candidate
from challengebank.models import Release, ReleaseItem, Version
from challengebank.queries import changes
from challengebank.queries.contents import releases_with, versions_of
from challengebank.queries.proofs import proof_of
from challengebank.selection import SelectionRules
from tests.challengebank import factories

pytestmark = pytest.mark.django_db

STORY = (
    (["Challenge 1", "Challenge 2", "Challenge 3", "Tutorial 1000"],) * 2,
    (["Challenge 1", "Changed"], ["Changed"]),
    (["Challenge 1", "Changed", "Challenge 3", "Tutorial 1000"], ["Challenge 3", "Tutorial 1000"]),
    (["Challenge 1", "Changed", "Challenge 3", "New", "Tutorial 1000"], ["New"]),
)
"""Each release by its titles, and those that came with it: a challenge and its tutorial leave and come back."""


def as_before(release: Release) -> None:
    """What the code before `keys` would have left of a release: a row for each version, and no keys."""
    rows = [ReleaseItem(release=release, position=at, version_id=key) for at, key in enumerate(release.version_keys())]
    ReleaseItem.objects.bulk_create(rows, ignore_conflicts=True)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {Release._meta.db_table} SET keys = %s WHERE id = %s", [b"", release.pk])


@pytest.fixture(params=[(), (2,), (1, 2, 3, 4)], ids=["new", "second old", "old"])
def releases(request) -> list[Release]:
    """Those of the story, some of which are as the code before made them when the next one is made."""
    made = []
    bank, operator = _bank(), factories.operator()
    for change in (_begin, _narrow, _widen, _add):
        change(bank)
        bank.refresh_from_db()
        made.append(freeze_release(actor=operator, bank=bank))
        if made[-1].number in request.param:
            as_before(made[-1])
    return list(bank.releases.order_by("number"))


def _bank():
    factories.accepted(factories.item(1), factories.item(2), factories.item(3, level=5, tutorials=(1000,)))
    factories.accepted(factories.tutorial(1000))
    return factories.bank()


def _begin(bank):
    """As it is."""


def _narrow(bank):
    change_bank(actor=factories.operator(), bank=bank, name=bank.name, rules=SelectionRules(highest_level=4))
    factories.accepted(factories.item(2, title="Changed"))


def _widen(bank):
    change_bank(actor=factories.operator(), bank=bank, name=bank.name, rules=SelectionRules())


def _add(bank):
    factories.accepted(factories.item(4, level=6, title="New"))


def titles(keys) -> list[str]:
    return [version.title for version in versions_of(list(keys))]


def test_rows_are_of_what_came_and_keys_of_all(releases):
    assert [titles(release.version_keys()) for release in releases] == [all_of for all_of, _came in STORY]
    rows = [titles(release.items.order_by("position").values_list("version", flat=True)) for release in releases]
    assert rows == [STORY[at][bool(release.keys)] for at, release in enumerate(releases)]
    for release in releases:
        keys = release.version_keys()
        assert all(keys[row.position] == row.version_id for row in release.items.all())


def test_each_release_is_written_again_from_the_facts(releases, tmp_path):
    for release in releases:
        rewrite_release(release=release, path=tmp_path / "again.zip")
        assert (tmp_path / "again.zip").read_bytes() == Path(release.file.path).read_bytes()


def test_the_next_candidate_knows_what_was_there_and_what_comes(releases):
    assert titles(read_candidate(releases[-1].bank).before) == STORY[-1][0]
    assert read_candidate(releases[-1].bank).come() == {}
    factories.accepted(factories.item(5, level=1, title="Newer"))
    come = read_candidate(releases[-1].bank).come()
    assert (titles(come), list(come.values())) == (["Newer"], [1])


def test_proofs_name_the_place_of_each_version_and_the_root(releases):
    for release in releases:
        manifest = release.whole_manifest()
        versions, root = versions_of(release.version_keys()), orjson.loads(manifest)["merkle_root"]
        for place, version in enumerate(versions):
            proof = proof_of(manifest, version.identity_id)
            found = [proof[name] for name in ("digest", "index", "size", "merkle_root")]
            assert found == [version.digest, place, len(versions), root]
    assert proof_of(releases[1].whole_manifest(), UUID(factories.uuid(3))) is None


def test_changes_since_each_release_are_by_its_exact_content(releases):
    found = [changes(release, versions_of(releases[-1].version_keys())) for release in releases]
    told = [
        (
            [version.title for version in each.added],
            [(old.title, new.title) for old, new in each.changed],
            [version.title for version in each.withdrawn],
        )
        for each in found
    ]
    assert told == [
        (["New"], [("Challenge 2", "Changed")], []),
        (["Challenge 3", "New", "Tutorial 1000"], [], []),
        (["New"], [], []),
        ([], [], []),
    ]
    back = changes(releases[2], versions_of(releases[1].version_keys()))
    assert [version.title for version in back.withdrawn] == ["Challenge 3", "Tutorial 1000"]


def test_the_releases_with_a_version_are_those_that_carry_it_in_as_many_queries_whatever_their_number(releases):
    with CaptureQueriesContext(connection) as queries:
        found = {
            version.title: [release.number for release in releases_with(Version.objects.filter(pk=version.pk))]
            for version in Version.objects.order_by("pk")
        }
    assert {title: sorted(numbers) for title, numbers in found.items()} == {
        "Challenge 1": [1, 2, 3, 4],
        "Challenge 2": [1],
        "Challenge 3": [1, 3, 4],
        "Tutorial 1000": [1, 3, 4],
        "Changed": [2, 3, 4],
        "New": [4],
    }
    assert len(queries) == 1 + 4 * len(found)


def test_the_pages_of_releases_show_their_content(releases, client):
    client.force_login(factories.operator())
    for release, (held, _came) in zip(releases, STORY, strict=True):
        page = client.get(reverse("banks:release_page", args=["college", release.number]))
        assert [version.title for version in page.context["versions"]] == held
    changed = Version.objects.get(title="Changed")
    page = client.get(reverse("banks:recall", args=[changed.pk]))
    assert [release.number for release in page.context["releases"]] == [4, 3, 2]


def test_a_release_of_the_old_code_after_one_with_keys_is_read_and_followed(releases):
    as_before(releases[-1])
    factories.accepted(factories.item(1, title="After"))
    last = freeze_release(actor=factories.operator(), bank=releases[-1].bank)
    assert titles(last.version_keys()) == ["After", *STORY[-1][0][1:]]
    assert titles(last.items.values_list("version", flat=True)) == ["After"]
