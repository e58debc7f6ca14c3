"""The demo content is what rules are tried on: what they flag there must be true."""

import pytest

from authoring.demo.load import read_demo
from items.lint import Context, lint
from items.lint.files import file_facts

DEMO = read_demo()
CONTEXT = Context(files={digest: file_facts(data) for digest, data in DEMO.files.items()})


@pytest.mark.parametrize("document", DEMO.items + DEMO.tutorials, ids=lambda document: document.title)
def test_the_demo_has_no_error_and_few_warnings(document):
    found = [finding for finding in lint(document, context=CONTEXT) if finding.severity != "info"]
    assert [finding for finding in found if finding.severity == "error"] == []
    assert len(found) <= 2
