"""Putting files on storages so that they are whole or absent, whatever happens meanwhile."""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from challengebank.errors import BankError

CHUNK = 1 << 20
HASHED = 4 << 20
"""A thread that hashes leaves Python to others, and waits for its turn after each of these."""
_written: ContextVar[list[FieldFile] | None] = ContextVar("written", default=None)
"""The files put on storages in the transaction that goes on, if it takes them with it."""


@contextmanager
def atomic_with_files() -> Iterator[None]:
    """A transaction that, when it is undone, takes with it the files that `note_written` was told of."""
    written: list[FieldFile] = []
    token, done = _written.set(written), False
    try:
        with transaction.atomic():
            yield
            undone = transaction.get_rollback()
        done = not undone
    finally:
        _written.reset(token)
        for file in () if done else written:
            file.storage.delete(file.name)


def note_written(file: FieldFile) -> None:
    """Say that a row of this transaction has put a file on a storage."""
    written = _written.get()
    if written is not None:
        written.append(file)


class Seal(NamedTuple):
    """What tells the bytes of a file from all others: their SHA-256 and their number."""

    sha256: str
    size: int


def seal(chunks: Iterable[bytes]) -> Seal:
    """The seal of these bytes."""
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
    return Seal(digest.hexdigest(), size)


def seal_file(path: Path) -> Seal:
    """The seal of a local file."""
    digest, held = hashlib.sha256(), memoryview(bytearray(HASHED))
    with path.open("rb", buffering=0) as file:
        while read := file.readinto(held):
            digest.update(held[:read])
        return Seal(digest.hexdigest(), file.tell())


@contextmanager
def on_disk(file: FieldFile) -> Iterator[Path]:
    """A stored file as a local path: its own when the storage is local, a copy that goes away when it is not."""
    if isinstance(file.storage, FileSystemStorage):
        yield Path(file.path)
        return
    with workspace(file.storage) as folder, file.open("rb") as stored:
        path = folder / Path(file.name).name
        with path.open("wb") as copy:
            for chunk in stored.chunks(CHUNK):
                copy.write(chunk)
        yield path


@contextmanager
def workspace(storage: Storage) -> Iterator[Path]:
    """A new folder, on the storage's own disk when it is local, so that a rename is atomic.

    It stays locked while its owner lives. What killed runs left beside it is removed first: their locks died with them.
    """
    local = isinstance(storage, FileSystemStorage)
    home = (Path(storage.location) if local else Path(tempfile.gettempdir()) / "vivier") / ".partial"
    home.mkdir(parents=True, exist_ok=True)
    with _locked(home):
        for folder in home.iterdir():
            _remove_if_dead(folder)
        own = Path(tempfile.mkdtemp(dir=home))
        lock = _lock(own)
    try:
        yield own
    finally:
        shutil.rmtree(own)
        os.close(lock)


def _lock(folder: Path, mode: int = fcntl.LOCK_EX) -> int:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, mode)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    descriptor = _lock(folder)
    try:
        yield
    finally:
        os.close(descriptor)


def _remove_if_dead(folder: Path) -> None:
    with suppress(BlockingIOError):
        descriptor = _lock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder)
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Make the bytes of a file survive a power cut."""
    _sync(path)


def publish(storage: Storage, path: Path, name: str, sealed: Seal) -> None:
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
    with storage.open(kept) as stored:
        intact = seal(stored.chunks(CHUNK)) == sealed
    if kept != name or not intact:
        storage.delete(kept)
        raise BankError(_("The storage did not keep %(name)s as it was sent; nothing was released.") % {"name": name})


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
