"""Keeping the words by which the public finds versions."""

from challengebank.enums import Purpose
from challengebank.models import Version, VersionWords

BATCH = 1_000


def index_words() -> int:
    """Write the words of training versions that have none, as an older site froze after `migrate`; how many they were.

    It is bookkeeping: nobody's rights are in question, and again it changes nothing.
    """
    without, count = Version.objects.filter(purpose=Purpose.TRAINING, words=None).order_by("pk"), 0
    while batch := list(without[:BATCH]):
        words = [VersionWords.of(version, version.parsed()) for version in batch]
        VersionWords.objects.bulk_create(words, ignore_conflicts=True)
        count += len(batch)
    return count
