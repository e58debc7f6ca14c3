"""Schools."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class School(models.Model):
    """A school, known by its national number (UAI: seven digits and a letter)."""

    uai = models.CharField(
        _("UAI number"),
        max_length=8,
        unique=True,
        validators=[RegexValidator(r"^\d{7}[A-Z]$", _("Seven digits and a letter."))],
    )
    name = models.CharField(_("name"), max_length=200)
    city = models.CharField(_("city"), max_length=100, blank=True)
    academy = models.CharField(_("academy"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        ordering = ["name", "uai"]

    def __str__(self) -> str:
        return f"{self.name} ({self.city})" if self.city else self.name
