"""What people said of the files that they import, and which came in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SourcePlace(models.Model):
    """What a category or a tag of somebody's old questions means: a competence and a level. `term` is case-folded."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("author"))
    term = models.CharField(_("category or tag"), max_length=500)
    competence = models.CharField(_("competence"), max_length=3)
    level = models.PositiveSmallIntegerField(_("level"))

    class Meta:
        verbose_name = _("competence of a category")
        verbose_name_plural = _("competences of categories")
        constraints = [models.UniqueConstraint(fields=["user", "term"], name="one_place_a_term")]

    def __str__(self) -> str:
        return f"{self.term}: {self.competence}"


class ImportedFile(models.Model):
    """A file that came in whole, by a digest of it and of what was asked; its drafts, and what the report said."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("author"))
    name = models.CharField(_("digest"), max_length=64)
    drafts = models.BinaryField(_("drafts"))
    findings = models.JSONField(_("findings"))
    terms = models.JSONField(_("categories and tags"))
    at = models.DateTimeField(_("imported on"), auto_now=True)

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="one_memory_a_file")]

    def __str__(self) -> str:
        return self.name
