"""Releases are signed by a key outside the database, and Debian's minisign agrees."""

import shutil
import stat
import subprocess

import pytest
from django.core.management import call_command

from challengebank.domain import freeze_release
from challengebank.keys import folder, make_key, public_keys, revoke_key
from interop.minisign import SignatureError, read_public_key, verify
from tests.challengebank import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(tmp_path):
    make_key()
    factories.accepted(factories.item(1))
    release = freeze_release(actor=factories.operator(), bank=factories.bank())
    path = tmp_path / "college.zip"
    call_command("export_release", "college", 1, output=path)
    return release, path


def public():
    return read_public_key(next(iter(public_keys().values())))


def test_minisign_itself_verifies_a_release(signed, tmp_path):
    if not shutil.which("minisign"):
        pytest.skip("minisign is not installed")
    (tmp_path / "key.pub").write_text(next(iter(public_keys().values())))
    command = ["minisign", "-V", "-p", str(tmp_path / "key.pub"), "-m", str(signed[1])]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    signed[1].write_bytes(signed[1].read_bytes()[:-1] + b"x")
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


def test_the_comment_names_the_release(signed):
    release, path = signed
    assert verify(path, release.signature, public()) == f"college 1 {release.digest}"


def test_any_change_of_the_signature_is_refused(signed):
    release, path = signed
    for place in range(release.signature.index("\n") + 1, len(release.signature) - 1):
        letter = "B" if release.signature[place] != "B" else "C"
        with pytest.raises(SignatureError):
            verify(path, release.signature[:place] + letter + release.signature[place + 1 :], public())


def test_another_key_is_refused(signed):
    release, path = signed
    other = make_key()
    with pytest.raises(SignatureError, match="another key"):
        verify(path, release.signature, read_public_key(public_keys()[other]))


def test_private_keys_are_for_their_owner_only_and_revocation_destroys_them():
    name = make_key()
    assert stat.S_IMODE((folder() / f"{name}.pem").stat().st_mode) == 0o600
    revoke_key(name)
    assert public_keys() == {}
    assert not (folder() / f"{name}.pem").exists()


def test_without_a_key_a_release_is_not_signed():
    factories.accepted(factories.item(1))
    assert freeze_release(actor=factories.operator(), bank=factories.bank()).signature == ""
