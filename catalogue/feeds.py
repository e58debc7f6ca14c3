"""The last public challenges and tutorials, as an Atom feed."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from catalogue.templatetags.catalogue import address_of
from challengebank.enums import Purpose
from challengebank.models import Decision


class Novelties(Feed):
    """The fifty accepted last."""

    feed_type = Atom1Feed
    title = _("Vivier: new challenges and tutorials")
    subtitle = _("What peers accepted last")

    def link(self) -> str:
        """The page that the feed speaks of."""
        return reverse("catalogue:search")

    def items(self) -> list[Decision]:
        shown = Decision.objects.filter(version__standing__purpose=Purpose.TRAINING).order_by(
            "-decided_at", "-version_id"
        )
        return list(shown.select_related("version__standing").only("decided_at", "version__standing")[:50])

    def item_title(self, item: Decision) -> str:
        return item.version.standing.title

    def item_description(self, item: Decision) -> str:
        standing = item.version.standing
        return f"{standing.competence} · {standing.get_kind_display()}"

    def item_link(self, item: Decision) -> str:
        return address_of(item.version.standing)

    def item_updateddate(self, item: Decision) -> datetime:
        return item.decided_at
