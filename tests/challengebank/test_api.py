"""What engines read: who may read what, unchanging bytes, deltas, recalls, problems."""

import hashlib
import io
from pathlib import Path

import orjson
import pytest
from django.utils import timezone

from challengebank.domain import freeze_release, recall_version, register_engine, revoke_keys, rotate_key, store_asset
from challengebank.models import EngineKey
from interop.delta import apply_delta
from items.document import Asset, Attachment
from tests.challengebank import factories

pytestmark = pytest.mark.django_db
API = "/api/v1"


@pytest.fixture
def training():
    factories.accepted(*(factories.item(number, tutorials=(1000,)) for number in range(1, 6)), factories.tutorial(1000))
    bank = factories.bank("training")
    return freeze_release(actor=factories.operator(), bank=bank)


@pytest.fixture
def secret():
    factories.accepted(factories.item(50, purpose="certification"))
    bank = factories.bank("secret", purpose="certification")
    factories.approved(bank)
    return freeze_release(actor=factories.operator(), bank=bank)


def key_for(*banks, name="engine") -> tuple[object, dict[str, str]]:
    engine, key = register_engine(actor=factories.operator(), name=name, banks=banks)
    return engine, {"Authorization": f"Bearer {key}"}


def addresses(release) -> list[str]:
    own = f"{API}/banks/{release.bank.slug}/releases"
    version = release.items.first().version
    return [
        own,
        f"{own}/latest",
        f"{own}/1",
        f"{own}/1/manifest",
        f"{own}/1/file",
        f"{own}/1/delta?since=1",
        f"{API}/versions/{version.identity_id}/{version.number}",
    ]


def test_training_is_open_and_certification_does_not_exist_without_its_key(client, training, secret):
    _engine, other = key_for(training.bank, name="other")
    _engine, own = key_for(secret.bank, name="own")
    for address in addresses(training):
        assert [client.get(address, headers=headers).status_code for headers in ({}, other, own)] == [200] * 3, address
    for address in addresses(secret):
        answers = [client.get(address, headers=headers).status_code for headers in ({}, other, own)]
        assert answers == [404, 404, 200], address
    slugs = [[b["slug"] for b in client.get(f"{API}/banks", headers=h).json()] for h in ({}, other, own)]
    assert slugs == [["training"], ["training"], ["secret", "training"]]


def test_a_wrong_revoked_or_expired_key_is_refused_and_a_rotated_one_overlaps(client, secret):
    engine, headers = key_for(secret.bank)
    address = f"{API}/banks/secret/releases/latest"
    new = {"Authorization": f"Bearer {rotate_key(actor=factories.operator(), engine=engine)}"}
    assert [client.get(address, headers=h).status_code for h in (headers, new)] == [200, 200]
    EngineKey.objects.filter(pk=EngineKey.objects.earliest("pk").pk).update(expires_at=timezone.now())
    assert [client.get(address, headers=h).status_code for h in (headers, new)] == [401, 200]
    assert revoke_keys(actor=factories.operator(), engine=engine) == 2
    assert client.get(address, headers=new).status_code == 401
    assert client.get(address, headers={"Authorization": "Bearer x"}).status_code == 401
    assert EngineKey.objects.latest("pk").used_from == "127.0.0.1"


def test_a_key_is_never_stored(secret):
    _engine, headers = key_for(secret.bank)
    key = headers["Authorization"].removeprefix("Bearer ")
    assert EngineKey.objects.get().digest == hashlib.sha256(key.encode()).hexdigest()


