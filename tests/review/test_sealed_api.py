"""A sealed verdict is in no answer of the engines' API, whatever its address and whoever asks."""

from urllib.parse import quote

import pytest

from challengebank.domain import freeze_release, register_engine
from challengebank.models import Bank, Version
from config.api import api
from tests.challengebank import factories as banks
from tests.review import factories

pytestmark = pytest.mark.django_db

MARKER = "Sealed-marker-7315"
PATHS = sorted(path for path, methods in api.get_openapi_schema()["paths"].items() if "get" in methods)
NAMES = (
    "latest",
    "manifest.json",
    "root.json",
    "1.root.json",
    "timestamp.json",
    "snapshot.json",
    "targets.json",
    "item",
)


@pytest.fixture
def sealed() -> Version:
    """A version released, and the next one of the same challenge under review with one verdict of two."""
    banks.accepted(banks.item(1))
    freeze_release(actor=banks.operator(), bank=banks.bank("training"))
    [review] = factories.opened(banks.item(1, statement="What is 1 + 2?"))
    factories.verdict(review, factories.person("rose"), "refuse", comment=MARKER)
    return review.version


def addresses(path: str, version: Version) -> list[str]:
    """The path with every value that it may have here: both versions, each known name."""
    values = {"slug": ("training", "crcn"), "number": ("1", str(version.number)), "sha256": (version.digest,)}
    values |= {"item": (str(version.identity_id),), "name": NAMES}
    found = [path]
    for name, known in values.items():
        found = [each.replace(f"{{{name}}}", quote(value)) for each in found for value in known]
    return sorted(set(found))


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("path", PATHS)
def test_a_sealed_verdict_is_in_no_answer_of_the_api(client, sealed, path):
    _engine, key = register_engine(actor=banks.operator(), name="engine", banks=[Bank.objects.get()])
    hidden = [MARKER.encode(), sealed.digest.encode(), b"1 + 2", b"Rose"]
    for headers in ({}, {"Authorization": f"Bearer {key}"}):
        for address in addresses(path, sealed):
            answer = body(client.get(address, {"since": 1}, headers=headers))
            assert [secret for secret in hidden if secret in answer] == [], address
