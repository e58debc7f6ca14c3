"""Putting a finished file on the releases' storage so that it is whole or absent, whatever happens meanwhile."""

import filecmp
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage

from challengebank.errors import BankError


@contextmanager
def workspace(storage: Storage, name: str) -> Iterator[Path]:
    """An empty folder of this name, on the storage's own disk when it is local, so that a rename is atomic.

    What a killed run left in it is removed first, so call it under the lock of what `name` stands for.
    """
    local = isinstance(storage, FileSystemStorage)
    home = (Path(storage.location) if local else Path(tempfile.gettempdir()) / "vivier") / ".partial" / name
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    try:
        yield home
    finally:
        shutil.rmtree(home)


def sync_file(path: Path) -> None:
    """Make the bytes of a file survive a power cut."""
    _sync(path)


def publish(storage: Storage, path: Path, name: str) -> None:
    """Give a checked file its final name: an atomic rename on a local disk, an upload read back elsewhere."""
    if isinstance(storage, FileSystemStorage):
        target = Path(storage.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
        _sync(target.parent)
        _sync(target.parent.parent)
        return
    with path.open("rb") as file:
        kept = storage.save(name, File(file, name))
    with storage.open(kept) as stored, tempfile.NamedTemporaryFile() as copy:
        for chunk in stored.chunks():
            copy.write(chunk)
        copy.flush()
        if kept != name or not filecmp.cmp(path, copy.name, shallow=False):
            storage.delete(kept)
            raise BankError(f"the storage did not keep {name} as it was sent; nothing was released")


def sweep(storage: Storage, folder: str, keep: Iterable[str]) -> list[str]:
    """Delete what a killed run left in a folder: every file that no release names. Call it under the bank's lock."""
    kept, removed = set(keep), []
    with suppress(FileNotFoundError):
        for file in storage.listdir(folder)[1]:
            name = f"{folder}/{file}"
            if name not in kept:
                storage.delete(name)
                removed.append(name)
    return removed


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
