"""The sentences of Wagtail that we say again are still its own, and our French knows no « (e) »."""

import re
from pathlib import Path

import wagtail
from django.utils import translation
from django.utils.translation import gettext

from config.wagtail_words import SENTENCES

SOURCES = Path(wagtail.__file__).parent
SINGLE = [sentence for sentence in SENTENCES if isinstance(sentence, str)]


def test_each_is_a_sentence_of_wagtail():
    catalogues = SOURCES.glob("**/locale/en/LC_MESSAGES/django.po")
    known = re.sub(r'"\n"', "", "\n".join(path.read_text() for path in catalogues))
    # “0 minutes” and the like are written with escaped quotes in a catalogue
    assert [one for one in SINGLE if one.replace('"', '\\"') not in known] == []


def test_no_word_hesitates_between_genders():
    with translation.override("fr"):
        assert [said for said in map(gettext, SINGLE) if re.search(r"\((e|le|tte|elle)\)", said)] == []
