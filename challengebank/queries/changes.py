"""What changed between two contents."""

from collections.abc import Iterable
from dataclasses import dataclass

from challengebank.models import Release, Version
from challengebank.models.versions import VersionQuerySet


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two contents: versions that came, pairs (before, after) that changed, versions that left."""

    added: tuple[Version, ...]
    changed: tuple[tuple[Version, Version], ...]
    withdrawn: tuple[Version, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.withdrawn)


def changes(before: Iterable[Version], after: Iterable[Version]) -> Changes:
    """Compare two contents by identity."""
    old = {version.identity_id: version for version in before}
    new = {version.identity_id: version for version in after}
    return Changes(
        added=tuple(version for identity, version in new.items() if identity not in old),
        changed=tuple((old[i], v) for i, v in new.items() if i in old and old[i].pk != v.pk),
        withdrawn=tuple(version for identity, version in old.items() if identity not in new),
    )


def content_of(release: Release | None) -> VersionQuerySet:
    """The versions of a release in its order, without their bytes; none when there is no release."""
    if release is None:
        return Version.objects.none()
    versions = Version.objects.filter(released_in__release=release).order_by("released_in__position")
    return versions.defer("document").select_related("recall", "identity__recall")
