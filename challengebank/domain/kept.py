"""What a release keeps of the one before: a version's entry and document are facts, so its file holds them already."""

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial

from django.core.files.storage import FileSystemStorage

from challengebank.domain.candidates import Candidate
from challengebank.models import Release
from challengebank.storage import Seal, on_disk, seal_file
from interop.bundle import Bundle, BundleError
from interop.held import Layout, Part, Run, laid_out
from interop.runs import runs
from items.errors import InvalidDocument

logger = logging.getLogger(__name__)
Steps = Sequence[Run | Sequence[int]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A release by parts: runs of the file of the one before, and the keys of versions that are not there.

    `files` tells whether the release before carries files.
    """

    items: Steps
    tutorials: Steps
    files: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """A release and the layout of its file, which is None when it is not the file that was proved and released."""

    release: Release | None
    layout: Callable[[], Layout | None]


@contextmanager
def reading(release: Release | None) -> Iterator[Before]:
    """Read the file of a release beside what is done meanwhile; from a storage elsewhere only when it is asked for."""
    with ExitStack() as stack:
        layout = partial(_intact, release, stack) if release else lambda: None
        if release and isinstance(release.file.storage, FileSystemStorage):
            layout = stack.enter_context(ThreadPoolExecutor(1)).submit(layout).result
        yield Before(release, layout)


def kept_by(candidate: Candidate, before: Before) -> Kept:
    """What may be copied from the release before; nothing when that is little, or its file is not the one released."""
    count = candidate.last.count if candidate.last else 0
    items = list(runs(candidate.before[:count], candidate.items))
    tutorials = list(runs(candidate.before[count:], candidate.tutorials))
    worth = sum(len(step) for step in items if isinstance(step, range)) > len(candidate.items) / 2
    if worth and candidate.last == before.release:
        if layout := before.layout():
            return Kept(_steps(layout.items, items), _steps(layout.tutorials, tutorials), bool(layout.assets))
        logger.error("the file of release %s is lost or damaged: the next one is made without it", before.release)
    return Kept([candidate.items], [candidate.tutorials])


def _steps(part: Part, steps: Sequence[range | Sequence[int]]) -> Steps:
    return [part.run(step.start, step.stop) if isinstance(step, range) else step for step in steps]


def _intact(release: Release, stack: ExitStack) -> Layout | None:
    """The layout of the file that was proved when it was released; None when it is not there or not the same.

    Its lines are looked for while it is hashed; what was found is used only when all of it is as it was.
    """
    try:
        path = stack.enter_context(on_disk(release.file))
        with ThreadPoolExecutor(1) as beside:
            sealed = beside.submit(seal_file, path)
            layout = stack.enter_context(laid_out(Bundle(path)))
        return layout if sealed.result() == Seal(release.sha256, release.size) else None
    except (OSError, BundleError, InvalidDocument):
        return None
