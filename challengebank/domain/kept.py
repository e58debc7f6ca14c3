"""What a release keeps of the one before: a version's entry and document are facts, so its file holds them already."""

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

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


@contextmanager
def kept_by(candidate: Candidate) -> Iterator[Kept]:
    """What may be copied from the release before; nothing when that is little, or its file is not the one released."""
    last, count = candidate.last, candidate.last.count if candidate.last else 0
    items = list(runs(candidate.before[:count], candidate.items))
    tutorials = list(runs(candidate.before[count:], candidate.tutorials))
    worth = sum(len(step) for step in items if isinstance(step, range)) > len(candidate.items) / 2
    with ExitStack() as stack:
        layout = _intact(last, stack) if last and worth else None
        if layout:
            yield Kept(_steps(layout.items, items), _steps(layout.tutorials, tutorials), bool(layout.assets))
        else:
            yield Kept([candidate.items], [candidate.tutorials])


def _steps(part: Part, steps: Sequence[range | Sequence[int]]) -> Steps:
    return [part.run(step.start, step.stop) if isinstance(step, range) else step for step in steps]


def _intact(release: Release, stack: ExitStack) -> Layout | None:
    """The file that was proved when it was released. When it is not there or not the same, somebody must know.

    Its lines are looked for while it is hashed; what was found is used only when all of it is as it was.
    """
    try:
        path = stack.enter_context(on_disk(release.file))
        with ThreadPoolExecutor(1) as beside:
            sealed = beside.submit(seal_file, path)
            layout = stack.enter_context(laid_out(Bundle(path)))
        if sealed.result() == Seal(release.sha256, release.size):
            return layout
    except (OSError, BundleError, InvalidDocument):
        pass
    logger.error("the file of release %s is lost or damaged: the next one is made without it", release)
    return None
