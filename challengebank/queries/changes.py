"""What changed between two contents."""

from collections.abc import Sequence
from dataclasses import dataclass

from challengebank.models import Release, Version
from challengebank.queries.contents import versions_of


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two contents: versions that came, pairs (before, after) that changed, versions that left."""

    added: tuple[Version, ...]
    changed: tuple[tuple[Version, Version], ...]
    withdrawn: tuple[Version, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.withdrawn)


def changes(last: Release | None, now: Sequence[Version]) -> Changes:
    """What came, changed and left since a release, by identity. Of the release only what differs is read."""
    held, kept = last.version_keys() if last else [], {version.pk for version in now}
    known = set(held)
    old = {version.identity_id: version for version in versions_of([key for key in held if key not in kept])}
    new = {version.identity_id: version for version in now if version.pk not in known}
    return Changes(
        added=tuple(version for identity, version in new.items() if identity not in old),
        changed=tuple((old[identity], version) for identity, version in new.items() if identity in old),
        withdrawn=tuple(version for identity, version in old.items() if identity not in new),
    )
