"""The tags that documents name: those that are here, whatever their capitals, and new ones."""

from collections import Counter
from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Q
from taggit.models import Tag

from items.errors import InvalidDocument

LIMIT = 100
AT_ONCE = 500
"""SQLite reads no condition of more than a thousand parts."""


def tags_of(names: set[str]) -> dict[str, Tag]:
    """The tag of each name, by the name without capitals; what is not here yet is made. A few queries for all."""
    if too_long := [name for name in names if not 0 < len(name) <= LIMIT]:
        raise InvalidDocument.at("tags", f"a tag has 1 to {LIMIT} characters: {too_long[0]!r}")
    if not names:
        return {}
    known = _by_name(Tag.objects.filter(name__in=names))
    known |= _in_other_letters(_without(known, names))
    return known | _made(_without(known, names))


def _by_name(tags: Sequence[Tag]) -> dict[str, Tag]:
    return {tag.name.casefold(): tag for tag in tags}


def _without(known: dict[str, Tag], names: set[str]) -> list[str]:
    """The names that are not known, each in one spelling, in order."""
    spelled = {name.casefold(): name for name in sorted(names, reverse=True)}
    return sorted(name for folded, name in spelled.items() if folded not in known)


def _in_other_letters(names: list[str]) -> dict[str, Tag]:
    """Tags that are here with other capitals, the oldest of each."""
    found: dict[str, Tag] = {}
    for start in range(0, len(names), AT_ONCE):
        alike = reduce(or_, (Q(name__iexact=name) for name in names[start : start + AT_ONCE]))
        found |= _by_name(Tag.objects.filter(alike).order_by("-pk"))
    return found


def _made(names: list[str]) -> dict[str, Tag]:
    """New tags, at once but for those whose address another one has: taggit numbers these as it saves them."""
    new = [Tag(name=name, slug=Tag().slugify(name)) for name in names]
    slugs = Counter(tag.slug for tag in new) + Counter(
        Tag.objects.filter(slug__in=[tag.slug for tag in new]).values_list("slug", flat=True)
    )
    made = Tag.objects.bulk_create(tag for tag in new if slugs[tag.slug] == 1 and tag.slug)
    rest = [Tag.objects.create(name=tag.name) for tag in new if slugs[tag.slug] > 1 or not tag.slug]
    return _by_name([*made, *rest])