def test_the_bytes_served_are_the_bytes_released(client, training):
    whole = Path(training.file.path).read_bytes()
    answer = client.get(f"{API}/banks/training/releases/1/file")
    assert b"".join(answer.streaming_content) == whole
    manifest = b"".join(client.get(f"{API}/banks/training/releases/1/manifest").streaming_content)
    assert hashlib.sha256(manifest).hexdigest() == training.digest
    version = training.items.first().version
    document = b"".join(client.get(f"{API}/versions/{version.identity_id}/1").streaming_content)
    assert document == bytes(version.document)


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-9", 206, 0, 10),
        ("bytes=100-", 206, 100, None),
        ("bytes=-7", 206, -7, None),
        ("bytes=0-99999999", 200, 0, None),
        ("bytes=99999999-", 416, 0, 0),
        ("lines=1-2", 200, 0, None),
        (f"bytes={'9' * 5000}-", 200, 0, None),
    ],
)
def test_ranges(client, training, asked, status, start, end):
    wholes = {"file": Path(training.file.path).read_bytes(), "manifest": training.whole_manifest()}
    for name, whole in wholes.items():
        answer = client.get(f"{API}/banks/training/releases/1/{name}", headers={"Range": asked})
        body = answer.content if status == 416 else b"".join(answer.streaming_content)
        assert (answer.status_code, body) == (status, whole[start:end])


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"PK")])
def test_a_manifest_outlives_the_file_of_its_release(client, training, damage):
    damage(Path(training.file.path))
    answer = client.get(f"{API}/banks/training/releases/1/manifest")
    assert b"".join(answer.streaming_content) == training.whole_manifest()


def test_what_the_caller_holds_is_not_sent_again(client, training):
    for name in ("manifest", "file"):
        address = f"{API}/banks/training/releases/1/{name}"
        etag = client.get(address).headers["ETag"]
        again = client.get(address, headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")


def test_a_delta_gives_the_next_release_byte_for_byte(client, training, tmp_path):
    content = b"new file"
    stored = store_asset(content=content, media_type="text/plain")
    asset = Asset(sha256=stored.pk, name="n.txt", media_type="text/plain", size=len(content))
    factories.accepted(
        factories.item(3, title="Changed"),
        factories.item(9, competence="3.1"),
        factories.item(10, assets=(asset,), attachments=(Attachment(asset=stored.pk, label="N"),)),
    )
    recall_version(actor=factories.operator(), version=training.items.first().version, reason="leaked")
    second = freeze_release(actor=factories.operator(), bank=training.bank)
    own = f"{API}/banks/training/releases/2"
    lines = b"".join(client.get(f"{own}/delta?since=1").streaming_content)
    assert lines.count(b"\n") == 1 + 3
    apply_delta(
        Path(training.file.path),
        io.BytesIO(lines),
        lambda sha256: client.get(f"{own}/assets/{sha256}").streaming_content,
        tmp_path / "second.zip",
    )
    assert (tmp_path / "second.zip").read_bytes() == Path(second.file.path).read_bytes()
    assert client.get(f"{API}/banks/training/releases/1/assets/{stored.pk}").status_code == 404


def test_recalls_are_told_and_acknowledged(client, training, secret):
    engine, headers = key_for(training.bank)
    version = training.items.first().version
    mine = recall_version(actor=factories.operator(), version=version, reason="Wrong key.", past_answers="rescore")
    other = recall_version(actor=factories.operator(), version=secret.items.first().version, reason="leaked")
    told = client.get(f"{API}/recalls", headers=headers).json()["recalls"]
    assert [(row["item"], row["digest"], row["past_answers"]) for row in told] == [
        (str(version.identity_id), version.digest, "rescore")
    ]
    address = f"{API}/recalls/{mine.pk}/acknowledgement"
    assert client.put(address).status_code == 401
    assert client.put(f"{API}/recalls/{other.pk}/acknowledgement", headers=headers).status_code == 404
    first, second = (client.put(address, headers=headers).json() for _again in range(2))
    assert first == second
    assert engine.acknowledgements.count() == 1


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/banks/nowhere/releases", 404),
        ("/banks/training/releases/7", 404),
        ("/banks/training/releases/x", 404),
        ("/nowhere/", 404),
        ("/banks/training/releases/1/delta", 422),
        ("/banks/training/releases?before=x", 422),
        ("/banks/training/releases/1/signature", 404),
        ("/banks/training/releases/1/assets/00", 422),
        (f"/banks/training/releases/1/assets/{64 * '0'}", 404),
        ("/schemas/none", 404),
    ],
)
def test_every_refusal_is_a_problem_in_one_form(client, training, address, status):
    answer = client.get(API + address)
    body = orjson.loads(answer.content)
    assert (answer.status_code, body["status"], answer.headers["Content-Type"]) == (
        status,
        status,
        "application/problem+json",
    )


@pytest.mark.parametrize("name", ["item", "tutorial", "manifest", "delta"])
def test_schemas_are_published(client, name):
    assert client.get(f"{API}/schemas/{name}").json()["type"] == "object"


def test_health(client):
    assert [client.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 200]
