"""Identities and their immutable versions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from challengebank.enums import Facet, Kind, Purpose
from challengebank.models.immutable import Fact, FactQuerySet
from items.document import Document, parse_document


class Identity(Fact):
    """What stays the same from version to version: a challenge or a tutorial, by its UUID."""

    uuid = models.UUIDField(primary_key=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)

    class Meta:
        verbose_name = _("identity")
        verbose_name_plural = _("identities")


class VersionQuerySet(FactQuerySet):
    """Versions by what became of them."""

    def eligible(self) -> "VersionQuerySet":
        """Accepted and not recalled. When two versions of one identity are, the newest counts: see `Standing`."""
        return self.filter(standing__isnull=False)


class Version(Fact):
    """The exact bytes that reviewers judge and engines play. `document` is canonical JSON, `digest` its SHA-256."""

    identity = models.ForeignKey(Identity, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    digest = models.CharField(_("digest"), max_length=64, db_index=True)
    document = models.BinaryField()
    title = models.CharField(_("title"), max_length=500)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    item_type = models.CharField(_("type"), max_length=30, blank=True)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices)
    locale = models.CharField(_("language"), max_length=10)
    licence = models.CharField(_("licence"), max_length=60, blank=True)
    competence = models.CharField(_("competence"), max_length=10)
    level = models.PositiveSmallIntegerField(_("level"))
    created_at = models.DateTimeField(_("submitted on"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="submitted_versions",
        db_constraint=False,
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [models.UniqueConstraint(fields=["identity", "number"], name="version_number_once")]
        indexes = [models.Index(fields=["purpose", "kind", "competence", "level"])]

    @property
    def recalled(self) -> bool:
        """Whether it is withdrawn, alone or with all of its challenge."""
        return hasattr(self, "recall") or hasattr(self.identity, "recall")

    def __str__(self) -> str:
        return f"{self.title} (v{self.number})"

    def parsed(self) -> Document:
        """The typed document of these bytes."""
        return parse_document(bytes(self.document))


class VersionContributor(Fact):
    """The author or anyone who edited the draft before this version: they cannot judge it."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="contributors")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="contributions",
        db_constraint=False,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "user"], name="contributor_once")]


class VersionAlignment(Fact):
    """One competence and level of a version, to select by."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="alignments")
    framework = models.CharField(max_length=50)
    competence = models.CharField(max_length=10)
    level = models.PositiveSmallIntegerField()
    primary = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["version", "framework", "level"])]


class VersionFacet(Fact):
    """One thing a version can be selected by: a discipline, a class, a tag, whom it suits, a tutorial it links to."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="facets")
    name = models.CharField(max_length=20, choices=Facet.choices)
    value = models.CharField(max_length=500)

    class Meta:
        indexes = [models.Index(fields=["name", "value", "version"])]
