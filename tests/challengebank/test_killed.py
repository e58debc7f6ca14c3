"""SIGKILL during releases leaves nothing half-made to be seen, and nothing behind after the next run."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_killed_releases_are_whole_or_absent(tmp_path):
    command = [sys.executable, str(ROOT / "benchmarks" / "release_kills.py"), "8"]
    environment = {"PATH": "/usr/bin:/bin", "TMPDIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert json.loads(done.stdout)["wrong"] == []
    assert done.returncode == 0
