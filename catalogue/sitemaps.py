"""The site map for search engines: an index of lists of pages of text, competences, public challenges and tutorials."""

from functools import partial

from django.contrib.sitemaps import Sitemap, views
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap as PagesSitemap

from catalogue.queries import FRAMEWORK
from catalogue.templatetags.catalogue import address_of
from challengebank.enums import Purpose
from challengebank.models import Standing
from frameworks.models import Competence


class Competences(Sitemap):
    """A page a competence."""

    def items(self) -> QuerySet[Competence]:
        return Competence.objects.filter(framework__slug=FRAMEWORK)

    def location(self, item: Competence) -> str:
        return reverse("catalogue:competence", args=[item.code])


class Versions(Sitemap):
    """A page a public challenge or tutorial."""

    limit = 1000

    def items(self) -> QuerySet[Standing]:
        return Standing.objects.filter(purpose=Purpose.TRAINING).order_by("pk")

    def location(self, item: Standing) -> str:
        return address_of(item)


SECTIONS = {"pages": PagesSitemap, "competences": Competences, "versions": Versions}

index = partial(views.index, sitemaps=SECTIONS, sitemap_url_name="catalogue:sitemap_section")
section = partial(views.sitemap, sitemaps=SECTIONS)
