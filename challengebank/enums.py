"""Closed lists of values."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What an identity is."""

    CHALLENGE = "challenge", _("challenge")
    TUTORIAL = "tutorial", _("tutorial")


class Purpose(models.TextChoices):
    """What a challenge or a bank is for. Certification content is secret."""

    TRAINING = "training", _("training")
    CERTIFICATION = "certification", _("certification")


class Channel(models.TextChoices):
    """How far the releases of a bank go."""

    DRAFT = "draft", _("draft: no engine sees it")
    STAGING = "staging", _("staging: engines that were given it")
    PRODUCTION = "production", _("production")


class Duration(models.TextChoices):
    """How long a challenge takes, by its estimated time."""

    SHORT = "short", _("up to 1 min")
    MEDIUM = "medium", _("1 to 3 min")
    LONG = "long", _("more than 3 min")

    @classmethod
    def of(cls, seconds: int) -> "Duration":
        """The band of an estimated time in seconds."""
        return cls.SHORT if seconds <= 60 else cls.MEDIUM if seconds <= 180 else cls.LONG


class Outcome(models.TextChoices):
    """How a review ended."""

    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")


class Facet(models.TextChoices):
    """What a version can be selected by, beside its columns and alignments."""

    DISCIPLINE = "discipline", _("discipline")
    GRADE = "grade", _("class")
    TAG = "tag", _("tag")
    ACCESSIBLE = "accessible", _("accessible to")
    TUTORIAL = "tutorial", _("linked tutorial")
    DURATION = "duration", _("duration")
    FAMILY = "family", _("family")
    ORIGIN = "origin", _("translation of")
    ENEMY = "enemy", _("enemy")
    FILE = "file", _("file")
