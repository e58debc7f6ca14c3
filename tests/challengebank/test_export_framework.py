"""The CRCN as CASE: valid by the published schemas, the same identifiers each time."""

import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from jsonschema import Draft7Validator
from jsonschema.validators import validator_for

from frameworks.domain import load_frameworks
from interop.case import guid

SHARED = Path(os.environ.get("VIVIER_SHARED", Path(__file__).parents[3] / "shared"))
SCHEMAS = SHARED / "data" / "schemas" / "case"


@pytest.fixture
def case(db, tmp_path):
    load_frameworks()

    def write(format):
        path = tmp_path / f"{format}.json"
        call_command("export_framework", "crcn", format=format, output=path)
        return json.loads(path.read_text())

    return write


@pytest.mark.skipif(not SCHEMAS.is_dir(), reason="the schemas are not here: set VIVIER_SHARED")
@pytest.mark.parametrize(
    ("format", "schema"),
    [("case", "opencase-case-v1p1-cfpackage.json"), ("case10", "case-v1p0-cfpackage-schema.json")],
)
def test_it_is_valid(case, format, schema):
    schema = json.loads((SCHEMAS / schema).read_text())
    found = validator_for(schema, Draft7Validator)(schema).iter_errors(case(format))
    assert [f"{'/'.join(map(str, error.path))}: {error.message[:200]}" for error in found][:5] == []


def test_identifiers_are_stable_and_every_item_hangs_somewhere(case):
    package = case("case")
    items = {item["humanCodingScheme"]: item["identifier"] for item in package["CFItems"]}
    assert items["1.1"] == guid("crcn", "1.1")
    origins = [link["originNodeURI"]["identifier"] for link in package["CFAssociations"]]
    assert sorted(origins) == sorted(items.values())
    assert package == case("case")


def test_an_unknown_framework_is_refused(case):
    with pytest.raises(CommandError, match="load_frameworks"):
        call_command("export_framework", "nope")
