"""The configuration of nginx in `deploy/`, run for real in front of the site."""

import os
import re
import shutil
import socket
import subprocess
import time
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from challengebank.domain import freeze_release, register_engine
from tests.challengebank import factories
from tests.challengebank.conftest import storages_in  # noqa: F401 - a fixture

TEMPLATE = Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf.template"
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(NGINX is None, reason="nginx is not installed"),
]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def front(tmp_path, live_server, settings, storages_in):  # noqa: F811
    """The address of nginx in front of the site."""
    settings.VIVIER_ACCEL, settings.ALLOWED_HOSTS = "/kept/", ["*"]
    site, address = live_server.url.removeprefix("http://"), f"127.0.0.1:{free_port()}"
    values = {"LISTEN": address, "SITE1": site, "SITE2": site, "S3": site, "STATIC": storages_in / "static"}
    values |= {"DATA": storages_in, "CACHE": tmp_path / "cache"}
    filled = re.sub(r"\$\{(\w+)\}", lambda match: str(values[match[1]]), TEMPLATE.read_text())
    who = "user root;" if os.getuid() == 0 else ""
    whole = f"daemon off; {who} pid {tmp_path}/pid; events {{}} http {{ access_log off; {filled} }}"
    (tmp_path / "nginx.conf").write_text(whole)
    server = subprocess.Popen([NGINX, "-c", tmp_path / "nginx.conf", "-e", tmp_path / "log", "-p", tmp_path])
    while True:
        try:
            socket.create_connection(address.split(":")).close()
            break
        except OSError:
            assert server.poll() is None, (tmp_path / "log").read_text()
            time.sleep(0.05)
    yield f"http://{address}"
    server.terminate()
    server.wait()


def lowered(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def ask(address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    try:
        with urlopen(Request(address, headers=headers)) as answer:
            return answer.status, lowered(answer.headers), answer.read()
    except HTTPError as error:
        return error.code, lowered(error.headers), error.read()


@pytest.fixture
def released():
    """A public and a secret release."""
    factories.accepted(factories.item(1), factories.item(2, purpose="certification"))
    public, secret = factories.bank("college"), factories.bank("examen", purpose="certification")
    factories.approved(secret)
    return [freeze_release(actor=factories.operator(), bank=bank) for bank in (public, secret)]


def content(release) -> bytes:
    return Path(release.file.path).read_bytes()


def test_a_public_release_is_kept_by_nginx_whole_in_parts_and_compressed(front, released):
    own = f"{front}/api/v1/banks/college/releases/1/file"
    whole = content(released[0])
    status, headers, body = ask(own)
    assert (status, body, headers["etag"]) == (200, whole, f'"{released[0].sha256}"')
    Path(released[0].file.path).unlink()
    assert ask(own)[2] == whole, "the site is not asked again"
    assert ask(own, Range="bytes=5-9")[::2] == (206, whole[5:10])
    assert ask(own, **{"If-None-Match": headers["etag"]})[0] == 304


def test_a_secret_release_is_sent_by_nginx_to_its_engine_and_to_nobody_else(front, released):
    secret = released[1]
    own = f"{front}/api/v1/banks/examen/releases/1/file"
    _engine, key = register_engine(actor=factories.operator(), name="engine", banks=[secret.bank])
    keyed = {"Authorization": f"Bearer {key}"}
    status, headers, body = ask(own, **keyed)
    assert (status, body, headers["etag"]) == (200, content(secret), f'"{secret.sha256}"')
    assert ask(own, **keyed, Range="bytes=5-9")[::2] == (206, body[5:10])
    assert ask(own, **keyed, **{"If-None-Match": headers["etag"]})[0] == 304
    places = [own, f"{front}/kept/releases/{secret.file.name}", f"{front}/static../releases/{secret.file.name}"]
    assert [ask(place)[0] for place in places] == [404] * 3


def test_what_moves_is_asked_of_the_site_and_metrics_of_nobody(front, released):
    latest = f"{front}/api/v1/banks/college/releases/latest"
    held = {"If-None-Match": ask(latest)[1]["etag"]}
    assert ask(latest, **held)[0] == 304
    freeze_release(actor=factories.operator(), bank=released[0].bank, force=True)
    assert ask(latest, **held)[0] == 200
    assert ask(f"{front}/metrics")[0] == 403
