"""The engines' client against the live server: it gets, proves and keeps, and refuses whatever was touched."""

import re
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "clients" / "python"))

from tuf.api.metadata import Metadata  # noqa: E402
from vivier_client import (  # noqa: E402
    Client,
    PullError,
    Release,
    ReleaseError,
    disagreements,
    merkle_root,
    proves_inclusion,
)
from vivier_client.wire import Wire  # noqa: E402

from challengebank.domain import freeze_release, recall_version, register_engine, store_asset  # noqa: E402
from challengebank.keys import make_key, public_keys  # noqa: E402
from challengebank.models import Acknowledgement, TrustFile  # noqa: E402
from interop.merkle import merkle_path  # noqa: E402
from items.document import Asset, Attachment, Item  # noqa: E402
from items.scoring import AnswerTest  # noqa: E402
from tests.challengebank import factories  # noqa: E402
from tests.challengebank.conftest import storages_in  # noqa: E402, F401

pytestmark = pytest.mark.django_db(transaction=True)
TESTS = (AnswerTest(answer="a", thousandths=1000), AnswerTest(answer="b", thousandths=0))


class Spy(Wire):
    """Remembers what was asked, and changes what the test says on the way."""

    def __init__(self, key=None):
        super().__init__(key)
        self.asked, self.change = [], {}

    def _fetch(self, url):
        self.asked.append(url.partition("/api/v1/")[2])
        content = b"".join(super()._fetch(url))
        for part, change in self.change.items():
            if part in url:
                content = change(content)
        yield content


@pytest.fixture
def bank(tmp_path, live_server):
    make_key()
    call_command("signing_keys", "root", tmp_path / "root.pem")
    stored = store_asset(content=b"a file of the pupil", media_type="text/plain")
    asset = Asset(sha256=stored.pk, name="notes.txt", media_type="text/plain", size=stored.size)
    factories.accepted(
        factories.tutorial(1000),
        *(factories.item(number, tutorials=(1000,), answer_tests=TESTS) for number in range(1, 20)),
        factories.item(20, assets=(asset,), attachments=(Attachment(asset=stored.pk, label="Notes"),)),
    )
    return factories.bank()


@pytest.fixture
def make_client(tmp_path, live_server, bank):
    def make(name="engine", key=None, **options) -> Client:
        first = bytes(TrustFile.objects.get(role="root", version=1).content)
        return Client(live_server.url, bank.slug, tmp_path / name, root=first, wire=Spy(key), **options)

    return make


def release(bank):
    return freeze_release(actor=factories.operator(), bank=bank, force=True)


def content(released) -> bytes:
    with released.file.open("rb") as file:
        return file.read()


def test_it_gets_proves_and_keeps_the_whole_release(make_client, bank):
    client, first = make_client(minisign=None), release(bank)
    pulled = client.pull()
    assert (pulled.path.read_bytes(), pulled.number, pulled.digest) == (content(first), 1, first.digest)
    assert [item["id"] for item in pulled.items()] == [entry["id"] for entry in pulled.manifest["items"]]
    assert client.held().path == pulled.path
    client.pull()
    assert sum("targets/" in asked for asked in client.wire.asked) == 2, "nothing that is held comes again"


def test_the_detached_signature_is_asked_when_its_key_is_given(make_client, bank):
    release(bank)
    assert make_client(minisign=next(iter(public_keys().values()))).pull().number == 1
    name = make_key()
    other = public_keys()[name]
    with pytest.raises(PullError, match="another key"):
        make_client("other", minisign=other).pull()


def test_the_next_release_comes_by_a_delta_and_is_the_same_bytes(make_client, bank):
    client = make_client()
    release(bank)
    client.pull()
    stored = store_asset(content=b"a new file", media_type="text/plain")
    asset = Asset(sha256=stored.pk, name="new.txt", media_type="text/plain", size=stored.size)
    factories.accepted(
        factories.item(3, title="Changée : « œuvre »"),
        factories.item(21, assets=(asset,), attachments=(Attachment(asset=stored.pk, label="New"),)),
    )
    second = release(bank)
    client.wire.asked.clear()
    assert client.pull().path.read_bytes() == content(second)
    assert not any(second.file_name in asked for asked in client.wire.asked), "the whole file was not asked"
    assert [path.name for path in (client.folder / "files").glob("*.zip")] == [second.file_name]


