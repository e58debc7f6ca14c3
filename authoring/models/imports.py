"""What people said of the files that they import."""

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
