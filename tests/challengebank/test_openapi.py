"""The API's description is published and changes only on purpose: run `pytest --update-openapi` after a wanted change."""

from pathlib import Path

import orjson

from config.api import api

SNAPSHOT = Path(__file__).with_name("openapi.json")


def test_the_description_is_the_one_agreed(pytestconfig):
    described = orjson.dumps(api.get_openapi_schema(), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS) + b"\n"
    if pytestconfig.getoption("--update-openapi"):
        SNAPSHOT.write_bytes(described)
    assert SNAPSHOT.read_bytes() == described


def test_every_operation_has_its_own_name_and_a_summary():
    operations = [o for path in api.get_openapi_schema()["paths"].values() for o in path.values()]
    assert len({o["operationId"] for o in operations}) == len(operations)
    assert all(o["summary"] for o in operations)
