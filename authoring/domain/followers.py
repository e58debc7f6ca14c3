"""Variants in lists: found under what their prototype says now, as soon as it says so."""

from collections.abc import Iterable
from typing import Any

from authoring.domain.rows import replace_children, replace_terms
from authoring.enums import OPEN_STATES, Checks
from authoring.families import inherit
from authoring.models import Challenge, Writing
from authoring.queries import complete

COLUMNS = ("kind", "purpose", "locale", "licence", "competence", "level", "words", "checks")
"""What lists filter and show, apart from the rows of relations."""
RELATIONS, TERMS = ("alignments", "tagged_items"), ("disciplines", "classes")


def refresh_followers(prototypes: Iterable[Writing]) -> None:
    """Make the rows of open variants say what they inherit from these; published ones say what was accepted."""
    families = [draft.uuid for draft in prototypes if isinstance(draft, Challenge) and draft.family == draft.uuid]
    if not families:
        return
    open_ones = Challenge.objects.filter(family__in=families, state__in=OPEN_STATES, live=False)
    variants: list[Any] = list(complete(open_ones.exclude(uuid__in=families).filter(varies__isnull=False)))
    if not variants:
        return
    inherit(variants)
    for variant in variants:
        variant.describe()
        variant.checks = Checks.DUE
    Challenge.objects.bulk_update(variants, COLUMNS)
    for relation in RELATIONS:
        replace_children(variants, relation)
    for name in TERMS:
        replace_terms(variants, Challenge._meta.get_field(name))
