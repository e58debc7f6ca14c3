"""The words by which the public finds what it may read."""

from typing import Self

from django.db import models

from challengebank.models.versions import Version
from challengebank.search import words_of
from items.document import Document
from items.lint.texts import texts


class VersionWords(models.Model):
    """What one looks for in a training version: its title, all that a pupil reads before he answers, its tags.

    It is bookkeeping, made of the document when that is frozen. Certification has no row: nothing of it can be found.
    """

    version = models.OneToOneField(Version, on_delete=models.CASCADE, primary_key=True, related_name="words")
    words = models.TextField()

    @classmethod
    def of(cls, version: Version, document: Document) -> Self:
        """Those of a version."""
        return cls(version_id=version.pk, words=searched(document))


def searched(document: Document) -> str:
    """The words of a document: neither its answers nor what explains them."""
    read = (text.plain for text in texts(document, "label", "statement", "option"))
    return words_of((*read, *document.tags))
