"""Where a challenge or a tutorial is used, and what depends on it: a fixed number of queries, whatever it finds."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.models import User
from authoring.families import Member, is_variant, members
from authoring.models import Challenge, Tutorial, Writing
from authoring.queries import present, readable_by
from authoring.translations import source_for, stale_translations
from challengebank.enums import Facet
from challengebank.models import Bank, Recall, Release, Version
from challengebank.models.versions import VersionQuerySet
from challengebank.queries import banks_selecting
from challengebank.queries.contents import releases_with


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`linked` are the challenges that send to a tutorial; `stale` the keys of translations that their source left."""

    banks: Sequence[Bank]
    releases: Sequence[Release]
    recalls: Sequence[Recall]
    translations: Sequence[Challenge] = ()
    stale: frozenset[int] = frozenset()
    source: Challenge | None = None
    prototype: Challenge | None = None
    variants: Sequence[Member] = ()
    linked: Sequence[Challenge] = ()

    @property
    def used(self) -> bool:
        """Whether any bank or release has it."""
        return bool(self.banks or self.releases)


def surroundings(draft: Writing, reader: User) -> Surroundings:
    """What a person may know of it; drafts that the reader may not see are left out."""
    versions = Version.objects.filter(identity=draft.uuid)
    taken = versions if isinstance(draft, Challenge) else _linking(draft.uuid)
    recalls = Recall.objects.of(versions).select_related("version")
    used = {
        "banks": banks_selecting(taken),
        "releases": list(releases_with(versions).order_by("-created_at")),
        "recalls": list(recalls),
    }
    readable = present(readable_by(Challenge, reader))
    if isinstance(draft, Tutorial):
        return Surroundings(**used, linked=list(readable.filter(tutorial_links__tutorial=draft).distinct()))
    translations = list(readable.filter(translation_of=draft.uuid).select_related("author"))
    may_see = set(readable.filter(family=draft.uuid).values_list("pk", flat=True))
    return Surroundings(
        **used,
        translations=translations,
        stale=frozenset(stale_translations(reader).filter(translation_of=draft.uuid).values_list("pk", flat=True)),
        source=source_for(draft, reader),
        prototype=readable.filter(uuid=draft.family).first() if is_variant(draft) else None,
        variants=[] if is_variant(draft) else [m for m in members(draft) if m.draft.pk in may_see],
    )


def _linking(tutorial: UUID) -> VersionQuerySet:
    """The versions of challenges that link to a tutorial."""
    return Version.objects.filter(facets__name=Facet.TUTORIAL, facets__value=str(tutorial))
