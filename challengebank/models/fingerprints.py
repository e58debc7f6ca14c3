"""The index of near-duplicates: what a text is made of, and the bands by which its like are found."""

from django.db import models


class Fingerprint(models.Model):
    """The latest text of one challenge, draft or version: its shingles as `items.similar` packs them."""

    document = models.UUIDField(unique=True)
    family = models.UUIDField(null=True)
    packed = models.BinaryField()


class FingerprintBand(models.Model):
    """One band of a fingerprint. Two texts with a band in common are worth comparing."""

    pk = models.CompositePrimaryKey("band", "fingerprint")
    band = models.BigIntegerField()
    fingerprint = models.ForeignKey(Fingerprint, on_delete=models.CASCADE, related_name="bands")
