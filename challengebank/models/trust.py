"""The files of each bank's TUF repository: what an engine needs to know that what it gets is genuine and the last."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from challengebank.models.banks import Bank
from challengebank.models.immutable import Fact


class TrustFile(Fact):
    """One version of one signed file. The root is shared by all banks and belongs to none.

    Rows are added in the transaction of the release or recall they tell, so that neither is seen without the other.
    """

    class Role(models.TextChoices):
        """TUF's four roles, and the list of recalls, which is one of the targets."""

        ROOT = "root"
        TARGETS = "targets"
        SNAPSHOT = "snapshot"
        TIMESTAMP = "timestamp"
        RECALLS = "recalls"

    bank = models.ForeignKey(Bank, null=True, on_delete=models.PROTECT, related_name="trust_files")
    role = models.CharField(max_length=20, choices=Role.choices)
    version = models.PositiveIntegerField()
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    expires_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("trust file")
        verbose_name_plural = _("trust files")
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["bank", "role", "version"], name="trust_version_once"),
            models.UniqueConstraint(
                fields=["role", "version"], condition=models.Q(bank__isnull=True), name="root_version_once"
            ),
        ]
