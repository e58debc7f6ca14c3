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
    FAMILY = "family", _("family")
    ORIGIN = "origin", _("translation of")
