"""Each role finds its own work first, and pays the same whatever its amount."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.search import admin_search_areas

from accounts.roles import ADMINISTRATOR, OPERATOR
from authoring.models import Challenge
from authoring.queries import holes
from challengebank.blueprint import Place
from challengebank.domain import Wanted, approve_release, create_bank, freeze_release, open_calls, propose_release
from challengebank.selection import SelectionRules
from tests.authoring import factories
from tests.authoring.forms import at
from tests.authoring.people import chief, person, reviewer, teacher
from tests.challengebank.factories import accepted, bank, item, operator, second_operator

pytestmark = pytest.mark.usefixtures("frameworks")


@pytest.fixture(autouse=True)
def _fresh_counts():
    cache.clear()


def home(client, who) -> str:
    client.force_login(who)
    answer = client.get(reverse("wagtailadmin_home"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_teacher_sees_drafts_what_came_back_and_where_the_accepted_serve(client):
    factories.challenge(1, title="Just begun")
    factories.judged(factories.challenge(2, title="Came back"), "accept", "refuse")
    factories.accepted(3, title="In the bank")
    olga = person("olga", OPERATOR)
    freeze_release(
        actor=olga, bank=create_bank(actor=olga, slug="b", name="The bank", purpose="training", rules=SelectionRules())
    )
    page = home(client, teacher())
    for words in ("Just begun", "Came back", "The statement has two meanings.", "In the bank", "The bank"):
        assert words in page
    assert "Just begun" not in home(client, teacher("zoe"))


def test_holes_are_counted_in_the_whole_bank_and_by_discipline():
    factories.accepted(1, disciplines=("mathematiques",))
    cell = {(hole.competence.code, level): count for hole in holes("mathematiques") for level, count in hole.cells}
    assert (cell["1.1", 2], cell["1.1", 3]) == (1, 0)
    assert not any(count for hole in holes("svt") for _level, count in hole.cells)


def test_a_hole_is_a_link_to_an_aligned_form(client):
    assert "add/?competence=5.2&amp;level=1" in home(client, teacher())


def test_reviewers_and_operators_see_their_own_work(client):
    factories.submitted(factories.challenge(1, title="To judge"))
    assert "To judge" in home(client, reviewer())
    page = home(client, person("olga", OPERATOR))
    assert reverse("banks:list") in page
    assert "To judge" not in page


def test_an_operator_sees_what_another_one_proposes_then_both_see_that_it_can_go_out(client):
    accepted(item(1, purpose="certification"))
    proposal = propose_release(actor=operator(), bank=bank("secret", purpose="certification"))
    link = reverse("banks:release", args=["secret"])
    assert [link in home(client, who) for who in (operator(), second_operator())] == [False, True]
    approve_release(actor=second_operator(), proposal=proposal)
    for who in (operator(), second_operator()):
        assert "Omar Roux l’a approuvée" in home(client, who)
    freeze_release(actor=operator(), bank=proposal.bank)
    assert link not in home(client, operator())


def test_a_chief_reads_how_many_reviews_lack_reviewers(client):
    assert reverse("reviews:plan") not in home(client, chief())
    factories.submitted(factories.challenge(1))
    assert "à 1 relecture" in home(client, chief())
    assert reverse("reviews:plan") not in home(client, reviewer())


def test_a_call_says_all_that_it_asks_and_its_form_begins_with_it(client):
    wanted = Wanted(Place("1.1", 2, "order", "short"), 3, "mathematiques")
    open_calls(actor=operator(), bank=bank("secret", purpose="certification"), places=[wanted])
    page = home(client, teacher())
    assert "Mise en ordre, jusqu’à 1 min, Mathématiques, certification" in page
    draft = Challenge.begun(teacher(), competence="1.1", level="2", type="order", purpose="certification")
    assert (draft.content[0].block_type, draft.purpose) == ("order", "certification")
    assert "type=order&amp;purpose=certification" in page


def test_a_home_page_costs_the_same_for_one_draft_and_for_many(client):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            home(client, teacher())
        return len(queries)

    factories.challenge(1)
    cost()
    one = cost()
    for number in range(2, 12):
        factories.challenge(number)
    assert cost() == one


def test_an_operator_s_home_costs_the_same_for_one_bank_and_for_many(client):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            home(client, person("olga", OPERATOR))
        return len(queries)

    bank("a")
    cost()
    one = cost()
    for slug in ("b", "c", "d"):
        bank(slug)
    assert cost() == one


def test_the_search_of_the_menu_leads_to_what_each_role_looks_for(client):
    for who, where in ((teacher(), at("list")), (person("anne", ADMINISTRATOR), reverse("people:list"))):
        client.force_login(who)
        request = client.get(reverse("wagtailadmin_home")).wsgi_request
        assert admin_search_areas.search_items_for_request(request)[0].url == where
