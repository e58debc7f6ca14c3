"""The import page in a real browser: drop, look, import, undo, without leaving the page; and it is accessible."""

import pytest

from tests.authoring.people import teacher
from tests.authoring.test_imports import GIFT
from tests.browser import screenshot, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frameworks")]

DROP = """([area, text, ...names]) => {
    const carried = new DataTransfer();
    for (const name of names) carried.items.add(new File([text], name, { type: "text/plain" }));
    for (const name of ["dragenter", "dragover", "drop"]) {
        area.dispatchEvent(new DragEvent(name, { dataTransfer: carried, bubbles: true, cancelable: true }));
    }
}"""


def looked(page):
    """The import page once it has looked at a file that was dropped on it."""
    page.goto("/admin/authoring/import/")
    page.evaluate(DROP, [page.locator("[data-import-drop]").element_handle(), GIFT, "b.gift"])
    page.select_option("select[name=competence]", "1.1")
    page.click("button[name=look]")
    page.wait_for_selector(".import-counts")


def test_a_teacher_brings_a_bank_and_takes_it_back(page, sign_in):
    sign_in(page, teacher())
    looked(page)
    assert page.locator("[data-import-drop]").get_attribute("class") == "import-drop"
    assert page.eval_on_selector("input[type=file]", "field => field.files[0].name") == "b.gift"
    screenshot(page, "import")
    assert violations(page) == []
    page.click("button[name=import]")
    page.wait_for_selector("[data-import-result] form[action$='undo/']")
    assert "Capitale" in page.inner_text(".import-titles")
    page.click("[data-import-result] form[action$='undo/'] button")
    page.wait_for_selector(".messages")


def test_files_are_dropped_anywhere_on_the_page_one_at_a_time(page, sign_in):
    sign_in(page, teacher())
    page.goto("/admin/authoring/import/")
    elsewhere = page.locator("main").element_handle()
    page.evaluate(DROP, [elsewhere, GIFT, "a.gift", "b.gift"])
    assert page.locator("[data-import-drop] .error-message").inner_text().startswith("Un seul fichier")
    assert page.input_value("input[type=file]") == ""
    page.evaluate(DROP, [elsewhere, GIFT, "b.gift"])
    assert page.input_value("input[type=file]").endswith("b.gift")
    assert page.locator("[data-import-drop] .error-message").count() == 0


def test_a_question_is_seen_before_it_comes_in(page, sign_in):
    sign_in(page, teacher())
    page.set_viewport_size({"width": 390, "height": 844})
    looked(page)
    question = page.locator(".import-questions details").first
    assert not question.locator(".player").is_visible()
    question.locator("summary").focus()
    page.keyboard.press("Enter")
    assert "1.1" in question.locator("summary").inner_text()
    assert question.locator(".player-statement").is_visible()
    assert question.locator("input:checked, input[value]").first.is_disabled()
    assert question.locator("[data-result]").get_attribute("class") == "player-result player-right"
    question.scroll_into_view_if_needed()
    screenshot(page, "import-question-390")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
