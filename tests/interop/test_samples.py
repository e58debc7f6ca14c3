"""Files that other programs wrote: how many drafts and errors each gives, in `samples.json`."""

import json
import os
from pathlib import Path

import pytest

from interop.sandbox import import_file

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("VIVIER_SHARED", HERE.parents[2] / "shared"))
SAMPLES = SHARED / "data" / "samples"
GOLDEN = json.loads((HERE / "samples.json").read_text())


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample files are not here: set VIVIER_SHARED")
@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_each_sample_comes_in_or_says_why_not(name):
    result = import_file(SAMPLES / name)
    errors = [finding for finding in result.findings if finding.severity == "error"]
    assert {"drafts": len(result.drafts), "errors": len(errors)} == GOLDEN[name]
