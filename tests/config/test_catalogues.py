"""Both catalogues are complete and compiled: every sentence of the code has its French and its English."""

import gettext
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CATALOGUES = sorted(ROOT.glob("*/locale/*/LC_MESSAGES/*.po"))


def entries(path: Path) -> dict[str, str]:
    """What `msgunfmt` reads of a catalogue compiled: message identifier to translation."""
    with path.open("rb") as file:
        return {
            key: value for key, value in gettext.GNUTranslations(file)._catalog.items() if isinstance(key, str) and key
        }


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_left_to_translate_and_what_is_written_is_compiled(path, tmp_path):
    if shutil.which("msgfmt") is None:
        pytest.skip("gettext's tools are not installed")
    compiled = tmp_path / "again.mo"
    done = subprocess.run(
        ["msgfmt", "--statistics", "--check-format", "-o", compiled, path],
        capture_output=True,
        text=True,
        env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
        check=True,
    )
    assert [word for word in ("fuzzy", "untranslated") if word in done.stderr] == []
    assert entries(path.with_suffix(".mo")) == entries(compiled)


def test_every_catalogue_has_both_languages():
    folders = sorted({path.parents[2] for path in CATALOGUES})
    assert [f.parent.name for f in folders if {"fr", "en"} - {p.name for p in f.iterdir()}] == []
