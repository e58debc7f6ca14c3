"""Reading an accepted challenge that one did not write: what it is, then the challenge to play."""

import pytest

from tests.authoring import factories
from tests.authoring.forms import at
from tests.authoring.people import teacher

pytestmark = pytest.mark.usefixtures("frameworks")


@pytest.fixture
def page(client):
    draft = factories.accepted(title="The whale")
    client.force_login(teacher("zoe"))
    return lambda query="": client.get(at("inspect", draft.pk) + query)


def test_a_colleague_reads_what_counts_and_nothing_of_the_database(page):
    answer = page()
    facts = dict(answer.context["facts"])
    assert (facts["État"], facts["Langue"], facts["Licence"]) == ("acceptée", "Français", "CC BY 4.0")
    assert answer.context["fields"] == []


def test_he_plays_it_and_is_not_offered_its_tests(page):
    played = page("?play").content.decode()
    assert "data-player-form" in played
    assert "data-keep" not in played


def test_he_is_not_sent_to_edit_or_delete_it(page):
    assert "/edit/" not in page().content.decode().split("<main", 1)[1].split("authoring-player")[0]
