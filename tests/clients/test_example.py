"""The recipe for other languages, run: JavaScript pulls from the live server and refuses what was changed."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

from challengebank.domain import freeze_release, recall_version, store_asset
from challengebank.keys import make_key
from challengebank.models import TrustFile
from items.document import Asset, Attachment
from tests.challengebank import factories
from tests.challengebank.conftest import storages_in  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
MODULES = Path(os.environ.get("VIVIER_READERS", ROOT / "node_modules"))
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        shutil.which("node") is None or not (MODULES / "tuf-js").exists(), reason="no node, or no tuf-js: make readers"
    ),
]


@pytest.fixture
def pull(tmp_path, live_server):
    """Run the example in a folder of its own; what it said and what it holds."""
    make_key()
    call_command("signing_keys", "root", tmp_path / "root.pem")
    script, engine = tmp_path / "node" / "pull.mjs", tmp_path / "engine"
    script.parent.mkdir()
    shutil.copy(ROOT / "docs" / "examples" / "pull.mjs", script)
    (script.parent / "node_modules").symlink_to(MODULES)
    (engine / "trust").mkdir(parents=True)
    (engine / "trust" / "root.json").write_bytes(bytes(TrustFile.objects.get(role="root").content))

    def run() -> tuple[int, dict]:
        command = ["node", script, live_server.url, "college", engine]
        code = subprocess.run(command, capture_output=True, check=False).returncode
        held = engine / "held.json"
        return code, json.loads(held.read_bytes()) if held.exists() else {}

    run.files = engine / "files"
    return run


def test_it_holds_what_was_released_and_refuses_what_was_changed(pull):
    stored = store_asset(content=b"a file", media_type="text/plain")
    asset = Asset(sha256=stored.pk, name="n.txt", media_type="text/plain", size=6)
    factories.accepted(
        *(factories.item(number) for number in range(1, 6)),
        factories.item(6, assets=(asset,), attachments=(Attachment(asset=stored.pk, label="N"),)),
    )
    bank, actor = factories.bank("college"), factories.operator()
    assert pull()[0] == 1, "nothing is released yet"
    first = freeze_release(actor=actor, bank=bank)
    code, held = pull()
    assert (code, held["number"], held["digest"], held["recalls"]) == (0, 1, first.digest, [])
    assert (pull.files / held["file"]).read_bytes() == Path(first.file.path).read_bytes()
    recall = recall_version(actor=actor, version=first.items.first().version, reason="Wrong key.")
    second = freeze_release(actor=actor, bank=bank)
    path = Path(second.file.path)
    whole = path.read_bytes()
    path.write_bytes(whole[:500] + bytes([whole[500] ^ 1]) + whole[501:])
    assert pull() == (1, held)
    path.write_bytes(whole)
    code, held = pull()
    assert (code, held["number"], [row["id"] for row in held["recalls"]]) == (0, 2, [recall.pk])
