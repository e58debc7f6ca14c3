"""Let schemathesis look for a 5xx, or an answer outside the description, in the API of a bank with one release.

`python benchmarks/api_contract.py SECONDS`: throw-away database and storage; the API is served by granian and called by
schemathesis, with random and boundary parameters, by nobody and by an engine. Exits 1 when anything is wrong.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from api_load import _free_port, _serve, _warm
from release_scale import fill, prepare

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def _known(folder: Path, release: Any) -> Path:
    """A configuration of schemathesis that names what exists."""
    item, asset = release.items.first().version.identity_id, release.assets.first().asset_id
    everywhere = f'"path.slug" = "college"\n"path.number" = 1\n"path.item" = "{item}"\n"path.sha256" = "{asset}"'
    file = f"{release.sha256}.{release.file_name}"
    places = {"frameworks": '"path.slug" = "crcn"', "schemas": '"path.name" = "item"', "delta": '"query.since" = 1'}
    places |= {"tuf/": '"path.name" = "timestamp.json"', "tuf/targets": f'"path.name" = "{file}"'}
    own = (f'[[operations]]\ninclude-path-regex = "{path}"\nparameters = {{ {v} }}' for path, v in places.items())
    (folder / "known.toml").write_text("\n".join([f"[parameters]\n{everywhere}", *own]))
    return folder / "known.toml"


def main(seconds: int) -> int:
    """As nobody, with a key, and with a key at addresses that exist."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        from challengebank.domain import freeze_release, register_engine
        from frameworks.domain import load_frameworks
        from tests.challengebank import factories

        load_frameworks()
        fill(range(1, 21), "Challenge")
        stored = factories.stored_asset(b"a file")
        factories.accepted(factories.item(21, **stored))
        bank = factories.bank("college")
        release = freeze_release(actor=factories.operator(), bank=bank)
        known = _known(Path(folder), release)
        _engine, key = register_engine(actor=factories.operator(), name="engine", banks=[bank])
        port = _free_port()
        server = _serve(port)
        _warm(port)
        program = str(Path(sys.executable).with_name("schemathesis"))
        command = ["run", f"--checks={CHECKS}", f"--max-time={seconds}", f"http://127.0.0.1:{port}/api/v1/openapi.json"]
        keyed = ["--header", f"Authorization: Bearer {key}"]
        runs = [[*command], [*command, *keyed], [f"--config-file={known}", *command, *keyed]]
        try:
            return max(subprocess.run([program, *run], cwd=folder, check=False).returncode for run in runs)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 30))
