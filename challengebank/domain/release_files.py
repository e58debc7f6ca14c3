"""Writing the file of a release, and proving it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from pathlib import Path

import orjson
from django.utils.translation import gettext as _

from challengebank.domain.kept import Kept, Steps
from challengebank.domain.progress import WRITING, Progress, silent
from challengebank.errors import BankError
from challengebank.keys import active_key
from challengebank.models import Asset, Release
from challengebank.queries.frozen import PAGE, frozen
from challengebank.storage import on_disk
from interop.bundle import AssetFile, BundleError, Contents
from interop.entries import Line, written
from interop.held import Run
from interop.manifest import AssetEntry, Head, Manifest
from interop.minisign import sign
from interop.proof import verify_bundle
from interop.writing import write_bundle
from items.errors import InvalidDocument

CHUNK = 1 << 20
FILES = b'"assets":['
SOME_FILES = FILES + b"{"
Counter = Callable[[int], None]


def write_release(path: Path, head: Head, kept: Kept, progress: Progress = silent) -> Contents:
    """Write the file of these versions, copying the runs that the release before has; what it holds."""
    assets: dict[str, AssetEntry] = {}
    items, total = sum(map(len, kept.items)), sum(map(len, (*kept.items, *kept.tutorials)))
    lines = (
        _lines(kept.items, kept.files, assets, lambda done: progress(WRITING, done, total)),
        _lines(kept.tutorials, kept.files, assets, lambda done: progress(WRITING, items + done, total)),
    )
    try:
        return write_bundle(path, head, *lines, _files(assets))
    except InvalidDocument as error:
        raise BankError(_("The release was not made: %(reason)s.") % {"reason": error}) from None


def rewrite_release(*, release: Release, path: Path) -> Contents:
    """Write the file of a release again from the facts in the database: the same bytes, or BankError."""
    manifest = Manifest.parse(release.whole_manifest())
    versions, count = release.version_keys(), len(manifest.items)
    again = write_release(path, manifest.release, Kept([versions[:count]], [versions[count:]]))
    if again.digest != release.digest:
        raise BankError(_("Release %(release)s no longer follows from its versions.") % {"release": release})
    return again


def verify_release(path: Path) -> Contents:
    """Prove a release file offline; BankError names the first thing wrong."""
    try:
        return verify_bundle(path)
    except BundleError as error:
        raise BankError(str(error)) from None


def _lines(steps: Steps, files: bool, assets: dict[str, AssetEntry], progress: Counter) -> Iterator[Line | Run]:
    """Runs as they lie in their file, versions as they were frozen; the files they need are noted."""
    fresh = _fresh([key for step in steps if not isinstance(step, Run) for key in step])
    done, total = 0, sum(map(len, steps))
    for step in steps:
        if isinstance(step, Run):
            for document in step.holding(SOME_FILES) if files else ():
                _note_files(document, assets)
            yield step
            done += len(step)
            progress(done)
            continue
        for line in islice(fresh, len(step)):
            _note_files(line.content, assets)
            yield line
            done += 1
            if done % PAGE == 0 or done == total:
                progress(done)


def _fresh(keys: Sequence[int]) -> Iterator[Line]:
    policies = cache(_policy)
    for page in frozen(keys, documents=True):
        for _key, identity, number, digest, decided_at, policy, document in page:
            entry = written(document, digest, identity, number, decided_at, policies(policy))
            yield Line(entry, digest, document.encode())


def _policy(text: str) -> str:
    """A policy in its canonical form. Few policies judge many versions: each is read once."""
    return orjson.dumps(orjson.loads(text), option=orjson.OPT_SORT_KEYS).decode()


def _note_files(content: bytes, assets: dict[str, AssetEntry]) -> None:
    """Note the files of a document: it is read only when its list of them, near its beginning, is not empty."""
    start = content.index(FILES) + len(FILES)
    if content[start : start + 1] != b"]":
        for asset in orjson.loads(content)["assets"]:
            assets[asset["sha256"]] = AssetEntry(**{name: asset[name] for name in ("sha256", "media_type", "size")})


def _files(assets: dict[str, AssetEntry]) -> Iterator[AssetFile]:
    """The files noted while documents were written: read only once those are done."""
    stored = Asset.objects.in_bulk(list(assets))
    for digest in sorted(assets):
        if digest not in stored:
            raise BankError(
                _("The file %(digest)s is not in the bank: its challenge cannot be released.") % {"digest": digest}
            )
        with stored[digest].file.open("rb") as file:
            yield AssetFile(assets[digest], iter(lambda source=file: source.read(CHUNK), b""))


def prove(path: Path, contents: Contents, kept: Kept) -> None:
    """Read the file back and prove all of it, and that it holds what was written.

    What it keeps of the release before is compared with the file of that one, which was proved in its time.
    """
    try:
        found = verify_bundle(path, (kept.items, kept.tutorials))
    except BundleError as error:
        raise BankError(_("The release was not made: %(reason)s.") % {"reason": error}) from None
    if found != contents:
        raise BankError(_("The release was not made: its manifest could not be read back."))


def signature_of(path: Path, head: Head, digest: str) -> str:
    """The signature of a release file by the active key; empty when this installation has none."""
    key = active_key()
    return sign(path, key, f"{head.bank.slug} {head.number} {digest}") if key else ""


def iso(moment: datetime) -> str:
    """A moment as the manifest writes it."""
    return moment.astimezone(UTC).isoformat()


@contextmanager
def proved_file(release: Release) -> Iterator[Path]:
    """The release's file as a local path, proved to be the one released; else BankError names the first thing wrong."""
    with on_disk(release.file) as path:
        _check(path, release)
        yield path


def check_release(release: Release) -> Contents:
    """Prove that the file on storage is the one released; BankError names the first thing wrong."""
    with on_disk(release.file) as path:
        return _check(path, release)


def _check(path: Path, release: Release) -> Contents:
    contents = verify_release(path)
    if contents.digest != release.digest:
        raise BankError(_("the file of %(release)s is not the one released") % {"release": release})
    return contents
