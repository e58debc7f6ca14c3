"""HTTP with an engine's key, as python-tuf fetches through it. A redirection to another host never carries the key."""

from collections.abc import Iterator
from http.client import HTTPResponse
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import FetcherInterface

CHUNK = 1 << 18


class Wire(FetcherInterface):
    """One server, one key or none."""

    def __init__(self, key: str | None = None, timeout: float = 30) -> None:
        self.key, self.timeout = key, timeout

    def open(self, url: str, method: str = "GET") -> HTTPResponse:
        """The answer, or DownloadHTTPError."""
        if not url.startswith(("https://", "http://")):
            raise ValueError(f"{url} is not an address of the web")
        request = Request(url, method=method)  # noqa: S310 - checked above
        if self.key:
            request.add_unredirected_header("Authorization", f"Bearer {self.key}")
        try:
            return urlopen(request, timeout=self.timeout)  # noqa: S310 - checked above
        except HTTPError as error:
            raise DownloadHTTPError(f"{url}: {error.code}", error.code) from None

    def _fetch(self, url: str) -> Iterator[bytes]:
        with self.open(url) as answer:
            while chunk := answer.read(CHUNK):
                yield chunk
