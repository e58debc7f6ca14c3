"""Files that other programs wrote: how many drafts and errors each gives, in `samples.json`."""

import json
import os
from pathlib import Path

import pytest

from interop.findings import Finding, RefusedFileError
from interop.importers import importer_for

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("VIVIER_SHARED", HERE.parents[2] / "shared"))
SAMPLES = SHARED / "data" / "samples"
GOLDEN = json.loads((HERE / "samples.json").read_text())


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample files are not here: set VIVIER_SHARED")
@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_each_sample_comes_in_or_says_why_not(name):
    rows = list(read(SAMPLES / name))
    drafts = [row for row in rows if isinstance(row, dict)]
    errors = [row for row in rows if isinstance(row, Finding) and row.severity == "error"]
    assert {"drafts": len(drafts), "errors": len(errors)} == GOLDEN[name]


def read(path):
    """What the file gives; one error when it is refused as a whole."""
    importer = importer_for(path)
    try:
        return list(importer.read(path)) if importer else [Finding("error", "file", "unknown")]
    except RefusedFileError as refusal:
        return [Finding("error", "file", refusal.reason)]
