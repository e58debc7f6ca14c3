"""What a release keeps of the one before: a version's entry and document are facts, so its file holds them already."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
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
    last, count = candidate.last, candidate.last.count if candidate.last else 0
    items = _places(candidate.before[:count], candidate.items)
    tutorials = _places(candidate.before[count:], candidate.tutorials)
    with ExitStack() as stack:
        worth = last is not None and items.count(None) < len(items) / 2
        path = _intact_file(last, stack) if last and worth else None
        yield Kept(path, items, tutorials) if path else Kept.nothing(candidate.items, candidate.tutorials)


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


def _intact_file(release: Release, stack: ExitStack) -> Path | None:
    """The file that was proved when it was released. When it is not there or not the same, somebody must know."""
    try:
        path = stack.enter_context(on_disk(release.file))
        if seal_file(path) == Seal(release.sha256, release.size):
            held_lines(Bundle(path))
            return path
    except (OSError, BundleError, InvalidDocument):
        pass
    logger.error("the file of release %s is lost or damaged: the next one is made without it", release)
    return None
