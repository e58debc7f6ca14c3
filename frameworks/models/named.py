"""Things with a French and an English name."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Named(models.Model):
    """A name in both languages; `name` is in the reader's."""

    name_fr = models.CharField(_("French name"), max_length=300)
    name_en = models.CharField(_("English name"), max_length=300, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language, French when there is no other."""
        return self.name_en if self.language == "en" else self.name_fr

    @property
    def language(self) -> str:
        """The language of `name`."""
        return "en" if self.name_en and (get_language() or "fr").startswith("en") else "fr"
