"""Work shared out among processes, its results in the order in which one process alone would give them."""

import fcntl
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from itertools import cycle
from multiprocessing import current_process, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext, ForkServerContext
from multiprocessing.process import BaseProcess
from threading import active_count, current_thread, main_thread
from typing import Any, TypeVar

from interop.collector import collector_paused
from items.messages import message

Result = TypeVar("Result")
Value = TypeVar("Value")
Work = Callable[[int, int], Iterator[Result]]
"""`work(place, count)` gives the results number `place`, `place + count`, `place + 2 * count`…"""
SETTING = "VIVIER_PROCESSES"
"""How many processes may share one work; by default as many as there are processors, at most `MOST`."""
MOST = 4
WORTH = 2_000_000
"""Bytes of documents below which starting processes takes longer than it saves."""
AHEAD = 1 << 20
"""Bytes of results that a process may have ready before they are asked for; the system may allow it less."""
BLOCK = 64
"""How many challenges in a row are the work of one process."""
Context = ForkContext | ForkServerContext


class ProcessLost(RuntimeError):  # noqa: N818 - it says what happened
    """A process ended before its share was done: somebody killed it, or the system did, short of memory."""

    def __init__(self) -> None:
        self.reason = message("a process was killed before the end of its share, perhaps because memory ran out")
        super().__init__(str(self.reason))


def hands(size: int) -> int:
    """How many processes to share a work among, by the bytes of its documents."""
    if size < WORTH or current_process().daemon or sys.platform != "linux":
        return 1
    return max(1, int(os.environ.get(SETTING, min(len(os.sched_getaffinity(0)), MOST))))


def share(values: Iterable[Value], place: int, count: int) -> Iterator[tuple[int, Value]]:
    """The values of the blocks number `place`, `place + count`…, each with its own number among all."""
    return ((number, value) for number, value in enumerate(values) if number // BLOCK % count == place)


def shared(work: Work[Result], count: int) -> Iterator[Result]:
    """All results, in order. What goes wrong in a process is raised here, when its turn comes; or ProcessLost.

    `work` and its results go from one process to another: they must be such as `pickle` takes.
    """
    if count == 1:
        yield from work(0, 1)
        return
    context = get_context("fork") if _is_alone() else _server()
    with ExitStack() as started:
        ends: list[Connection] = []
        for place in range(count):
            ends.append(started.enter_context(_started(context, partial(work, place, count), ends)))
        for end in cycle(ends):
            results, error = _received(end)
            yield from results
            if error:
                raise error
            if not results:
                return


def _received(end: Connection) -> tuple[list[Any], Exception | None]:
    try:
        results, error = end.recv()
    except (EOFError, OSError):
        raise ProcessLost from None
    return results, error


def _is_alone() -> bool:
    """Whether this is the one thread of the program: then a copy of it can hold no lock that nobody frees.

    Threads that a library keeps for itself do not count: they wait, and the copy does nothing of what they do. Nor do
    connections to the database: the copy ends without closing what it has in common with us.
    """
    return active_count() == 1 and current_thread() is main_thread()


def _server() -> ForkServerContext:
    """Processes that are copies of one that has loaded what reads and writes, and does nothing else."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["interop.readback"])
    return context


@contextmanager
def _started(context: Context, share: Callable[[], Iterator[Result]], others: list[Connection]) -> Iterator[Connection]:
    """A process that does a share, and the end of the pipe where its results arrive."""
    ours, theirs = context.Pipe(duplex=False)
    with suppress(OSError):
        fcntl.fcntl(theirs.fileno(), fcntl.F_SETPIPE_SZ, AHEAD)
    inherited = [*others, ours] if context.get_start_method() == "fork" else []
    process = context.Process(target=_do, args=(share, theirs, inherited), daemon=True)
    try:
        process.start()
        theirs.close()
        yield ours
    finally:
        ours.close()
        theirs.close()
        if process.pid:
            _end(process)


def _end(process: BaseProcess) -> None:
    if process.is_alive():
        process.kill()
    process.join()
    process.close()


def _do(share: Callable[[], Iterator[Result]], end: Connection, inherited: list[Connection]) -> None:
    """Send the results of a share, one by one, then none.

    Ends of pipes that a copied process inherits are closed: it would not see that nobody reads any more.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for each in inherited:
        each.close()
    with suppress(BrokenPipeError), collector_paused():
        try:
            for result in share():
                end.send(([result], None))
            end.send(([], None))
        except BrokenPipeError:
            raise
        except Exception as error:
            error.add_note(traceback.format_exc())
            end.send(([], error))
