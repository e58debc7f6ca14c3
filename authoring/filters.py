"""What lists of drafts can be narrowed by. Every filter is in the address, so that a list can be kept or sent."""

from typing import Any

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from authoring.blocks import CONTENT_BLOCKS
from authoring.enums import Checks, State, TutorialKind
from authoring.models import Challenge, Flaw, Tutorial
from challengebank.enums import Purpose
from challengebank.models import Bank, ReleaseItem
from frameworks.models import Competence, Discipline, Grade
from items.lint import RULES


def competences() -> list[tuple[str, str]]:
    """The competences of the CRCN."""
    rows = Competence.objects.filter(framework__slug="crcn").order_by("code")
    return [(competence.code, str(competence)) for competence in rows]


def levels() -> list[tuple[int, str]]:
    """The levels open to authors."""
    return [(n, gettext("Level %(number)d") % {"number": n}) for n in range(1, settings.VIVIER_HIGHEST_LEVEL + 1)]


def kinds() -> list[tuple[str, str]]:
    """The item types."""
    return [(name, str(block.label)) for name, block in CONTENT_BLOCKS]


def flaws() -> list[tuple[str, str]]:
    """What the rules look for."""
    return [(rule.name, capfirst(rule.label.said(gettext))) for rule in RULES]


class WritingFilters(WagtailFilterSet):
    """What challenges and tutorials share."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=State.choices)
    checks = django_filters.ChoiceFilter(label=_("Checks"), choices=Checks.choices)
    flaw = django_filters.ChoiceFilter(label=_("Flaw"), choices=flaws, method="flawed")
    competence = django_filters.ChoiceFilter(label=_("Competence"), choices=competences, method="aligned")
    level = django_filters.TypedChoiceFilter(label=_("Level"), choices=levels, coerce=int, method="aligned")
    disciplines = django_filters.ModelMultipleChoiceFilter(label=_("Disciplines"), queryset=Discipline.objects.all())
    classes = django_filters.ModelMultipleChoiceFilter(label=_("Classes"), queryset=Grade.objects.all())
    locale = django_filters.ChoiceFilter(label=_("Language"), choices=settings.LANGUAGES)
    mine = django_filters.BooleanFilter(label=_("Mine only"), method="by_me")
    tag = django_filters.CharFilter(label=_("Tag"), method="tagged")
    licence = django_filters.CharFilter(label=_("Licence"), lookup_expr="istartswith")
    used_in = django_filters.ModelChoiceFilter(label=_("Used in"), queryset=Bank.objects.all(), method="released_in")

    def aligned(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Competence and level of the same alignment."""
        relation = rows.model._meta.get_field("alignments")
        asked = {"competence__code": self.data.get("competence"), "level": self.data.get("level")}
        found = relation.related_model.objects.filter(**{field: value for field, value in asked.items() if value})
        return rows.filter(pk__in=found.values(relation.field.attname))

    def by_me(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        return rows.filter(author=self.request.user) if value else rows

    def tagged(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        tagging = rows.model._meta.get_field("tagged_items").related_model
        return rows.filter(pk__in=tagging.objects.filter(tag__name__iexact=value.strip()).values("content_object_id"))

    def flawed(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(uuid__in=Flaw.objects.filter(rule=value).values("document"))

    def released_in(self, rows: QuerySet[Any], name: str, bank: Bank) -> QuerySet[Any]:
        carried = ReleaseItem.objects.filter(release__bank=bank)
        return rows.filter(uuid__in=carried.values("version__identity"))


class ChallengeFilters(WritingFilters):
    """Challenges."""

    kind = django_filters.ChoiceFilter(label=_("Type"), choices=kinds)
    purpose = django_filters.ChoiceFilter(label=_("Purpose"), choices=Purpose.choices)
    family = django_filters.UUIDFilter(label=_("Family"))

    class Meta:
        model = Challenge
        fields: list[str] = []


class TutorialFilters(WritingFilters):
    """Tutorials."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=TutorialKind.choices)

    class Meta:
        model = Tutorial
        fields: list[str] = []
