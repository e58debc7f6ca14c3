"""The last public challenges and tutorials, as an Atom feed."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from catalogue.queries import published
from catalogue.templatetags.catalogue import address_of
from challengebank.models import Version


class Novelties(Feed):
    """The fifty accepted last."""

    feed_type = Atom1Feed
    title = _("Vivier: new challenges and tutorials")
    subtitle = _("What peers accepted last")

    def link(self) -> str:
        """The page that the feed speaks of."""
        return reverse("catalogue:search")

    def items(self) -> list[Version]:
        return list(published().select_related("decision").order_by("-decision__decided_at", "-pk")[:50])

    def item_title(self, item: Version) -> str:
        return item.title

    def item_description(self, item: Version) -> str:
        return f"{item.competence} · {item.get_kind_display()}"

    def item_link(self, item: Version) -> str:
        return address_of(item)

    def item_updateddate(self, item: Version) -> datetime:
        return item.decision.decided_at
