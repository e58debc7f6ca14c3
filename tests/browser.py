"""A real Chromium for the tests of screens: pages, people who sign in, and the check of accessibility.

Chromium is Debian's; `VIVIER_CHROMIUM` names another one. Without any, the tests marked `browser` are skipped.
"""

import os
import shutil
import threading
import time
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = os.environ.get("VIVIER_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],  # nothing of what passed: half the time
}
once = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"].endswith("postgresql"),
    reason="what the browser does with these pages is the same on every database: tried on SQLite",
)
"""For long tests of what only the browser does."""
PATIENCE = 60_000  # milliseconds: machines that run tests are slow
expect.set_options(timeout=PATIENCE)
SCREENSHOTS = Path(os.environ.get("VIVIER_SCREENSHOTS", "screenshots"))


@pytest.fixture(scope="session")
def browser() -> Browser:
    """One Chromium for all tests."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: install Debian's package chromium, or set VIVIER_CHROMIUM")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs an event loop in the tests' own thread
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser, live_server):
    """Make pages of people who do not share cookies: `new_page()`, or `new_page(viewport=…)`, in French by default."""
    contexts = []

    def make(**options) -> Page:
        context = browser.new_context(**{"base_url": live_server.url, "locale": "fr-FR", **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        return page

    yield make
    for context in contexts:
        context.close()
    _wait_for_answers()


def _wait_for_answers() -> None:
    """Wait until the site has answered all that pages asked: it would write to the database of the next test."""
    give_up = time.monotonic() + PATIENCE / 1000
    while any("process_request_thread" in thread.name for thread in threading.enumerate()):
        assert time.monotonic() < give_up, "the site still answers somebody"
        time.sleep(0.02)


@pytest.fixture
def page(new_page) -> Page:
    """A page of somebody who has not signed in yet."""
    return new_page()


@pytest.fixture
def sign_in(live_server):
    """`sign_in(page, person)`: the person has signed in on that page."""

    def go(page: Page, person) -> None:
        client = Client()
        client.force_login(person)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])

    return go


def eventually(page: Page, what) -> None:
    """Wait until something that happens on the server, or in a route, is done."""
    for _again in range(240):
        if what():
            return
        page.wait_for_timeout(250)
    raise AssertionError("it never came")


def violations(page: Page, within: str | None = None) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA, a line a violation, on the page or in one element of it."""
    found = Axe().run(page, context=within, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


def screenshot(page: Page, name: str) -> None:
    """Keep a picture of the whole page, when VIVIER_SCREENSHOTS says where."""
    if "VIVIER_SCREENSHOTS" in os.environ:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
