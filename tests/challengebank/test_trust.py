"""What engines trust, as python-tuf's own client sees it through the live server: and every attack it must refuse."""

import json
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.utils import timezone
from tuf.api.exceptions import DownloadHTTPError, ExpiredMetadataError, LengthOrHashMismatchError, RepositoryError
from tuf.ngclient import Updater
from tuf.ngclient.fetcher import FetcherInterface

from challengebank import trust
from challengebank.domain import freeze_release, publish_trust, recall_item, recall_version, refresh_trust
from challengebank.domain.trust import current_root
from challengebank.keys import make_key, revoke_key
from challengebank.models import TrustFile
from tests.challengebank import factories

pytestmark = pytest.mark.django_db


class Wire(FetcherInterface):
    """The site through Django's own client, and an attacker on the way: `swap` gives other bytes for an address."""

    def __init__(self, client):
        self.client, self.swap = client, {}

    def _fetch(self, url):
        if url in self.swap:
            yield self.swap[url]
            return
        answer = self.client.get(url)
        if answer.status_code != HTTPStatus.OK:
            raise DownloadHTTPError(url, answer.status_code)
        yield b"".join(answer.streaming_content)


@pytest.fixture
def offline(tmp_path):
    """The offline key's own medium, with a root in force."""
    medium = tmp_path / "medium"
    medium.mkdir()
    make_key()
    call_command("signing_keys", "root", medium / "root.pem")
    return medium


@pytest.fixture
def bank(offline):
    factories.accepted(factories.item(1), factories.item(2))
    return factories.bank()


@pytest.fixture
def engine(client, tmp_path, bank):
    """`engine()`: an updater that holds the first root, and what it saw before; `engine.wire` is its network."""

    def make() -> Updater:
        folder = tmp_path / "engine"
        (folder / "files").mkdir(parents=True, exist_ok=True)
        base = f"/api/v1/banks/{bank.slug}/tuf/"
        first = bytes(TrustFile.objects.get(role="root", version=1).content)
        return Updater(str(folder), base, str(folder / "files"), f"{base}targets/", make.wire, bootstrap=first)

    make.wire, make.base = Wire(client), f"/api/v1/banks/{bank.slug}/tuf/"
    return make


def release(bank):
    return freeze_release(actor=factories.operator(), bank=bank, force=True)


def fetched(updater: Updater, name: str) -> bytes:
    return Path(updater.download_target(updater.get_targetinfo(name))).read_bytes()


def saved(engine, *names: str) -> dict[str, bytes]:
    """What the server says now, under the addresses it says it at."""
    return {engine.base + name: b"".join(engine.wire._fetch(engine.base + name)) for name in names}


def test_the_engine_gets_the_release_byte_for_byte(engine, bank):
    first = release(bank)
    info = engine().get_targetinfo(first.file_name)
    assert info.custom == {"number": 1, "digest": first.digest}
    with first.file.open("rb") as file:
        assert fetched(engine(), first.file_name) == file.read()


def test_each_release_and_recall_is_signed_in_its_own_transaction(engine, bank):
    first = release(bank)
    assert json.loads(fetched(engine(), "recalls.json"))["recalls"] == []
    recall = recall_version(actor=factories.operator(), version=first.items.first().version, reason="Wrong key.")
    told = json.loads(fetched(engine(), "recalls.json"))["recalls"]
    assert [(row["id"], row["item"], row["number"]) for row in told] == [(recall.pk, str(recall.item), 1)]
    recall_item(actor=factories.operator(), identity=first.items.last().version.identity, reason="Leaked.")
    assert [row["number"] for row in json.loads(fetched(engine(), "recalls.json"))["recalls"]] == [1, None]


def test_banks_do_not_name_one_another(engine, bank):
    release(bank)
    factories.accepted(factories.item(50, purpose="certification"))
    secret = factories.bank("secret", purpose="certification")
    factories.approved(secret)
    freeze_release(actor=factories.operator(), bank=secret)
    seen = b"".join(bytes(file.content) for file in TrustFile.objects.exclude(bank=secret))
    assert b"secret" not in seen


