"""A framework: domains of competences with their themes, and the levels one can reach in each."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from frameworks.models.named import Named


class Framework(Named):
    """A published framework: CRCN, DigComp 2.2, DigComp 3.0."""

    slug = models.SlugField(unique=True)
    version = models.CharField(_("version"), max_length=20, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("framework")
        verbose_name_plural = _("frameworks")


class Domain(Named):
    """A part of a framework, such as “Information and data”."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="domains")
    code = models.CharField(max_length=10)

    class Meta:
        verbose_name = _("domain")
        verbose_name_plural = _("domains")
        ordering = ["framework_id", "code"]
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="domain_code_once")]


class Competence(Named):
    """What one can be able to do, such as 1.1 “Search for and monitor information”."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="competences")
    domain = models.ForeignKey(Domain, on_delete=models.CASCADE, related_name="competences")
    code = models.CharField(max_length=10)
    pix_name = models.CharField(_("name on Pix"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("competence")
        verbose_name_plural = _("competences")
        ordering = ["framework_id", "code"]
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="competence_code_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Theme(Named):
    """A subject inside a competence."""

    competence = models.ForeignKey(Competence, on_delete=models.CASCADE, related_name="themes")
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["competence_id", "position"]
        constraints = [models.UniqueConstraint(fields=["competence", "name_fr"], name="theme_once")]


class Level(Named):
    """A level of a framework, in a tier, with our own short guide for teachers."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="levels")
    number = models.PositiveSmallIntegerField()
    tier = models.SlugField()
    tier_name_fr = models.CharField(max_length=60)
    tier_name_en = models.CharField(max_length=60)
    guide_fr = models.TextField(_("guide in French"), blank=True)
    guide_en = models.TextField(_("guide in English"), blank=True)

    class Meta:
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        ordering = ["framework_id", "number"]
        constraints = [models.UniqueConstraint(fields=["framework", "number"], name="level_once")]

    @property
    def guide(self) -> str:
        """What a pupil of this level can do, in the reader's language."""
        return self.guide_en if self.guide_en and (get_language() or "fr").startswith("en") else self.guide_fr


class Mapping(models.Model):
    """A competence of one framework covers one of another, mainly (`primary`) or in part."""

    source = models.ForeignKey(Competence, on_delete=models.CASCADE, related_name="mappings")
    target = models.ForeignKey(Competence, on_delete=models.CASCADE, related_name="mapped_from")
    primary = models.BooleanField()

    class Meta:
        ordering = ["source_id", "-primary", "target_id"]
        constraints = [models.UniqueConstraint(fields=["source", "target"], name="mapping_once")]
