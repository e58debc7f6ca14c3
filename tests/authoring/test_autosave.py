"""Autosave in a real browser: nothing typed is forgotten, and a form that is sent makes one draft."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from authoring.models import Challenge
from tests.authoring import factories
from tests.authoring.forms import at
from tests.authoring.people import teacher
from tests.browser import PATIENCE, eventually

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frameworks")]

FORMS = re.compile(r"/challenge/(add|edit/\d+)/$")
SAVED = "[data-w-autosave-state-value=saved]"


@pytest.fixture
def page(page: Page) -> Page:
    """A page that remembers, however late one asks, that Wagtail has looked at its form for the first time."""
    remember = "document.documentElement.dataset.looked = ''"
    page.add_init_script(f"document.addEventListener('w-unsaved:watch-edits', () => {{ {remember} }})")
    return page


def blank(page: Page) -> Page:
    """A blank form, complete, that Wagtail does not watch yet."""
    page.goto(at("add") + "?type=extended_text")
    expect(page.locator("[data-contentpath=content] textarea").first).to_be_visible()
    return page


def watched(page: Page) -> Page:
    """Once Wagtail has looked at the form for the first time."""
    expect(page.locator("html[data-looked]")).to_be_attached()
    return page


def held(page: Page, most: int) -> list[Route]:
    """The next autosaves, so many at most, do not reach the server until they are let go."""
    routes: list[Route] = []

    def hold(route: Route) -> None:
        request = route.request
        if len(routes) < most and request.method == "POST" and request.headers["accept"] == "application/json":
            routes.append(route)
        else:
            route.fallback()

    page.route(FORMS, hold)
    return routes


def waits_for(page: Page, routes: list[Route], number: int) -> Route:
    """The request of that number, from 1, once it is held."""
    eventually(page, lambda: len(routes) >= number)
    return routes[number - 1]


def test_what_is_typed_before_wagtail_watches_is_saved(page, sign_in):
    sign_in(page, teacher())
    blank(page).locator("#id_title").fill("Typed at once")
    page.locator(SAVED).wait_for(state="attached", timeout=PATIENCE)
    assert Challenge.objects.get().title == "Typed at once"


@pytest.mark.parametrize("new", [True, False])
def test_what_is_typed_while_a_save_is_under_way_is_saved(page, sign_in, new):
    draft = None if new else factories.challenge()
    sign_in(page, draft.author if draft else teacher())
    if draft:
        page.goto(at("edit", draft.pk))
    else:
        blank(page)
    watched(page)
    routes = held(page, 2)
    page.locator("#id_title").fill("First words")
    first = waits_for(page, routes, 1)
    page.locator("#id_title").fill("First words, and more")
    first.continue_()
    waits_for(page, routes, 2).continue_()
    page.locator(SAVED).wait_for(state="attached", timeout=PATIENCE)
    assert Challenge.objects.get().title == "First words, and more"


def test_a_form_sent_while_a_save_is_under_way_makes_one_draft(page, sign_in):
    sign_in(page, teacher())
    watched(blank(page))
    routes = held(page, 9)
    page.locator("#id_title").fill("Once")
    first = waits_for(page, routes, 1)
    page.locator("button.action-save").click()
    with page.expect_event("load"):
        first.continue_()
    page.wait_for_load_state("networkidle")
    assert ([c.title for c in Challenge.objects.all()], routes) == (["Once"], [first])


def test_no_save_begins_beside_a_form_that_is_sent(page, sign_in):
    sign_in(page, teacher())
    watched(blank(page))
    routes, sent = held(page, 9), []
    page.route(
        "**/challenge/add/",
        lambda route: sent.append(route) if route.request.is_navigation_request() else route.fallback(),
    )
    page.locator("#id_title").fill("Once")
    page.locator("button.action-save").click(no_wait_after=True)
    waits_for(page, sent, 1)
    page.wait_for_timeout(2000)  # long enough for Wagtail to see the change and to save it
    assert routes == []
    with page.expect_event("load"):
        sent[0].continue_()
    page.wait_for_load_state("networkidle")
    assert [c.title for c in Challenge.objects.all()] == ["Once"]


def test_what_was_saved_by_itself_is_not_offered_again(page, sign_in):
    draft = factories.challenge()
    sign_in(page, draft.author)
    page.goto(at("edit", draft.pk))
    watched(page).locator("#id_title").fill("Saved without its last space ")
    page.locator(SAVED).wait_for(state="attached", timeout=PATIENCE)
    page.reload()
    expect(page.locator("#w-editor-form[data-watched]")).to_be_visible()
    assert page.locator("#id_title").input_value() == "Saved without its last space"
    assert page.locator(".authoring-rescue").count() == 0


def test_looking_at_an_older_text_checks_it_and_saves_nothing(page, sign_in):
    draft = factories.challenge()
    sign_in(page, draft.author)
    page.goto(at("revisions_revert", draft.pk, draft.latest_revision_id))
    expect(page.locator(".authoring-summary")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert draft.revisions.count() == 1
