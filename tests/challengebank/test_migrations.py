"""Migrations of the bank on rows that are older than they are."""

from importlib import import_module
from uuid import uuid4

import orjson
import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from challengebank.models import Release, Version
from challengebank.queries.contents import releases_with, versions_of
from tests.challengebank import factories


@pytest.fixture
def _empty_database(transactional_db, settings, tmp_path):
    """The connection leads to an empty database of the same kind, which goes away at the end."""
    settings.MIGRATION_MODULES = {}
    own = connections["default"]
    other = own.copy()
    connections["default"] = other
    if own.vendor == "sqlite":
        other.settings_dict["NAME"] = str(tmp_path / "beside.sqlite3")
        yield
        other.close()
    else:
        name = other.settings_dict["NAME"] = f"{own.settings_dict['NAME']}_beside"
        _run(own, f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
        yield
        other.close()
        _run(own, f'DROP DATABASE "{name}" WITH (FORCE)')
    connections["default"] = own


def _run(server, *statements):
    with server.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def migrated(name):
    """The tables of the bank after this migration: what makes rows of each."""
    apps = MigrationExecutor(connection).migrate([("challengebank", name)]).apps
    return lambda model: apps.get_model("challengebank", model).objects


def document(*files):
    """All of a document that a migration reads."""
    return orjson.dumps({"assets": [{"sha256": file} for file in files], "statement": "?"})


def version(rows, content, **columns):
    """A row of that time for this document."""
    identity = rows("Identity").create(uuid=uuid4())
    values = {"number": 1, "level": 1, "created_at": timezone.now(), **columns}
    return rows("Version").create(identity=identity, document=content, **values).pk


def released(rows, *documents):
    """The versions of these documents, in one release, as rows of that time."""
    keys = [version(rows, content) for content in documents]
    release(rows, 1, keys)
    return keys


def release(rows, number, keys):
    """A release of these versions, as rows of that time."""
    bank, _made = rows("Bank").get_or_create(slug="college", name="Collège", purpose="training")
    columns = {"bank": bank, "number": number, "count": len(keys), "created_at": timezone.now()}
    made = rows("Release").create(manifest=b"{}", size=1, **columns)
    for position, key in enumerate(keys):
        rows("ReleaseItem").create(release=made, position=position, version_id=key)


@pytest.mark.usefixtures("_empty_database")
def test_rows_of_releases_become_light_and_files_of_older_versions_get_their_facets():
    rows = migrated("0009_standings")
    documents = document("a", "b", "a"), document(), document("c"), document("b", "d")
    one, _two, three, four = released(rows, *documents)
    rows("VersionFacet").create(version_id=three, name="file", value="c")
    items = list(rows("ReleaseItem").values())

    rows = migrated("0011_files_of_older_versions")
    found = rows("VersionFacet").order_by("version", "value").values_list("version", "name", "value")
    facets = [(one, "a"), (one, "b"), (three, "c"), (four, "b"), (four, "d")]
    assert list(found) == [(version, "file", name) for version, name in facets]
    assert list(rows("ReleaseItem").values()) == items
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "challengebank_releaseitem").values()
    keys = sorted(each["columns"] for each in found if not each["check"])
    assert keys == [["id"], ["release_id", "version_id"], ["version_id"]]


@pytest.mark.usefixtures("_empty_database")
def test_training_versions_get_their_words_and_secret_ones_have_none(monkeypatch):
    rows = migrated("0011_files_of_older_versions")
    monkeypatch.setattr(import_module("challengebank.migrations.0012_words_of_versions"), "BATCH", 1)
    items = [factories.item(1, tags=("Été",)), factories.item(2, purpose="certification"), factories.tutorial(1000)]
    one, _two, three = (version(rows, each.canonical(), purpose=purpose_of(each)) for each in items)

    words = dict(migrated("0012_words_of_versions")("VersionWords").values_list("version", "words"))
    assert words == {one: "challenge 1 what is 1 1 2 3 ete", three: "tutorial 1000 read this"}


def purpose_of(document):
    return getattr(document, "purpose", "training")


@pytest.mark.usefixtures("_empty_database")
def test_releases_without_keys_are_read_from_their_rows_and_an_old_site_makes_no_more():
    old = migrated("0012_words_of_versions")
    keys = list(released(old, document(), document(), document()))
    release(old, 2, [keys[2], keys[0]])
    migrated("0013_keys_of_releases")
    with pytest.raises(IntegrityError), transaction.atomic():
        release(old, 3, keys)

    one, two = Release.objects.order_by("number")
    assert [bytes(each.keys) for each in (one, two)] == [b"", b""]
    assert (one.version_keys(), two.version_keys()) == (keys, [keys[2], keys[0]])
    assert [each.pk for each in versions_of(two.version_keys())] == [keys[2], keys[0]]
    for key, carrying in zip(keys, ([one, two], [one], [one, two]), strict=True):
        assert list(releases_with(Version.objects.filter(pk=key)).order_by("number")) == carrying
