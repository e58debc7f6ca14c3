"""Short cuts of exporters say what the long way says."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from interop.exporters.exporter import NotExpressible
from interop.exporters.moodle_xml import OURS_ALONE, ours_alone
from interop.exporters.xml_text import encoded

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@settings(max_examples=500, deadline=None)
@given(st.text(st.sampled_from("=[]!<>|\\`~&#;:+ \t\n\r\x0b\x0c\u2028aset1"), max_size=8))
@example("&amp;")
@example("![a](asset:1)")
def test_texts_of_ours_alone(text):
    assert ours_alone(text) == bool(OURS_ALONE.search(text))


@settings(max_examples=300, deadline=None)
@given(
    st.text(st.characters(codec="utf-8"), max_size=5) | st.text(st.sampled_from("\0\b\t\n\x0b\x1f\ufffe\uffff\uff3eé"))
)
def test_what_xml_cannot_carry(text):
    if ILLEGAL.search(text):
        with pytest.raises(NotExpressible):
            encoded(text)
    else:
        assert encoded(text).decode() == text