def test_a_changed_byte_is_refused(engine, bank):
    first = release(bank)
    address = f"{engine.base}targets/{first.sha256}.{first.file_name}"
    content = b"".join(engine.wire._fetch(address))
    for place in range(0, len(content), len(content) // 20):
        engine.wire.swap[address] = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        with pytest.raises(LengthOrHashMismatchError):
            fetched(engine(), first.file_name)


def test_rollback_is_refused(engine, bank):
    release(bank)
    old = saved(engine, "timestamp.json")
    release(bank)
    engine().refresh()
    engine.wire.swap = old
    with pytest.raises(RepositoryError):
        engine().refresh()


def test_freezing_is_seen_once_the_timestamp_ends(engine, bank):
    release(bank)
    updater = engine()
    updater._trusted_set.reference_time = timezone.now() + trust.LIFE["timestamp"] + timedelta(seconds=1)
    with pytest.raises(ExpiredMetadataError):
        updater.refresh()


def test_mixing_old_and_new_lists_is_refused(engine, bank):
    release(bank)
    old = saved(engine, "1.targets.json", "1.snapshot.json")
    release(bank)
    engine.wire.swap = {
        f"{engine.base}2.targets.json": old[f"{engine.base}1.targets.json"],
        f"{engine.base}2.snapshot.json": old[f"{engine.base}1.snapshot.json"],
    }
    with pytest.raises(RepositoryError):
        engine().refresh()
    del engine.wire.swap[f"{engine.base}2.snapshot.json"]
    with pytest.raises(RepositoryError):
        engine().refresh()


def test_another_key_signs_nothing(engine, bank):
    release(bank)
    stranger = trust.new_root(before=None, offline=[], online=_new_key().public_key(), now=timezone.now())
    assert not trust.proves(current_root(), trust.read(trust.sign(stranger, _new_key())))
    address, content = next(iter(saved(engine, "timestamp.json").items()))
    forged = trust.signed(trust.read(content).signed, _new_key())
    engine.wire.swap[address] = forged
    with pytest.raises(RepositoryError):
        engine().refresh()


def test_keys_are_rotated_and_revoked_under_the_same_first_root(engine, bank, offline):
    release(bank)
    old = make_key()
    assert publish_trust(bank=bank) is False
    release(bank)
    engine().refresh()
    call_command("signing_keys", "root", offline / "root.pem")
    new = make_key()
    revoke_key(old)
    call_command("signing_keys", "root", offline / "other.pem", "--before", offline / "root.pem")
    third = release(bank)
    assert engine().get_targetinfo(third.file_name).custom["number"] == 3
    assert current_root().version == 3
    revoke_key(new)
    assert publish_trust(bank=bank) is False


def test_a_root_that_the_key_before_did_not_sign_is_refused(bank, offline):
    with pytest.raises(CommandError):
        call_command("signing_keys", "root", offline / "other.pem")
    assert current_root().version == 1


def test_the_ceremony_can_be_taken_apart(bank, offline, tmp_path):
    draft = tmp_path / "root.json"
    call_command("signing_keys", "draft-root", draft, "--key", offline / "root.pub")
    with pytest.raises(CommandError):
        call_command("signing_keys", "install-root", draft)
    call_command("signing_keys", "sign-root", draft, "--key", offline / "root.pem")
    call_command("signing_keys", "install-root", draft)
    assert current_root().version == 2


def test_an_offline_key_never_lies_in_the_data_folder(settings):
    make_key()
    with pytest.raises(CommandError):
        call_command("signing_keys", "root", settings.DATA_DIR / "root.pem")


def test_signatures_are_renewed_when_they_age_and_not_before(engine, bank, monkeypatch):
    release(bank)
    assert refresh_trust() == []
    later = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert refresh_trust() == [bank]
    assert TrustFile.objects.filter(bank=bank, role="timestamp").count() == 2
    assert TrustFile.objects.filter(bank=bank, role="targets").count() == 1


def test_without_keys_everything_works_unsigned(client, tmp_path):
    factories.accepted(factories.item(1))
    bank = factories.bank()
    assert release(bank).signature == ""
    assert client.get(f"/api/v1/banks/{bank.slug}/tuf/timestamp.json").status_code == 404
    with pytest.raises(CommandError):
        call_command("refresh_trust")


def test_a_certification_bank_has_no_signed_list_for_strangers(client, offline):
    factories.accepted(factories.item(50, purpose="certification"))
    secret = factories.bank("secret", purpose="certification")
    factories.approved(secret)
    first = release(secret)
    for name in ("timestamp.json", "1.root.json", f"targets/{first.sha256}.{first.file_name}"):
        assert client.get(f"/api/v1/banks/secret/tuf/{name}").status_code == 404


def _new_key():
    return Ed25519PrivateKey.generate()
