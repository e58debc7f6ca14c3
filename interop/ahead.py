"""Reading on while what was read before is put to use, which waits for a database most of its time."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

Part = TypeVar("Part")


@contextmanager
def ahead(parts: Iterator[Part]) -> Iterator[Iterator[Part]]:
    """The same parts, none of which is None; another thread makes each one while the one before it is used."""
    with ThreadPoolExecutor(1) as thread:

        def each() -> Iterator[Part]:
            coming = thread.submit(next, parts, None)
            while (part := coming.result()) is not None:
                coming = thread.submit(next, parts, None)
                yield part

        yield each()
