"""The API's description changes only on purpose: run `pytest --update-openapi` after a wanted change."""

import json
from pathlib import Path

from config.api import api

SNAPSHOT = Path(__file__).with_name("openapi.json")


def test_the_description_is_the_one_agreed(pytestconfig):
    described = (json.dumps(api.get_openapi_schema(), indent=1) + "\n").encode()
    if pytestconfig.getoption("--update-openapi"):
        SNAPSHOT.write_bytes(described)
    assert SNAPSHOT.read_bytes() == described


def test_every_operation_has_its_own_name_and_a_summary():
    operations = [o for path in api.get_openapi_schema()["paths"].values() for o in path.values()]
    assert len({o["operationId"] for o in operations}) == len(operations)
    assert all(o["summary"] for o in operations)
