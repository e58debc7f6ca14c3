"""A release is whole, proved, numbered, immutable and the same bytes each time it is written."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.domain import verify_audit
from accounts.models import AuditEvent
from challengebank.domain import (
    export_release,
    freeze_release,
    recall_version,
    rewrite_release,
    store_asset,
    verify_release,
)
from challengebank.domain.exports import FORMATS
from challengebank.errors import BankError, ImmutableError, NotAllowed
from challengebank.models import Release, Version
from interop.bundle import Bundle
from items.document import Asset, Attachment
from tests.challengebank import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank():
    content = b"a file of the pupil"
    stored = store_asset(content=content, media_type="text/plain")
    asset = Asset(sha256=stored.pk, name="notes.txt", media_type="text/plain", size=len(content))
    factories.accepted(
        factories.tutorial(1000),
        factories.tutorial(1001),
        factories.item(1, tutorials=(1000, 1002)),
        factories.item(2, assets=(asset,), attachments=(Attachment(asset=stored.pk, label="Notes"),)),
        factories.item(3, competence="2.1"),
    )
    return factories.bank()


def release_of(bank, **options) -> Release:
    return freeze_release(actor=factories.operator(), bank=bank, **options)


def test_a_release_carries_the_exact_documents_their_tutorials_and_files(bank):
    release = release_of(bank)
    contents = verify_release(Path(release.file.path))
    assert (release.number, release.count, release.digest) == (1, contents.items, contents.digest)
    bundle = Bundle(Path(release.file.path))
    assert bundle.manifest.canonical() == release.whole_manifest()
    assert (bundle.manifest.digest(), bundle.manifest.true_root()) == (release.digest, bundle.manifest.merkle_root)
    assert [entry.id for entry in bundle.manifest.tutorials] == [factories.uuid(1000)]
    documents = [document.content for document in (*bundle.items(), *bundle.tutorials())]
    assert documents == [bytes(Version.objects.get(pk=key).document) for key in release.version_keys()]
    assert [b"".join(asset.chunks) for asset in bundle.assets()] == [b"a file of the pupil"]


def test_writing_a_release_again_gives_the_same_bytes(bank, tmp_path):
    release = release_of(bank)
    rewrite_release(release=release, path=tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == Path(release.file.path).read_bytes()


def test_the_same_selection_is_refused_unless_forced_and_numbers_follow(bank):
    first = release_of(bank)
    with pytest.raises(BankError):
        release_of(bank)
    second = release_of(bank, force=True)
    factories.accepted(factories.item(9))
    third = release_of(bank)
    assert [first.number, second.number, third.number, third.count] == [1, 2, 3, 4]
    assert verify_release(Path(third.file.path)).release.previous == second.digest


@pytest.mark.parametrize(("purpose", "stands"), [("training", False), ("certification", True)])
def test_what_is_accepted_meanwhile_stops_a_release_only_when_the_bank_selects_it(bank, purpose, stands):
    def accept(step: str, done: int, total: int) -> None:
        if step == "publishing":
            factories.accepted(factories.item(9, purpose=purpose))

    if stands:
        assert release_of(bank, progress=accept).count == 3
    else:
        with pytest.raises(BankError, match="changed|changé"):
            release_of(bank, progress=accept)
    assert Release.objects.count() == stands


def test_what_an_undecided_version_says_of_its_enemies_meanwhile_stops_a_release():
    factories.accepted(factories.item(2), factories.item(3))
    bank = factories.bank(excluded=(factories.uuid(1),), without_enemies=True)

    def name_an_enemy(step: str, done: int, total: int) -> None:
        if step == "publishing":
            factories.frozen(factories.item(1, enemies=(factories.uuid(2),)))

    with pytest.raises(BankError, match="changed|changé"):
        release_of(bank, progress=name_an_enemy)
    assert release_of(bank).count == 1


def test_an_empty_release_is_refused_and_leaves_nothing(storages_in):
    empty = factories.bank()
    with pytest.raises(BankError, match="College"):
        release_of(empty)
    assert Release.objects.count() == 0
    assert not (storages_in / "releases").exists()


def test_a_recalled_version_is_never_shipped_again(bank):
    first = release_of(bank)
    version = first.items.first().version
    recall_version(actor=factories.operator(), version=version, reason="The key is wrong.", urgency="immediate")
    second = release_of(bank)
    assert second.count == 2
    assert second.version_keys() == first.version_keys()[1:3]


def test_only_an_operator_releases_or_recalls(bank):
    with pytest.raises(NotAllowed):
        freeze_release(actor=factories.teacher(), bank=bank)
    version = factories.accepted(factories.item(20))[0]
    with pytest.raises(NotAllowed):
        recall_version(actor=factories.teacher(), version=version, reason="x")
    assert Release.objects.count() == 0


@pytest.mark.parametrize(("reason", "urgency"), [(" ", "normal"), ("leaked", "tomorrow")])
def test_a_recall_needs_a_reason_and_a_known_urgency(reason, urgency):
    version = factories.accepted(factories.item(20))[0]
    with pytest.raises(BankError):
        recall_version(actor=factories.operator(), version=version, reason=reason, urgency=urgency)


def test_a_version_that_was_never_accepted_cannot_be_recalled():
    with pytest.raises(BankError):
        recall_version(actor=factories.operator(), version=factories.frozen(factories.item(1))[0], reason="leaked")


def test_a_release_without_one_of_its_files_is_refused_and_leaves_nothing(bank, storages_in):
    digest = "0" * 64
    missing = Asset(sha256=digest, name="x", media_type="text/plain", size=1)
    factories.accepted(factories.item(30, assets=(missing,), attachments=(Attachment(asset=digest, label="X"),)))
    with pytest.raises(BankError, match=digest):
        release_of(bank)
    assert Release.objects.count() == 0
    assert [path for path in (storages_in / "releases").rglob("*") if path.is_file()] == []


def test_what_a_killed_run_left_is_swept_by_the_next(bank, storages_in):
    orphan = storages_in / "releases" / bank.slug / "college-0001-dead.zip"
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"half")
    release = release_of(bank)
    assert list(orphan.parent.iterdir()) == [Path(release.file.path)]


def test_a_release_is_never_changed_or_deleted(bank):
    release = release_of(bank)
    release.number = 7
    with pytest.raises(ImmutableError):
        release.save()
    with pytest.raises(ImmutableError):
        release.delete()
    with pytest.raises(ImmutableError):
        Release.objects.update(number=7)


def test_each_act_is_on_the_audit_trail(bank):
    release_of(bank)
    acts = list(AuditEvent.objects.values_list("act", "subject"))
    assert ("create bank", "bank:college") in acts
    assert ("release", "release:college/1") in acts
    assert verify_audit() is None


def test_any_changed_byte_is_refused(bank, tmp_path):
    intact = Path(release_of(bank).file.path).read_bytes()
    path = tmp_path / "changed.zip"
    for place in range(0, len(intact), max(1, len(intact) // 150)):
        path.write_bytes(intact[:place] + bytes([intact[place] ^ 1]) + intact[place + 1 :])
        with pytest.raises(BankError):
            verify_release(path)
    for cut in (intact[:-1], intact + b"\0", b""):
        path.write_bytes(cut)
        with pytest.raises(BankError):
            verify_release(path)


def test_the_commands_release_export_and_verify(bank, tmp_path):
    factories.operator()
    out = io.StringIO()
    call_command("release_bank", "college", by="olga@ecole.example", stdout=out)
    path = tmp_path / "college.zip"
    call_command("export_release", "college", 1, output=path, stdout=out)
    call_command("verify_release", path, stdout=out)
    call_command("verify_audit", stdout=out)
    digest = Release.objects.get().digest
    assert f"{path} is intact: college 1, 3 challenges, 1 tutorials, digest {digest}." in out.getvalue()
    content = path.read_bytes().replace(b"Challenge 2", b"Challenge 7", 1)
    path.write_bytes(content)
    call_command("verify_release", all=True, stdout=out)
    assert out.getvalue().count("is intact") == 2
    with pytest.raises(CommandError, match=f"challenge {factories.uuid(2)}"):
        call_command("verify_release", path)


@pytest.mark.parametrize(
    "arguments",
    [("release_bank", "nowhere", "--by", "olga@ecole.example"), ("release_bank", "college", "--by", "x@y.example")],
)
def test_a_command_says_what_it_does_not_find(bank, arguments):
    with pytest.raises(CommandError, match="nowhere|x@y.example"):
        call_command(*arguments)


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_release_goes_out_in_every_format_with_its_report(bank, tmp_path, name):
    report = export_release(actor=None, release=release_of(bank), format=name, path=tmp_path / "out")
    assert (report.format, report.exported) == (name, 3)
    assert (tmp_path / "out").stat().st_size > 100


def test_only_an_operator_takes_a_release_away(bank, tmp_path):
    release = release_of(bank)
    with pytest.raises(NotAllowed):
        export_release(actor=factories.teacher(), release=release, format="csv", path=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_processes_share_an_export_and_leave_the_database_alone(bank, tmp_path, monkeypatch):
    release = release_of(bank)
    written = []
    monkeypatch.setattr("interop.sharing.WORTH", 0)
    for count in ("1", "3"):
        monkeypatch.setenv("VIVIER_PROCESSES", count)
        with transaction.atomic():
            export_release(actor=None, release=release, format="qti3", path=tmp_path / count)
            written.append(((tmp_path / count).read_bytes(), Release.objects.count()))
    assert written[1:] == written[:1]


def test_a_changed_file_is_never_exported(bank, tmp_path):
    release = release_of(bank)
    path = Path(release.file.path)
    path.write_bytes(path.read_bytes().replace(b"Challenge 2", b"Challenge 7", 1))
    with pytest.raises(BankError, match=factories.uuid(2)):
        export_release(actor=None, release=release, format="moodle", path=tmp_path / "out")
    assert list(tmp_path.glob("*out*")) == []
