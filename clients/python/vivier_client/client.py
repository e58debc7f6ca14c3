"""Pulling the releases of one bank into a folder."""

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tuf.api.exceptions import DownloadError, RepositoryError
from tuf.api.metadata import Metadata, TargetFile
from tuf.ngclient import FetcherInterface, Updater

from vivier_client.delta import apply_delta
from vivier_client.minisign import verify_signature
from vivier_client.release import Release, ReleaseError
from vivier_client.wire import Wire

DELTA_LIMIT = 2_000_000_000
RECALLS = "recalls.json"


class PullError(Exception):
    """Nothing new could be proved; what was held before is untouched. The cause says why."""


class Client:
    """One bank of one site, kept in one folder.

    `root` is the first trust, got once by a safe way. `key` opens certification banks. `minisign` is the contents of a
    public key file: the detached signature is then asked as well.
    """

    def __init__(
        self,
        site: str,
        bank: str,
        folder: Path,
        *,
        root: bytes,
        key: str | None = None,
        minisign: str | None = None,
        wire: FetcherInterface | None = None,
    ) -> None:
        self.api, self.bank, self.folder = f"{site.rstrip('/')}/api/v1", bank, folder
        self.root, self.minisign, self.wire = root, minisign, wire or Wire(key)
        for name in ("trust", "files"):
            (folder / name).mkdir(parents=True, exist_ok=True)

    def pull(self) -> Release:
        """The newest release, proved and in place. PullError when anything is wrong."""
        try:
            return self._pull()
        except (RepositoryError, DownloadError, ReleaseError, OSError, ValueError, KeyError, TypeError) as error:
            raise PullError(f"{self.bank}: {error}") from error

    def held(self) -> Release | None:
        """The last good release, proved again against what was signed; None before the first pull."""
        state = self._state()
        if state is None:
            return None
        path = self.folder / "files" / state["file"]
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != state["sha256"]:
                raise ReleaseError(f"{path} was changed since it was proved")
        return Release(path)

    def recalls(self) -> list[dict[str, Any]]:
        """What must not be played any more, as signed at the last pull."""
        state = self._state()
        return state["recalls"] if state else []

    def acknowledge(self, recall: int) -> None:
        """Tell the site that a recall is obeyed. Needs a key."""
        if not isinstance(self.wire, Wire):
            raise TypeError("this wire only fetches")
        self.wire.open(f"{self.api}/recalls/{recall}/acknowledgement", "PUT").close()

    def _pull(self) -> Release:
        base = f"{self.api}/banks/{self.bank}/tuf/"
        paths = str(self.folder / "trust"), base, str(self.folder / "files"), f"{base}targets/"
        updater = Updater(*paths, self.wire, bootstrap=self.root)
        updater.refresh()
        newest, recalls = self._signed()
        path = self.folder / "files" / newest.path
        if updater.find_cached_target(newest, str(path)) is None:
            part = path.with_suffix(".part")
            if not self._by_delta(newest, part):
                updater.download_target(newest, str(part))
            self._prove(newest, part)
            with part.open("rb") as file:
                os.fsync(file.fileno())
            part.replace(path)
        listed = Path(updater.find_cached_target(recalls) or updater.download_target(recalls))
        self._keep(newest, json.loads(listed.read_bytes())["recalls"])
        return Release(path)

    def _signed(self) -> tuple[TargetFile, TargetFile]:
        """The newest release and the list of recalls among the targets that were just proved."""
        targets = Metadata.from_file(str(self.folder / "trust" / "targets.json")).signed.targets
        releases = [target for target in targets.values() if target.custom]
        if not releases:
            raise ReleaseError("the bank has released nothing yet")
        return max(releases, key=lambda target: target.custom["number"]), targets[RECALLS]

    def _by_delta(self, newest: TargetFile, part: Path) -> bool:
        """Whether the release held and a delta gave the very file that was signed."""
        try:
            held = self.held()
            if held is None:
                return False
            own = f"{self.api}/banks/{self.bank}/releases/{newest.custom['number']}"
            with self.wire.download_file(f"{own}/delta?since={held.number}", DELTA_LIMIT) as delta:
                apply_delta(held, delta, lambda sha256: self._asset(f"{own}/assets/{sha256}"), part)
            with part.open("rb") as file:
                newest.verify_length_and_hashes(file)
        except (RepositoryError, DownloadError, OSError, ValueError, KeyError, TypeError):
            return False
        return True

    def _asset(self, url: str) -> Iterable[bytes]:
        return self.wire.fetch(url)

    def _prove(self, target: TargetFile, part: Path) -> None:
        release = Release(part)
        release.verify()
        if (release.digest, release.number) != (target.custom["digest"], target.custom["number"]):
            raise ReleaseError("the file is another release than the one signed")
        if self.minisign:
            url = f"{self.api}/banks/{self.bank}/releases/{release.number}/signature"
            verify_signature(part, self.wire.download_bytes(url, 10_000).decode(), self.minisign)

    def _state(self) -> dict[str, Any] | None:
        path = self.folder / "held.json"
        return json.loads(path.read_bytes()) if path.exists() else None

    def _keep(self, target: TargetFile, recalls: list[dict[str, Any]]) -> None:
        """Point at the new release by one atomic rename; then the files that nothing points at go."""
        state = {"file": target.path, "sha256": target.hashes["sha256"], **target.custom, "recalls": recalls}
        new = self.folder / "held.new"
        with new.open("w") as file:
            json.dump(state, file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.folder / "held.json")
        for path in (self.folder / "files").iterdir():
            if path.name not in (target.path, RECALLS):
                path.unlink()
