"""What releases carry, exactly."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from challengebank.models import Release, ReleaseItem, Version
from challengebank.queries.frozen import PAGE


def versions_of(keys: Sequence[int]) -> list[Version]:
    """The versions of these keys, in their order, without their bytes, read a thousand at a time."""
    versions, found = Version.objects.defer("document").select_related("recall", "identity__recall"), {}
    for start in range(0, len(keys), PAGE):
        found |= versions.in_bulk(keys[start : start + PAGE])
    return [found[key] for key in keys]


def titled(keys: Sequence[int], words: str) -> list[int]:
    """Those of these versions whose title has these words, or whose identifier they are, in their order."""
    try:
        found = Version.objects.filter(identity=UUID(words))
    except ValueError:
        found = Version.objects.filter(title__icontains=words)
    named = set(found.order_by().values_list("pk", flat=True))
    return [key for key in keys if key in named]


def releases_with(versions: QuerySet[Version]) -> QuerySet[Release]:
    """The releases that carry one of these versions, without what is large.

    Those that one came with, which have a row; of the later ones of the same banks, those whose keys still name one.
    """
    keys = set(versions.order_by().values_list("pk", flat=True))
    rows = ReleaseItem.objects.filter(version__in=keys).order_by()
    carrying = set(rows.values_list("release", flat=True))
    earlier = rows.filter(release__bank=OuterRef("bank"), release__number__lt=OuterRef("number"))
    later = Release.objects.filter(Exists(earlier)).exclude(keys=b"").exclude(pk__in=carrying).only("keys")
    carrying |= {each.pk for each in later.iterator(chunk_size=10) if not keys.isdisjoint(each.version_keys())}
    return Release.objects.light().filter(pk__in=carrying).select_related("bank")
