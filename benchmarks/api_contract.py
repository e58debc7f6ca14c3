"""Let schemathesis look for a 5xx, or an answer outside the description, in the API of a bank with one release.

`python benchmarks/api_contract.py SECONDS`: throw-away database and storage; the API is served by granian and called by
schemathesis, with random and boundary parameters, by nobody and by an engine. Exits 1 when anything is wrong.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from api_load import _free_port, _serve, _warm
from release_scale import fill, prepare

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def main(seconds: int) -> int:
    """As nobody, then with a key."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        from challengebank.domain import freeze_release, register_engine
        from frameworks.domain import load_frameworks
        from tests.challengebank import factories

        load_frameworks()
        fill(range(1, 21), "Challenge")
        bank = factories.bank("college")
        freeze_release(actor=factories.operator(), bank=bank)
        _engine, key = register_engine(actor=factories.operator(), name="engine", banks=[bank])
        port = _free_port()
        server = _serve(port)
        _warm(port)
        command = [str(Path(sys.executable).with_name("schemathesis")), "run", f"--checks={CHECKS}"]
        command += [f"--max-time={seconds}", f"http://127.0.0.1:{port}/api/v1/openapi.json"]
        try:
            return max(
                subprocess.run([*command, *who], cwd=folder, check=False).returncode
                for who in ([], ["--header", f"Authorization: Bearer {key}"])
            )
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 30))
