"""The pages that people of the site write: its home, and texts such as legal notices. In our Markdown."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page


class HomePage(Page):
    """The home of the catalogue: some words, then the map of competences."""

    intro = models.TextField(_("introduction"), blank=True, help_text=_("In Markdown, above the map of competences."))

    content_panels: ClassVar[list[FieldPanel]] = [*Page.content_panels, FieldPanel("intro")]
    max_count = 1
    subpage_types: ClassVar[list[str]] = ["catalogue.TextPage"]
    template = "catalogue/home.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class TextPage(Page):
    """A page of text under the home: legal notices, statement of accessibility."""

    body = models.TextField(_("text"), help_text=_("In Markdown."))

    content_panels: ClassVar[list[FieldPanel]] = [*Page.content_panels, FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["catalogue.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "catalogue/text.html"

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")
