"""The import page in a real browser: look, import, undo, without leaving the page; and it is accessible."""

import pytest

from tests.authoring.people import teacher
from tests.authoring.test_imports import GIFT
from tests.browser import screenshot, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frameworks")]


def test_a_teacher_brings_a_bank_and_takes_it_back(page, sign_in):
    sign_in(page, teacher())
    page.goto("/admin/authoring/import/")
    page.set_input_files("input[type=file]", {"name": "b.gift", "mimeType": "text/plain", "buffer": GIFT.encode()})
    page.select_option("select[name=competence]", "1.1")
    page.click("button[name=look]")
    page.wait_for_selector(".import-counts")
    assert "Capitale" in page.inner_text(".import-titles")
    screenshot(page, "import")
    assert violations(page) == []
    page.click("button[name=import]")
    page.wait_for_selector("[data-import-result] form")
    page.click("[data-import-result] form button")
    page.wait_for_selector(".messages")
