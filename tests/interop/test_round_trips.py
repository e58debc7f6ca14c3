"""Whatever an item says, what comes back from a file differs from it by the fidelity report, exactly."""

import io
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from interop.exporters import EXPORTERS
from interop.exporters.exporter import DEGRADATIONS
from interop.fidelity import covers, differences, is_same
from interop.importers import importer_for
from items.document import Item
from tests.interop.releases import release
from tests.items.strategies import BY_TYPE, SHA256, items

FORMATS = [exporter for exporter in EXPORTERS if exporter.importer not in ("", "bank")]


def sent_and_back(exporter, item):
    """The losses that the report names (None when the item is left out), and the features that came back changed."""
    item = Item.parse(item.canonical().replace(SHA256.encode(), sha256(b"x").hexdigest().encode()))
    with TemporaryDirectory() as folder:
        bundle, path = release(Path(folder) / "r.zip", [item]), Path(folder) / f"out{exporter.extension}"
        out = io.BytesIO()
        report = exporter.export(bundle, out, frozenset(DEGRADATIONS))
        path.write_bytes(out.getvalue())
        lost = {loss.feature for loss in report.losses}
        drafts = [row for row in importer_for(path, exporter.importer).read(path) if isinstance(row, dict)]
    if "item" in lost:
        assert drafts == []
        return None, ()
    (draft,) = drafts
    draft.pop("origin", None)
    back = Item.parse(draft)
    assert not (is_same(item.canonical(), draft) and differences(item, back))
    assert not (is_same(item.canonical(), draft, lost) and differences(item, back, lost))
    return lost, differences(item, back)


@pytest.mark.parametrize("exporter", FORMATS, ids=lambda exporter: exporter.name)
@pytest.mark.parametrize("type_", BY_TYPE, ids=lambda type_: type_.__name__)
def test_what_comes_back_differs_by_the_report_exactly(exporter, type_):
    @given(items(BY_TYPE[type_]))
    @settings(max_examples=3, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def check(item):
        lost, changed = sent_and_back(exporter, item)
        if lost is not None:
            assert [path for path in changed if not any(covers(feature, path) for feature in lost)] == []
            assert [feature for feature in lost if not any(covers(feature, path) for path in changed)] == []

    check()
