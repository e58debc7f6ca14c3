"""A file that copies runs of another release is the one that would be written from nothing, and is proved."""

from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interop.bundle import CHUNK, Bundle, BundleError
from interop.held import Run, laid_out
from interop.proof import verify_bundle
from interop.runs import runs
from interop.writing import write_bundle
from items.errors import InvalidDocument
from tests.interop.releases import HEAD, item, line, release, tutorial

NUMBERS = st.lists(st.integers(1, 30), unique=True, max_size=9)
PARTS = st.tuples(NUMBERS, NUMBERS)


def challenge(number: int):
    return item(number % 20 + 1, statement=f"Version {number} : « é »" + " ?" * number)


def lesson(number: int):
    return tutorial(number % 20 + 1, body=f"Version {number}")


def steps_of(layout, before, after):
    """The two lists of a release, as runs of the one before and, for what is new, lines."""
    parts = zip((layout.items, layout.tutorials), (challenge, lesson), before, after, strict=True)
    return [
        [
            part.run(step.start, step.stop) if isinstance(step, range) else [line(make(n)) for n in step]
            for step in steps
        ]
        for part, make, old, new in parts
        for steps in [runs(old, new)]
    ]


def written(path, steps):
    """Write these."""
    lists = (chain.from_iterable([step] if isinstance(step, Run) else step for step in part) for part in steps)
    return write_bundle(path, HEAD, *lists, [])


@given(PARTS, PARTS)
def test_runs_and_new_lines_in_any_order_give_the_bytes_of_a_release_from_nothing(before, after):
    with TemporaryDirectory() as folder:
        held, copied, whole = (Path(folder) / name for name in ("held", "copied", "whole"))
        release(held, map(challenge, before[0]), map(lesson, before[1]))
        release(whole, map(challenge, after[0]), map(lesson, after[1]))
        with laid_out(Bundle(held)) as layout:
            steps = steps_of(layout, before, after)
            contents = written(copied, steps)
            assert copied.read_bytes() == whole.read_bytes()
            assert contents == verify_bundle(copied, tuple(steps)) == verify_bundle(whole)


def test_runs_longer_than_what_is_read_at_once_are_copied_and_proved(tmp_path):
    def long(number):
        return item(number, statement="Une ligne de texte. " * 900)

    held = release(tmp_path / "held", map(long, range(1, 61)))
    numbers = [*range(1, 31), 61, *range(32, 61)]
    whole = release(tmp_path / "whole", map(long, numbers)).path
    copied = tmp_path / "copied"
    with laid_out(held) as layout:
        steps = [layout.items.run(0, 30), [line(long(61))], layout.items.run(31, 60)]
        assert written(copied, (steps, [])) == verify_bundle(copied, (steps, []))
        intact = copied.read_bytes()
        assert intact == whole.read_bytes()
        assert len(intact) > 4 * CHUNK
        for place in range(1000, len(intact), len(intact) // 20):
            copied.write_bytes(intact[:place] + bytes([intact[place] ^ 1]) + intact[place + 1 :])
            with pytest.raises(BundleError):
                verify_bundle(copied, (steps, []))


@pytest.fixture
def copied(tmp_path):
    """A file that copies most of another, what is known of it, and the layout of that other."""
    before, after = ([1, 2, 3, 4, 5, 6], [1, 2]), ([4, 5, 10, 1, 2, 3, 11, 6], [2, 12, 1])
    release(tmp_path / "held", map(challenge, before[0]), map(lesson, before[1]))
    with laid_out(Bundle(tmp_path / "held")) as layout:
        steps = steps_of(layout, before, after)
        contents = written(tmp_path / "copied", steps)
        yield tmp_path / "copied", tuple(steps), contents


def test_any_changed_byte_of_a_copy_is_refused(copied):
    path, known, contents = copied
    intact = path.read_bytes()
    for place in range(0, len(intact), 5):
        path.write_bytes(intact[:place] + bytes([intact[place] ^ 1]) + intact[place + 1 :])
        with pytest.raises(BundleError):
            assert verify_bundle(path, known).digest == contents.digest
    for cut in (intact[:-1], intact + b"\0", b""):
        path.write_bytes(cut)
        with pytest.raises(BundleError):
            verify_bundle(path, known)


def test_a_copy_is_refused_when_other_runs_are_known(copied):
    path, (items, tutorials), _contents = copied
    for wrong in (items[1:], [*items, items[0]], [items[-1]], [items[0], *items], items[::-1]):
        with pytest.raises(BundleError):
            verify_bundle(path, (wrong, tutorials))


def test_lines_that_are_not_held_cannot_be_copied(copied):
    _path, (items, _tutorials), _contents = copied
    part = items[0].part
    assert len(part.run(0, 6)) == 6
    for start, stop in ((0, 7), (-1, 2), (3, 2), (7, 7)):
        with pytest.raises(BundleError, match="lines"):
            part.run(start, stop)


def test_documents_are_found_by_what_they_hold(copied):
    _path, (items, _tutorials), _contents = copied
    whole = items[0].part.run(0, 6)
    assert list(whole.holding(b"Version 3 ")) == [challenge(3).canonical()]
    assert list(whole.holding(b"Version")) == [challenge(number).canonical() for number in range(1, 7)]


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"}\n", b"}}"), (b"\n", b"\n\n"), (b'"digest":"', b'"tsegid":"'), (b'{"assets":[]', b'{"assetz":[]')],
)
def test_a_file_of_another_form_is_not_laid_out(tmp_path, old, new):
    bundle = release(tmp_path / "held", [challenge(1)])
    content = bundle.path.read_bytes()
    bundle.path.write_bytes(content.replace(old, new)[: len(content)])
    with pytest.raises((BundleError, InvalidDocument)), laid_out(bundle):
        pass
