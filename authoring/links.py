"""Opening the links of documents to see whether they are alive.

Only https, never towards a private address, also after a redirection; `VIVIER_LINKS_PRIVATE` lifts both for a school's
own network. Hosts of `VIVIER_LINKS_TRUSTED` are not asked: some refuse every robot.
"""

import socket
import ssl
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from django.conf import settings

from authoring.enums import Broken
from challengebank.reach import PrivateAddress, port_of, reach

TIMEOUT, DEADLINE = 8, 20
"""Seconds: for the other side to say something, and for one request in all."""
ATTEMPTS, PAUSE = 3, 1.0
REDIRECTS = 5
AT_ONCE = 8
HEADERS = {"User-Agent": "Vivier link check", "Accept": "*/*", "Connection": "close"}
ALIVE_FOR_PEOPLE = {401, 403, 429}
"""Answers of sites that refuse robots or ask to sign in: no reason to say that the page is gone."""
NOT_BY_HEAD = {400, 403, 404, 405, 501}
"""Answers to HEAD that a GET may contradict."""


class Opened(NamedTuple):
    """What came back: the HTTP status (0 when none did), and why the link is broken, empty when it is alive."""

    status: int
    reason: str = ""


def open_links(urls: list[str]) -> dict[str, Opened]:
    """Open many links, a few at a time."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(urls, pool.map(open_link, urls), strict=True))


def open_link(url: str) -> Opened:
    """Open a link, again after a pause when the failure may pass."""
    if _trusted(url):
        return Opened(0)
    for attempt in range(ATTEMPTS):
        opened = _tried(url)
        if opened.reason not in (Broken.SILENT, Broken.ERROR):
            break
        if attempt < ATTEMPTS - 1:
            time.sleep(PAUSE * 2**attempt)
    return opened


def _trusted(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return any(host == name or host.endswith(f".{name}") for name in settings.VIVIER_LINKS_TRUSTED)


def _tried(url: str) -> Opened:
    try:
        return _followed(url)
    except PrivateAddress:
        return Opened(0, Broken.PRIVATE)
    except socket.gaierror:
        return Opened(0, Broken.UNKNOWN)
    except ssl.SSLCertVerificationError:
        return Opened(0, Broken.CERTIFICATE)
    except (OSError, HTTPException):
        return Opened(0, Broken.SILENT)
    except ValueError:
        return Opened(0, Broken.ADDRESS)


def _followed(url: str) -> Opened:
    """Follow redirections, each one checked as the link itself."""
    for _hop in range(REDIRECTS + 1):
        status, location = _asked("HEAD", url)
        if status in NOT_BY_HEAD:
            status, location = _asked("GET", url)
        if not (300 <= status < 400 and location):
            return Opened(status, _verdict(status))
        url = urljoin(url, location)
    return Opened(status, Broken.REDIRECTS)


def _verdict(status: int) -> str:
    if status < 400 or status in ALIVE_FOR_PEOPLE:
        return ""
    return Broken.GONE if status < 500 else Broken.ERROR


def _asked(method: str, url: str) -> tuple[int, str]:
    """The status and the address to go on to. The body is never read."""
    parts = urlsplit(url)
    schemes = ("https", "http") if settings.VIVIER_LINKS_PRIVATE else ("https",)
    if parts.scheme not in schemes or not parts.hostname or parts.username or parts.password:
        raise ValueError("not an https address")
    connection = HTTPConnection(parts.hostname, port_of(parts), timeout=TIMEOUT)
    connection.sock = reach(parts, private=settings.VIVIER_LINKS_PRIVATE, timeout=TIMEOUT)
    cut = threading.Timer(DEADLINE, connection.sock.shutdown, [socket.SHUT_RDWR])
    cut.start()
    try:
        with closing(connection):
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request(method, _ascii(path), headers=HEADERS)
            answer = connection.getresponse()
            return answer.status, answer.headers.get("Location", "")
    finally:
        cut.cancel()


def _ascii(path: str) -> str:
    """A path as it goes over the wire."""
    return "".join(c if "!" <= c <= "~" else "".join(f"%{byte:02X}" for byte in c.encode()) for c in path)
