"""The author reads the remarks of his reviewers and applies a suggestion, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.authoring import factories
from tests.authoring.test_suggestions import remark, said
from tests.browser import screenshot, violations

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("frameworks")]


def test_one_click_applies_a_suggestion(page, sign_in):
    draft = factories.challenge(statement="Is this right?")
    comment = remark(draft, "refuse", "accept")
    sign_in(page, draft.author)
    page.goto(f"/admin/reviews/{comment.review_id}/")
    button = page.get_by_role("button", name="Appliquer")
    button.scroll_into_view_if_needed()
    screenshot(page, "suggestion")
    assert violations(page) == []
    button.click()
    expect(page.get_by_text("La suggestion est dans votre brouillon.")).to_be_visible()
    expect(button).to_have_count(0)
    screenshot(page, "suggestion-applied")
    assert said(draft) == "Is that right?"
