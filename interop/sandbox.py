"""Untrusted files are read in a child process that has little memory and little time.

`import_file` is what callers use; `python -m interop.sandbox` is the child, and answers in JSON lines.
"""

import resource
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from interop.findings import Finding, RefusedFileError
from interop.importers import importer_for
from interop.importers.draft import Draft


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost: its size and the child's memory in bytes, its processor time in seconds."""

    size: int = 200_000_000
    memory: int = 1_000_000_000
    seconds: int = 60


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Drafts in the shape of Item documents, possibly incomplete, and what the file's reading has to say."""

    drafts: list[Draft]
    findings: list[Finding]


def import_file(path: Path, format: str | None = None, limits: Limits = Limits()) -> ImportResult:  # noqa: A002, B008
    """Read a file of questions; one error finding and no draft when the file as a whole is refused."""
    if path.stat().st_size > limits.size:
        return _refused(f"the file is larger than {limits.size // 1_000_000} MB")
    command = [sys.executable, "-m", "interop.sandbox", str(path.resolve()), format or ""]
    command += [str(limits.memory), str(limits.seconds)]
    try:
        child = subprocess.run(  # noqa: S603 - our own module, no shell
            command, capture_output=True, timeout=limits.seconds * 2, cwd=Path(__file__).parents[1], check=False
        )
    except subprocess.TimeoutExpired:
        return _refused("reading the file took too long")
    if child.returncode:
        return _refused("reading the file took too much time or memory")
    rows = [orjson.loads(row) for row in child.stdout.splitlines()]
    return ImportResult(
        [row["draft"] for row in rows if "draft" in row],
        [Finding(**row["finding"]) for row in rows if "finding" in row],
    )


def _refused(message: str) -> ImportResult:
    return ImportResult([], [Finding("error", "file", message)])


def _child(path: Path, format_name: str, memory: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    importer = importer_for(path, format_name or None)
    rows: list[bytes] = []
    try:
        if importer is None:
            raise RefusedFileError("the format of this file is not one that can be imported")
        for result in importer.read(path):
            rows.append(_row(result))
    except (RefusedFileError, RecursionError) as error:
        rows = [_row(Finding("error", "file", str(error)))]
    sys.stdout.buffer.write(b"".join(rows))


def _row(result: Draft | Finding) -> bytes:
    row = {"finding": asdict(result)} if isinstance(result, Finding) else {"draft": result}
    return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)


if __name__ == "__main__":
    _child(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
