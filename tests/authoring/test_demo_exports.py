"""The demo bank goes out in every format and comes back as its report says, files, zones and all."""

import pytest

from authoring.demo.load import read_demo
from interop.bundle import AssetFile
from interop.exporters import EXPORTERS
from interop.exporters.exporter import DEGRADATIONS
from interop.manifest import AssetEntry
from interop.readback import export_checked
from interop.writing import write_bundle
from tests.interop.releases import HEAD, line


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A release of all the demo challenges with their files."""
    demo = read_demo()
    used = {asset.sha256: asset for item in demo.items for asset in item.assets}
    files = [
        AssetFile(AssetEntry(sha256=sha, media_type=asset.media_type, size=asset.size), [demo.files[sha]])
        for sha, asset in sorted(used.items())
    ]
    path = tmp_path_factory.mktemp("demo") / "release.zip"
    write_bundle(path, HEAD, map(line, demo.items), [], files)
    return path, len(demo.items)


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.name)
def test_it_goes_out_and_comes_back(demo, tmp_path, exporter):
    path, count = demo
    report = export_checked(exporter.name, path, tmp_path / "out", frozenset(DEGRADATIONS))
    assert report.exported + sum(loss.feature == "item" for loss in report.losses) == count
    assert exporter.name not in ("bank", "qti3", "qti22", "qti21") or report.exported == count
