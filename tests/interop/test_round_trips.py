"""Whatever an item says, what a format claims to keep comes back from it."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interop.exporters import export
from interop.fidelity import differences
from interop.importers import importer_for
from items.document import Item
from tests.interop.releases import item, release

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn", "Z")), min_size=1, max_size=30)
LABELS = st.lists(TEXT, min_size=2, max_size=5, unique_by=str.casefold)


@pytest.mark.parametrize("name", ["moodle", "gift"])
@given(title=TEXT, statement=TEXT, labels=LABELS, feedback=TEXT)
@settings(max_examples=60, deadline=None)
def test_texts_and_key_survive(name, title, statement, labels, feedback):
    options = [{"id": f"o{n}", "text": text, "feedback": feedback} for n, text in enumerate(labels, 1)]
    content = {"type": "single_choice", "options": options, "key": "o2"}
    sent = item(1, title=title, statement=statement, content=content)
    with TemporaryDirectory() as folder:
        out = io.BytesIO()
        export(name, release(Path(folder) / "r.zip", [sent]), out)
        (Path(folder) / "out").write_bytes(out.getvalue())
        path = Path(folder) / "out"
        (draft,) = importer_for(path, name).read(path)
    assert differences(sent, Item.parse(draft)) == ()
