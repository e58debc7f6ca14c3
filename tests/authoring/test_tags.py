"""Suggested tags tell nobody what the challenges that he may not read are about."""

import pytest
from django.urls import reverse

from tests.authoring import factories
from tests.authoring.people import chief, teacher

pytestmark = pytest.mark.usefixtures("frameworks")


def test_tags_are_suggested_from_what_the_person_may_read(client):
    factories.challenge(1, tags=("fuite d’eau",))
    factories.accepted(2, tags=("fuite de gaz",))
    factories.accepted(3, tags=("fuite secrète",), purpose="certification")

    def suggested(who, *, term: str = "fuite") -> list[str]:
        client.force_login(who)
        addresses = (
            reverse("wagtailadmin_tag_autocomplete"),
            reverse("wagtailadmin_tag_model_autocomplete", args=["taggit", "tag"]),
        )
        first, second = (client.get(address, {"term": term}).json() for address in addresses)
        assert first == second
        return first

    assert suggested(teacher("zoe")) == ["fuite de gaz"]
    assert suggested(teacher("zoe"), term="") == []
    everything = ["fuite de gaz", "fuite d’eau", "fuite secrète"]
    assert suggested(teacher()) == suggested(chief()) == everything
