"""The sample answers of the demo challenges score what their authors say."""

import pytest

from authoring.demo.load import read_demo
from items.answer_tests import failing


@pytest.mark.parametrize("item", read_demo().items, ids=lambda item: item.title)
def test_the_answer_tests_pass(item):
    assert [(failure.test.answer, str(failure.score)) for failure in failing(item)] == []
