"""The frameworks, and storage of each test's own."""

from tests.authoring.conftest import frameworks, storage  # noqa: F401 - fixtures
from tests.challengebank.conftest import storages_in  # noqa: F401 - a fixture
