"""QTI packages: valid by the published schemas, and by what no schema sees."""

import importlib.util
import io
import os
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from interop.exporters import export
from interop.exporters.exporter import DEGRADATIONS
from interop.sandbox import import_file
from tests.interop.examples import CONTENTS
from tests.interop.releases import item, release

SHARED = Path(os.environ.get("VIVIER_SHARED", Path(__file__).parents[3] / "shared"))
VALIDATOR = SHARED / "tools" / "qti_validate.py"
VERSIONS = ("qti3", "qti22", "qti21")


@pytest.fixture(params=VERSIONS)
def package(request, tmp_path):
    sent = [
        item(
            n, content=content, feedback={"correct": "Oui *oui*."}, licence="CC BY", authors=["A"], classes=["sixieme"]
        )
        for n, content in enumerate(CONTENTS.values())
    ]
    out = io.BytesIO()
    report = export(request.param, release(tmp_path / "r.zip", sent), out, frozenset(DEGRADATIONS))
    assert report.exported == len(CONTENTS)
    return zipfile.ZipFile(out)


@pytest.mark.skipif(not VALIDATOR.is_file(), reason="the schemas are not here: set VIVIER_SHARED")
def test_every_file_is_valid(package, tmp_path):
    spec = importlib.util.spec_from_file_location("qti_validate", VALIDATOR)
    validator = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(validator)
    package.extractall(tmp_path / "package")
    states = {path: validator.check(str(path)) for path in sorted((tmp_path / "package").rglob("*.xml"))}
    assert [(path.name, errors[:1]) for path, (state, _ns, errors) in states.items() if state != "ok"] == []


def test_what_is_referred_to_is_there_once(package):
    manifest = etree.fromstring(package.read("imsmanifest.xml"))
    identifiers = manifest.xpath("//@identifier")
    assert len(set(identifiers)) == len(identifiers)
    named = set(manifest.xpath("//*[local-name()='file']/@href"))
    assert named | {"imsmanifest.xml"} == set(package.namelist())
    assert set(manifest.xpath("//@identifierref")) <= set(identifiers)
    for name in named:
        xml = package.read(name).decode()
        declared = re.findall(r'<(?:qti-)?response-?[dD]eclaration identifier="(\w+)"', xml)
        used = re.findall(r'response-?[iI]dentifier="(\w+)"', xml)
        assert sorted(declared) == sorted(used), name
        outcomes = set(re.findall(r'<(?:qti-)?outcome-?[dD]eclaration identifier="(\w+)"', xml))
        assert set(re.findall(r'<(?:qti-)?set-?[oO]utcome-?[vV]alue identifier="(\w+)"', xml)) <= outcomes
        assert set(re.findall(r'outcome-?[iI]dentifier="(\w+)"', xml)) <= outcomes


def test_a_manifest_longer_than_what_a_parser_takes_at_once(tmp_path):
    path, out = tmp_path / "qti3.zip", io.BytesIO()
    export("qti3", release(tmp_path / "r.zip", [item(1)]), out)
    with zipfile.ZipFile(out) as short, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as long:
        for name in short.namelist():
            more = b"".join(b'<resource identifier="x%d" type="webcontent"/>\n' % n for n in range(250_000))
            whole = short.read(name).replace(b"<resources>", b"<resources>" + more)
            long.writestr(name, whole)
        assert long.getinfo("imsmanifest.xml").file_size > 11_000_000
    assert [draft["id"] for draft in import_file(path).drafts] == [item(1).id]
