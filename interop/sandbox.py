"""Untrusted files are read in a child process that has little memory and little time.

`import_file` and `read_file` are what callers use; `python -m interop.sandbox` is the child, and answers in JSON lines.
"""

import base64
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import orjson

from interop.findings import Finding, RefusedFileError, finding_of, message_of
from interop.importers import importer_for
from interop.importers.draft import Draft, Result
from interop.importers.files import File
from items.messages import message

PATIENCE = 60
"""Seconds that a child may wait for a busy machine, beside twice its processor time."""
PAUSE = 0.01
"""Seconds between two looks at what a child has written."""
UNKNOWN = message(
    "the format of this file is not one that can be imported: Moodle XML, GIFT, Aiken, Cloze, QTI 2 or 3, CSV, XLSX…"
)
TOO_MUCH = message("reading the file took too much time or memory")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost: its size and the child's memory in bytes, the processor time of its reading in seconds."""

    size: int = 200_000_000
    memory: int = 600_000_000
    seconds: int = 120


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Drafts in the shape of Item documents, possibly incomplete; what their reading has to say; their files."""

    drafts: list[Draft] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    files: list[File] = field(default_factory=list)


def import_file(path: Path, format: str | None = None, limits: Limits = Limits()) -> ImportResult:  # noqa: A002, B008
    """Read a file of questions; one error finding and no draft when the file as a whole is refused."""
    result = ImportResult()
    try:
        with read_file(path, format, limits) as rows:
            for row in rows:
                if isinstance(row, Finding):
                    result.findings.append(row)
                elif isinstance(row, File):
                    result.files.append(row)
                else:
                    result.drafts.append(row)
    except RefusedFileError as refusal:
        return ImportResult(findings=[Finding("error", "file", refusal.reason)])
    return result


@contextmanager
def read_file(
    path: Path,
    format: str | None = None,  # noqa: A002
    limits: Limits = Limits(),  # noqa: B008
    whole: bool = False,
) -> Iterator[Iterator[Result]]:
    """What a file holds, one by one, while the child reads on, or with `whole` once it has read all.

    RefusedFileError when the file is refused, which may be after the first rows.
    """
    if path.stat().st_size > limits.size:
        raise RefusedFileError(message("the file is larger than %(size)s MB", size=limits.size // 1_000_000))
    command = [sys.executable, "-m", "interop.sandbox", str(path.resolve()), format or ""]
    command += [str(limits.memory), str(limits.seconds)]
    root, until = Path(__file__).parents[1], time.monotonic() + limits.seconds * 2 + PATIENCE
    with (
        tempfile.NamedTemporaryFile() as output,
        Path(output.name).open("rb") as written,
        tempfile.TemporaryFile() as refusal,
        subprocess.Popen(command, stdout=output, stderr=refusal, cwd=root) as child,  # noqa: S603 - our own module
    ):

        def has_ended() -> bool:
            """Whether the child has read all; RefusedFileError when it refused the file, or may read no longer."""
            code = child.poll()
            if code == REFUSED:
                refusal.seek(0)
                raise RefusedFileError(message_of(orjson.loads(refusal.read())))
            if code or (code is None and time.monotonic() > until):
                raise RefusedFileError(TOO_MUCH)
            return code == 0

        try:
            while whole and not has_ended():
                time.sleep(PAUSE)
            yield (_result(orjson.loads(row)) for row in _lines(written, has_ended))
        finally:
            child.kill()


def _lines(written: IO[bytes], has_ended: Callable[[], bool]) -> Iterator[bytes]:
    """The lines that a child writes, as they come."""
    line = b""
    while True:
        ended = has_ended()
        while (line := line + written.readline()).endswith(b"\n"):
            yield line
            line = b""
        if ended:
            return
        time.sleep(PAUSE)


REFUSED = 3
"""The child's exit status when it refuses the file as a whole; the reason is on its standard error."""


def _result(row: dict[str, Any]) -> Result:
    if "finding" in row:
        return finding_of(row["finding"])
    if "file" in row:
        return File(row["file"]["name"], base64.b64decode(row["file"]["content"]))
    draft: Draft = row["draft"]
    return draft


def _child(path: Path, format_name: str, memory: int, seconds: int) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    processor = math.ceil(time.process_time()) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))
    try:
        importer = importer_for(path, format_name or None)
        if importer is None:
            raise RefusedFileError(UNKNOWN)
        for result in importer.read(path):
            sys.stdout.buffer.write(_row(result))
    except RefusedFileError as refusal:
        sys.stderr.buffer.write(orjson.dumps(refusal.reason))
        return REFUSED
    return 0


def _row(result: Result) -> bytes:
    if isinstance(result, File):
        content = base64.b64encode(result.content).decode()
        row: dict[str, Any] = {"file": {"name": result.name, "content": content}}
    elif isinstance(result, Finding):
        row = {"finding": result}
    else:
        row = {"draft": result}
    return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)


if __name__ == "__main__":
    sys.exit(_child(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
