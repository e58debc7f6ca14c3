"""Frameworks load from the project's data, and loading twice changes nothing."""

import pytest
from django.core import serializers

from frameworks.domain import load_frameworks
from frameworks.models import Competence, Discipline, Framework, Grade, Level, Mapping, Theme

pytestmark = pytest.mark.django_db
MODELS = (Framework, Competence, Theme, Level, Mapping, Discipline, Grade)


def snapshot() -> str:
    return serializers.serialize("json", [row for model in MODELS for row in model.objects.order_by("pk")])


def test_the_crcn_has_5_domains_16_competences_and_8_levels_in_4_tiers():
    load_frameworks()
    crcn = Framework.objects.get(slug="crcn")
    assert (crcn.domains.count(), crcn.competences.count(), crcn.levels.count()) == (5, 16, 8)
    assert crcn.levels.values("tier").distinct().count() == 4
    assert crcn.competences.filter(themes=None).count() == 0


def test_every_crcn_competence_is_mapped_to_both_versions_of_digcomp():
    load_frameworks()
    for slug in ("digcomp-2-2", "digcomp-3-0"):
        mapped = Competence.objects.filter(framework__slug="crcn", mappings__target__framework__slug=slug).distinct()
        assert mapped.count() == 16


def test_loading_twice_changes_nothing():
    load_frameworks()
    before = snapshot()
    load_frameworks()
    assert snapshot() == before


def test_each_level_has_a_guide_in_both_languages():
    load_frameworks()
    assert Level.objects.filter(guide_fr="").count() == Level.objects.filter(guide_en="").count() == 0
