"""Stages, cycles, classes and disciplines of the French school, with their ScoLOMFR addresses where one exists."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from frameworks.models.named import Named


class Term(Named):
    """A word of a vocabulary, in the vocabulary's own order."""

    slug = models.SlugField(unique=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True
        ordering = ["position"]


class Stage(Term):
    """École, collège, lycée…"""

    class Meta(Term.Meta):
        verbose_name = _("stage")
        verbose_name_plural = _("stages")


class Cycle(Term):
    """A cycle of the official programmes."""

    scolomfr = models.URLField(blank=True)

    class Meta(Term.Meta):
        verbose_name = _("cycle")
        verbose_name_plural = _("cycles")


class Grade(Term):
    """A class: 6e, 2de, terminale…"""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="grades")
    cycle = models.ForeignKey(Cycle, null=True, on_delete=models.SET_NULL, related_name="grades")
    scolomfr = models.URLField(blank=True)

    class Meta(Term.Meta):
        verbose_name = _("class")
        verbose_name_plural = _("classes")


class DisciplineGroup(Term):
    """A family of disciplines."""

    class Meta(Term.Meta):
        verbose_name = _("group of disciplines")
        verbose_name_plural = _("groups of disciplines")


class Discipline(Term):
    """A school subject."""

    short = models.CharField(_("short name"), max_length=10)
    group = models.ForeignKey(DisciplineGroup, on_delete=models.CASCADE, related_name="disciplines")
    stages = models.ManyToManyField(Stage, related_name="disciplines", blank=True)
    scolomfr = models.JSONField(default=list)

    class Meta(Term.Meta):
        verbose_name = _("discipline")
        verbose_name_plural = _("disciplines")
