"""Work that several processes share: the same results, in the same order, whoever does what."""

import io
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import active_children
from pathlib import Path
from threading import Timer

import pytest

from interop.exporters import export, exporter_of
from interop.readback import UnfaithfulExport, check, export_checked
from interop.sharing import SETTING, WORTH, ProcessLost, hands, shared
from items.errors import InvalidDocument
from tests.interop.examples import CONTENTS
from tests.interop.releases import item, release

FORMATS = ["moodle", "gift", "qti3", "csv", "pix"]


def numbers(place, count):
    yield from range(place, 10, count)


def numbers_until_seven(place, count):
    for number in range(place, 10, count):
        if number == 7:
            raise InvalidDocument.at("title", "seven")
        yield number


def numbers_until_killed(place, count):
    for number in range(place, 10, count):
        if number == 7:
            os.kill(os.getpid(), signal.SIGKILL)
        yield number


def killed_while_it_sends(place, count):
    if place:
        Timer(0.2, os.kill, (os.getpid(), signal.SIGKILL)).start()
        yield bytes(50_000_000)
    time.sleep(0.5)
    yield b""


def hands_inside(place, count):
    yield hands(WORTH)


def in_main_thread(act):
    return act()


def in_another_thread(act):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(act).result()


THREADS = pytest.mark.parametrize("run", [in_main_thread, in_another_thread])


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    """A release worth several processes, with items of every type, of which some formats leave some out."""
    contents = [*CONTENTS.values()]
    items = [
        item(number, content=contents[number % len(contents)], statement=f"Question {number}. {'Lis bien. ' * 40}")
        for number in range(1800)
    ]
    made = release(tmp_path_factory.mktemp("shared") / "r.zip", items)
    assert made.size() > WORTH
    return made


@pytest.mark.parametrize("count", [1, 2, 3, 12])
def test_results_come_in_order(count):
    assert list(shared(numbers, count)) == list(range(10))


def test_from_a_thread_too():
    assert in_another_thread(lambda: list(shared(numbers, 2))) == list(range(10))


@pytest.mark.parametrize("count", [1, 3])
def test_what_goes_wrong_is_raised_when_its_turn_comes(count):
    results = []
    with pytest.raises(InvalidDocument) as caught:
        results.extend(shared(numbers_until_seven, count))
    assert results == list(range(7))
    assert [problem.where for problem in caught.value.problems] == ["title"]


def test_what_goes_wrong_says_where_in_the_process():
    with pytest.raises(InvalidDocument) as caught:
        list(shared(numbers_until_seven, 2))
    assert "in numbers_until_seven" in caught.value.__notes__[0]


@THREADS
@pytest.mark.parametrize("work", [numbers_until_killed, killed_while_it_sends])
def test_a_process_that_is_killed_is_said(run, work):
    with pytest.raises(ProcessLost):
        run(lambda: list(shared(work, 2)))


def whole(work):
    return list(shared(work, 3))


def first(work):
    return next(shared(work, 3))


@THREADS
@pytest.mark.parametrize("wanted", [whole, first])
@pytest.mark.parametrize("work", [numbers, numbers_until_seven, numbers_until_killed])
def test_nothing_is_left_behind(run, wanted, work):
    def attempt():
        with suppress(InvalidDocument, ProcessLost):
            run(lambda: wanted(work))
        return active_children(), len([*Path("/proc/self/fd").iterdir()])

    attempt()
    assert attempt() == ([], attempt()[1])


def test_small_work_is_not_shared(monkeypatch):
    monkeypatch.setenv(SETTING, "3")
    assert (hands(WORTH - 1), hands(WORTH)) == (1, 3)


def test_one_process_does_what_none_may_share(monkeypatch):
    monkeypatch.setenv(SETTING, "0")
    assert hands(WORTH) == 1


def test_a_share_is_not_shared_again(monkeypatch):
    monkeypatch.setenv(SETTING, "3")
    assert list(shared(hands_inside, 2)) == [1, 1]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_bytes_and_report_whatever_the_number_of_processes(name, bundle, monkeypatch):
    files = []
    for count, run in (("1", in_main_thread), ("2", in_main_thread), ("3", in_another_thread)):
        monkeypatch.setenv(SETTING, count)
        out = io.BytesIO()
        report = run(lambda out=out: export(name, bundle, out))
        files.append((out.getvalue(), report.plain()))
    assert files[1:] == files[:1] * 2
    assert files[0][1]["exported"] > 300


@pytest.mark.parametrize("count", ["1", "3"])
@pytest.mark.parametrize("name", FORMATS)
def test_read_back_by_several(name, count, bundle, tmp_path, monkeypatch):
    monkeypatch.setenv(SETTING, count)
    report = export_checked(name, bundle, tmp_path / "out")
    assert report.exported > 300


def second(text):
    """The text with its last question twice."""
    start = text.rindex(b"<question ")
    return text.replace(b"</quiz>", text[start:])


def without_one(text):
    """The text without its question number 300."""
    parts = text.split(b"<question type=")
    return b"<question type=".join([*parts[:300], *parts[301:]])


@pytest.mark.parametrize("changed", [lambda text: text.replace(b"Question 500.", b"Autre."), second, without_one])
def test_a_file_that_says_something_else_is_refused_in_the_same_words(changed, bundle, tmp_path, monkeypatch):
    path, said = tmp_path / "out", []
    report = export_checked("moodle", bundle, path, frozenset(["partial-credit", "tolerances", "plain-question"]))
    path.write_bytes(changed(path.read_bytes()))
    for count in ("1", "3"):
        monkeypatch.setenv(SETTING, count)
        with pytest.raises(UnfaithfulExport) as refused:
            check(exporter_of("moodle"), bundle, path, report)
        said.append(str(refused.value))
    assert said[1:] == said[:1]
