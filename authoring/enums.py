"""Closed lists of values."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a draft stands in the way of a challenge."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    RETURNED = "returned", _("returned with reasons")
    ACCEPTED = "accepted", _("accepted")
    RETIRED = "retired", _("retired")
    DELETED = "deleted", _("deleted")


OPEN_STATES = (State.DRAFT, State.RETURNED, State.ACCEPTED)
"""The states in which a draft may be edited."""


class Checks(models.TextChoices):
    """The worst of what the rules find in a draft as it was last saved."""

    DUE = "due", _("not checked yet")
    MISSING = "missing", _("something is missing")
    ERROR = "error", _("errors to correct")
    WARNING = "warning", _("warnings")
    CLEAN = "clean", _("nothing to correct")


class TutorialKind(models.TextChoices):
    """What a tutorial is made of."""

    TEXT = "text", _("text")
    LINK = "link", _("link")
    VIDEO = "video", _("video")
    FILE = "file", _("file")


class Moment(models.TextChoices):
    """When a tutorial helps."""

    UNDERSTAND = "understand", _("to understand")
    FURTHER = "further", _("to go further")


class Broken(models.TextChoices):
    """Why a link could not be opened."""

    GONE = "gone", _("the page is not there")
    ERROR = "error", _("the site has an error")
    SILENT = "silent", _("the site does not answer")
    UNKNOWN = "unknown", _("there is no such site")
    CERTIFICATE = "certificate", _("its certificate is not valid")
    REDIRECTS = "redirects", _("it sends from page to page without end")
    ADDRESS = "address", _("it leads to an address that is not https")
    PRIVATE = "private", _("it leads into a private network")


LICENCES = (
    ("CC BY 4.0", "CC BY 4.0"),
    ("CC BY-SA 4.0", "CC BY-SA 4.0"),
    ("CC0 1.0", _("CC0 1.0 (public domain)")),
    ("Licence Ouverte 2.0", "Licence Ouverte / Open Licence 2.0 (Etalab)"),
)
"""The licences offered to authors. Imported content keeps the words of its own."""
OPEN_LICENCE = "CC BY-SA 4.0"
"""The one a new draft begins with."""

DEVICES = (("computer", _("computer")), ("tablet", _("tablet")), ("phone", _("phone")))
TOLERANCES = (
    ("case", _("capital letters")),
    ("accents", _("accents")),
    ("spaces", _("extra spaces")),
    ("punctuation", _("punctuation")),
    ("ligatures", _("ligatures (œ, æ)")),
    ("slips", _("typing slips")),
)
