"""Which version of each challenge and tutorial counts now."""

from django.db import models

from challengebank.enums import Kind, Purpose
from challengebank.models.versions import Identity, Version


class Standing(models.Model):
    """The newest accepted version of an identity, neither it nor its identity being recalled.

    It is bookkeeping, which the database does by triggers (`challengebank.standings`): nothing here but follows from
    decisions and recalls. What pages of many versions are counted and found by stands in rows that are short.
    """

    version = models.OneToOneField(Version, on_delete=models.CASCADE, primary_key=True, related_name="standing")
    identity = models.OneToOneField(Identity, on_delete=models.CASCADE, related_name="standing")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    item_type = models.CharField(max_length=30, blank=True)
    locale = models.CharField(max_length=10)
    framework = models.CharField(max_length=50)
    competence = models.CharField(max_length=10)
    level = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=500)

    class Meta:
        """One index holds all that counts need, place by place; the other, the order of public lists."""

        indexes = [
            models.Index(
                fields=["purpose", "kind", "competence", "level", "title", "version"], name="standing_in_order"
            ),
            models.Index(
                fields=["competence", "level", "kind", "purpose", "framework", "locale", "item_type", "version"],
                name="standing_by_place",
            ),
        ]