@pytest.mark.parametrize(
    "change",
    [
        lambda delta: delta.replace(b"Changed", b"Chanted"),
        lambda delta: re.sub(rb"\[(\d+),(\d+)\]", rb"[\1,999]", delta),
        lambda delta: re.sub(rb"\[(\d+),(\d+)\]", rb"[-1,\2]", delta),
        lambda delta: re.sub(rb"\[(\d+),(\d+)\]", rb"[\2,0]", delta),
        lambda delta: delta.partition(b"\n")[0],
        lambda delta: b"[]",
    ],
)
def test_a_false_delta_is_thrown_away_and_the_whole_file_comes(make_client, bank, change):
    client = make_client()
    release(bank)
    client.pull()
    factories.accepted(factories.item(3, title="Changed"))
    second = release(bank)
    client.wire.change["/delta"] = change
    assert client.pull().path.read_bytes() == content(second)


def test_every_byte_changed_on_the_way_is_refused_and_the_last_good_release_stays(make_client, bank):
    client = make_client()
    first = release(bank)
    client.pull()
    recall_version(actor=factories.operator(), version=first.items.first().version, reason="Wrong key.")
    second = release(bank)
    for name in ("timestamp.json", "snapshot.json", "targets.json", second.file_name, "recalls.json"):
        size = second.size if name == second.file_name else 1000
        for place in range(1, size, size // 30):
            change = lambda content, place=place: _flipped(content, place % len(content))  # noqa: E731
            client.wire.change = {name: change, "/delta": lambda delta: b""}
            with pytest.raises(PullError):
                client.pull()
            assert client.held().path.read_bytes() == content(first)


def test_a_new_root_is_followed_and_a_changed_one_is_not(make_client, bank, tmp_path):
    client, first = make_client(), release(bank)
    client.pull()
    call_command("signing_keys", "root", tmp_path / "root.pem")
    size = len(bytes(TrustFile.objects.get(role="root", version=2).content))
    for place in range(1, size, size // 30):
        client.wire.change = {"2.root.json": lambda content, place=place: _flipped(content, place)}
        with pytest.raises(PullError):
            client.pull()
        assert client.held().path.read_bytes() == content(first)
    client.wire.change = {}
    client.pull()
    assert Metadata.from_file(str(client.folder / "trust" / "root.json")).signed.version == 2


def test_every_byte_changed_on_disk_is_seen(make_client, bank):
    client = make_client()
    release(bank)
    path = client.pull().path
    whole = path.read_bytes()
    for place in range(0, len(whole), len(whole) // 60):
        path.write_bytes(_flipped(whole, place))
        with pytest.raises(ReleaseError, match="changed"):
            client.held()


def test_the_digests_inside_are_proved_one_by_one(make_client, bank):
    release(bank)
    pulled = make_client().pull()
    whole = pulled.path.read_bytes()
    place = whole.index(b"a file of the pupil")
    pulled.path.write_bytes(_flipped(whole, place))
    with pytest.raises(ReleaseError):
        Release(pulled.path).verify()


def test_recalls_are_signed_told_and_acknowledged(make_client, bank):
    first = release(bank)
    _engine, key = register_engine(actor=factories.operator(), name="engine", banks=[bank])
    client = make_client(key=key)
    client.pull()
    recall = recall_version(actor=factories.operator(), version=first.items.first().version, reason="Wrong key.")
    client.pull()
    assert [(row["id"], row["number"]) for row in client.recalls()] == [(recall.pk, 1)]
    client.acknowledge(recall.pk)
    assert Acknowledgement.objects.get().recall == recall


def test_an_engine_that_scores_otherwise_is_told(make_client, bank):
    release(bank)
    pulled = make_client().pull()

    def reference(item, answer):
        return Item.parse(item).content.score(answer).thousandths

    assert list(disagreements(pulled, reference)) == []
    told = list(disagreements(pulled, lambda item, answer: 1000))
    assert {(row.answer, row.expected, row.given) for row in told} == {("b", 0, 1000)}


def test_nothing_released_and_nobody_there_are_refused_in_words(make_client, bank, tmp_path):
    with pytest.raises(PullError):
        make_client().pull()
    assert make_client().held() is None


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 13])
def test_inclusion_proofs_prove_their_leaf_and_no_other(size):
    digests = [f"{number:064x}" for number in range(size)]
    root = merkle_root(digests)
    for index, digest in enumerate(digests):
        path = merkle_path(digests, index)
        assert proves_inclusion(digest, index, size, path, root)
        assert not proves_inclusion(f"{99:064x}", index, size, path, root)
        assert not proves_inclusion(digest, index + 1, size, path, root)
        assert not proves_inclusion(digest, index, size, [*path, digest], root)


def _flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
