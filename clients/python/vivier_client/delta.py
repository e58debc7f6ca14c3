"""Writing the next release from the one held and what changed: runs are copied as the bytes they are."""

import json
import struct
import zipfile
from array import array
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from vivier_client.merkle import merkle_root
from vivier_client.release import CHUNK, LINE_LIMIT, NEXT, START, Entry, Release, ReleaseError

EPOCH = (1980, 1, 1, 0, 0, 0)
PARTS = ("items", "tutorials")
DIGEST = b'"digest":"'


def apply_delta(held: Release, delta: IO[bytes], fetch: Callable[[str], Iterable[bytes]], target: Path) -> None:
    """Write the next release from the one held; `fetch` gives the bytes of a new file by its digest.

    The first line says each list of the new manifest as runs `[start, count]` of the old one and entries in full; the
    lines after it are the documents of those. What comes out is not trusted: prove it.
    """
    change = json.loads(delta.readline(LINE_LIMIT))
    if change["before"] != held.digest:
        raise ReleaseError("this delta starts from another release than the one held")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for part in PARTS:
            _write(archive, f"{part}.ndjson", _documents(change[part], held, part, delta))
        assets = list(_entries(change["assets"], held.assets, dict))
        old = {entry["sha256"] for entry in held.assets}
        for sha256 in (entry["sha256"] for entry in assets):
            _write(archive, f"assets/{sha256}", held.asset(sha256) if sha256 in old else fetch(sha256))
        _write(archive, "manifest.json", _manifest(change, held, assets))


def canonical(value: Any) -> bytes:
    """The one way to write a document: UTF-8 JSON, keys sorted, no white space."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _manifest(change: Entry, held: Release, assets: list[Entry]) -> Iterator[bytes]:
    items, tutorials = (list(_entries(change[part], held.entries(part), _text)) for part in PARTS)
    leaves = [*map(_digest, items), *map(_digest, tutorials), *(entry["sha256"] for entry in assets)]
    yield b'{"assets":%b,"format":"vivier.release/1","items":[' % canonical(assets)
    yield _joined(items)
    yield b'],"merkle_root":"%b","release":%b,"tutorials":[' % (
        merkle_root(leaves).encode(),
        canonical(change["release"]),
    )
    yield _joined(tutorials)
    yield b"]}"


def _entries(steps: Iterable[Any], old: list[Any], new: Callable[[Entry], Any]) -> Iterator[Any]:
    for step in steps:
        if isinstance(step, list):
            yield from old[step[0] : step[0] + step[1]]
        else:
            yield new(step)


def _text(entry: Entry) -> bytes:
    return canonical(entry).removeprefix(START)


def _digest(entry: bytes) -> str:
    place = entry.index(DIGEST) + len(DIGEST)
    return entry[place : place + 64].decode()


def _joined(entries: list[bytes]) -> bytes:
    return START + NEXT.join(entries) if entries else b""


def _documents(steps: Iterable[Any], held: Release, part: str, delta: IO[bytes]) -> Iterator[bytes]:
    with held.path.open("rb") as file:
        places = _places(file, held, f"{part}.ndjson")
        for step in steps:
            if not isinstance(step, list):
                yield delta.readline(LINE_LIMIT)
                continue
            start, stop = step[0], sum(step)
            if not 0 <= start <= stop < len(places):
                raise ReleaseError(f"this delta wants lines {start} to {stop} of {len(places) - 1}")
            yield from _read(file, places[start], places[stop])


def _places(file: IO[bytes], held: Release, name: str) -> "array[int]":
    """Where in the file each line of a part begins, and where one more would."""
    with zipfile.ZipFile(held.path) as archive:
        info = archive.getinfo(name)
    file.seek(info.header_offset + 26)
    place = file.tell() + 4 + sum(struct.unpack("<2H", file.read(4)))
    places = array("Q", [place])
    for chunk in _read(file, place, place + info.file_size):
        end = chunk.find(b"\n") + 1
        while end:
            places.append(place + end)
            end = chunk.find(b"\n", end) + 1
        place += len(chunk)
    return places


def _read(file: IO[bytes], start: int, stop: int) -> Iterator[bytes]:
    file.seek(start)
    while start < stop and (chunk := file.read(min(CHUNK, stop - start))):
        start += len(chunk)
        yield chunk


def _write(archive: zipfile.ZipFile, name: str, chunks: Iterable[bytes]) -> None:
    info = zipfile.ZipInfo(name, EPOCH)
    info.create_system, info.external_attr = 3, 0o644 << 16
    with archive.open(info, "w") as member:
        for chunk in chunks:
            member.write(chunk)
