"""A delta between any two releases gives the second one from the first, byte for byte."""

import io
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interop.bundle import Bundle, BundleError
from interop.delta import apply_delta, difference, wanted
from tests.interop.releases import item, release, tutorial

NUMBERS = st.lists(st.integers(1, 30), unique=True, max_size=9)


def released(path, numbers, tutorials) -> Bundle:
    challenges = [item(number % 20 + 1, statement=f"Version {number} : « é »") for number in numbers]
    return release(path, challenges, [tutorial(number, body="é" * number) for number in tutorials])


def manifest(bundle: Bundle) -> bytes:
    return b"".join(bundle.manifest_chunks())


def delta(old: Bundle, new: Bundle) -> bytes:
    change = difference(manifest(old), manifest(new))
    documents = {
        sha256(line).hexdigest(): line for part in ("items", "tutorials") for line in new.lines(f"{part}.ndjson")
    }
    return b"".join(line + b"\n" for line in (orjson.dumps(change), *(documents[digest] for digest in wanted(change))))


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_a_delta_gives_the_other_release(before, lessons_before, after, lessons_after):
    with TemporaryDirectory() as folder:
        old = released(Path(folder) / "old", before, lessons_before)
        new = released(Path(folder) / "new", after, lessons_after)
        contents = apply_delta(old.path, io.BytesIO(delta(old, new)), lambda _digest: (), Path(folder) / "again")
        assert (Path(folder) / "again").read_bytes() == new.path.read_bytes()
        assert contents.digest == new.digest() == sha256(new.manifest.canonical()).hexdigest()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"[0,2]", b"[0,4]"),
        (b"[0,2]", b"[0,1]"),
        (b"[0,2]", b"[-1,2]"),
        (b"[0,2]", b"[0,0]"),
        (b"Version 9", b"Version 8"),
        (b'"before":"', b'"before":"0'),
        (b'"vivier.delta/1"', b'"vivier.delta/2"'),
    ],
)
def test_a_false_delta_is_refused(tmp_path, old, new):
    held, next_one = released(tmp_path / "old", [1, 2, 3], []), released(tmp_path / "new", [1, 2, 9], [])
    true = delta(held, next_one)
    assert old in true
    with pytest.raises(BundleError):
        apply_delta(held.path, io.BytesIO(true.replace(old, new)), lambda _digest: (), tmp_path / "again")
