"""Tags are found whatever their capitals, and new ones are made in as many queries for many as for few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag

from authoring.domain.tags import tags_of
from items.errors import InvalidDocument

pytestmark = pytest.mark.django_db


def test_a_tag_is_found_whatever_its_capitals():
    tag = Tag.objects.create(name="Réseaux")
    assert tags_of({"réseaux", "RéSEAUX"}) == {"réseaux": tag}
    assert Tag.objects.get() == tag


def test_the_tag_of_the_very_name_comes_first():
    Tag.objects.create(name="Web")
    own = Tag.objects.create(name="web")
    assert tags_of({"web"}) == {"web": own}


def test_new_tags_have_addresses_of_their_own():
    Tag.objects.create(name="c")
    made = tags_of({"C ", "c++", "données", "???", "!!!"})
    assert sorted(tag.name for tag in made.values()) == ["!!!", "???", "C ", "c++", "données"]
    assert Tag.objects.values("slug").distinct().count() == 6
    assert made["données"].slug == "données"


def test_many_new_tags_cost_what_few_do():
    def cost(names: set[str]) -> int:
        with CaptureQueriesContext(connection) as queries:
            tags_of(names)
        return len(queries)

    assert cost({f"few {number}" for number in range(2)}) == cost({f"many {number}" for number in range(200)})


@pytest.mark.parametrize("name", ["", "x" * 101])
def test_a_tag_too_long_or_empty_is_refused(name):
    with pytest.raises(InvalidDocument, match="a tag has 1 to 100 characters"):
        tags_of({"fine", name})
    assert Tag.objects.exists() is False
