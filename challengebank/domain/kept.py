"""What a release keeps of the one before: a version's entry and document are facts, so its file holds them already."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from challengebank.domain.candidates import Candidate
from challengebank.models import Release
from challengebank.storage import Seal, on_disk, seal_file
from interop.bundle import Bundle, BundleError
from interop.entries import Line
from interop.held import held_lines, taken
from items.errors import InvalidDocument

logger = logging.getLogger(__name__)
Places = list[int | None]


@dataclass(frozen=True, slots=True)
class Kept:
    """The file of the release before, and where it holds each version of the next one: None where it does not."""

    path: Path | None
    items: Places
    tutorials: Places

    @classmethod
    def nothing(cls, items: Sequence[int], tutorials: Sequence[int]) -> Self:
        """For a release of these that keeps nothing."""
        return cls(None, [None] * len(items), [None] * len(tutorials))

    def held(self) -> tuple[Iterator[Line], Iterator[Line]]:
        """The challenges and the tutorials of the release before."""
        return held_lines(Bundle(self.path)) if self.path else (iter(()), iter(()))

    def lines(self) -> tuple[Iterator[Line | None], Iterator[Line | None]]:
        """The challenges and the tutorials of the next release, None for each that the release before has not."""
        items, tutorials = self.held()
        return taken(items, self.items), taken(tutorials, self.tutorials)


@contextmanager
def kept_by(candidate: Candidate) -> Iterator[Kept]:
    """What may be copied from the release before; nothing when that is little, or its file is not the one released."""
    last = candidate.last
    count = last.count if last else 0
    items = _places(candidate.before[:count], candidate.items)
    nothing = Kept.nothing(candidate.items, candidate.tutorials)
    if last is None or items.count(None) > len(items) / 2:
        yield nothing
        return
    with on_disk(last.file) as path:
        tutorials = _places(candidate.before[count:], candidate.tutorials)
        yield Kept(path, items, tutorials) if _intact(path, last) else nothing


def _places(before: Sequence[int], now: Sequence[int]) -> Places:
    """Where each key of now was before, as long as the order is the same."""
    places = {key: place for place, key in enumerate(before)}
    found, passed = Places(), 0
    for key in now:
        place = places.get(key)
        if place is not None and place < passed:
            place = None
        if place is not None:
            passed = place + 1
        found.append(place)
    return found


def _intact(path: Path, release: Release) -> bool:
    """Whether this is the file that was proved when it was released. When not, somebody must know."""
    try:
        intact = seal_file(path) == Seal(release.sha256, release.size)
        held_lines(Bundle(path))
    except (OSError, BundleError, InvalidDocument):
        intact = False
    if not intact:
        logger.error("the file of release %s is damaged: the next one is made without it", release)
    return intact
