"""The manual says what the rules say."""

from items.lint.manual import PAGE, manual


def test_the_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == manual(), "run: python -m items.lint.manual"
