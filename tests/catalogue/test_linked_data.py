"""What public pages tell search engines: JSON-LD in the words of LRMI."""

import re

import orjson
import pytest

from tests.challengebank import factories

pytestmark = pytest.mark.django_db


def told(page: str) -> dict:
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return orjson.loads(text)


def test_a_challenge_says_what_it_assesses(client, site):
    factories.accepted(factories.item(1, title="</script><b>&"))
    said = told(client.get(f"/epreuves/{factories.uuid(1)}/").content.decode())
    assert (said["name"], said["learningResourceType"]) == ("</script><b>&", "assessment item")
    assert said["@id"].endswith(f"/epreuves/{factories.uuid(1)}/")
    assert said["educationalAlignment"][0]["alignmentType"] == "assesses"


def test_a_tutorial_says_what_it_teaches(client, site):
    factories.accepted(factories.tutorial(50))
    said = told(client.get(f"/tutoriels/{factories.uuid(50)}/").content.decode())
    assert (said["@type"], said["learningResourceType"]) == ("LearningResource", "tutorial")
    assert said["educationalAlignment"][0]["alignmentType"] == "teaches"
