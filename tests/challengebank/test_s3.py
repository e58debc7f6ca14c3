"""Releases on a real S3 server: whole or absent, written once, read back, swept, proved and exported from there."""

import urllib.request

import pytest
from botocore.exceptions import EndpointConnectionError
from django.core.files.base import ContentFile
from django.core.management import call_command

from challengebank.domain import check_release, export_release, freeze_release, store_asset
from challengebank.errors import BankError
from challengebank.models import Asset, Release
from challengebank.s3 import LIMIT, WriteOnceS3Storage
from challengebank.storage import on_disk, publish, seal_file
from items.document import Asset as AssetEntry
from items.document import Attachment
from tests.challengebank import factories
from tests.challengebank.s3 import s3  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def storage(s3, request, monkeypatch):  # noqa: F811
    """Release files and assets are on S3, each test under its own folder."""
    storage = WriteOnceS3Storage(**s3, location=request.node.name.replace("[", "-").strip("]"))
    monkeypatch.setattr(Release._meta.get_field("file"), "storage", storage)
    monkeypatch.setattr(Asset._meta.get_field("file"), "storage", storage)
    return storage


@pytest.fixture
def bank():
    factories.accepted(factories.item(1), factories.item(2))
    return factories.bank()


def release(bank):
    return freeze_release(actor=factories.operator(), bank=bank, force=True)


def test_a_release_is_made_proved_and_exported_from_there(storage, bank, tmp_path):
    stored = store_asset(content=b"a file", media_type="text/plain")
    asset = AssetEntry(sha256=stored.pk, name="n.txt", media_type="text/plain", size=6)
    factories.accepted(factories.item(3, assets=(asset,), attachments=(Attachment(asset=stored.pk, label="N"),)))
    made = release(bank)
    assert check_release(made).digest == made.digest
    export_release(actor=None, release=made, format="bank", path=tmp_path / "college.zip")
    assert seal_file(tmp_path / "college.zip") == (made.sha256, made.size)
    call_command("verify_release", "--all")


def test_nothing_is_written_twice_under_one_name(storage):
    storage.save("one", ContentFile(b"first"))
    assert storage.save("one", ContentFile(b"first")) == "one"
    with pytest.raises(FileExistsError):
        storage.save("one", ContentFile(b"other"))
    with storage.open("one") as file:
        assert file.read() == b"first"


def test_what_a_killed_run_left_is_swept_by_the_next(storage, bank):
    storage.save(f"{bank.slug}/{bank.slug}-0001-dead.zip", ContentFile(b"torn"))
    made = release(bank)
    assert storage.listdir(bank.slug)[1] == [made.file_name]


def test_what_the_server_changed_is_not_released(storage, bank, tmp_path):
    path = tmp_path / "release.zip"
    path.write_bytes(b"what was sent")
    other = tmp_path / "other"
    other.write_bytes(b"what was meant")
    with pytest.raises(BankError):
        publish(storage, path, "college/college-1.zip", seal_file(other))
    assert not storage.exists("college/college-1.zip")


def test_a_changed_file_is_seen(storage, bank):
    made = release(bank)
    storage.delete(made.file.name)
    with on_disk(release(bank).file) as path:
        storage.save(made.file.name, ContentFile(path.read_bytes()[:-1] + b"x"))
    with pytest.raises(BankError):
        check_release(made)


def test_engines_get_the_bytes_from_the_server_itself(storage, bank, client):
    made = release(bank)
    answer = client.get(f"/api/v1/banks/{bank.slug}/releases/1/file")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (302, "no-store")
    with urllib.request.urlopen(answer.headers["Location"]) as file, on_disk(made.file) as path:
        assert file.read() == path.read_bytes()


def test_engines_are_sent_to_the_address_that_they_can_reach(s3):  # noqa: F811
    storage = WriteOnceS3Storage(**s3, public_endpoint="https://vivier.example")
    assert storage.url("college/1.zip").startswith("https://vivier.example/vivier/college/1.zip?")


def test_what_s3_does_not_take_in_one_request_is_refused_in_words(storage):
    large = ContentFile(b"")
    large.size = LIMIT + 1
    with pytest.raises(BankError, match="faites deux banques"):
        storage.save("large.zip", large)


def test_a_server_that_is_gone_leaves_no_release(s3, bank, monkeypatch):  # noqa: F811
    gone = WriteOnceS3Storage(**{**s3, "endpoint_url": "http://127.0.0.1:1"})
    monkeypatch.setattr(Release._meta.get_field("file"), "storage", gone)
    with pytest.raises(EndpointConnectionError):
        release(bank)
    assert not Release.objects.exists()
