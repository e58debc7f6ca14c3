"""Links opened for real, on a server of our own; never one of a private network unless a setting says so."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import call_command

from authoring import links
from authoring.advice import findings_of
from authoring.domain import check_links
from authoring.links import Opened, open_link
from authoring.models import LinkCheck
from challengebank.reach import is_public
from tests.authoring import documents as given
from tests.authoring import factories


class Site(BaseHTTPRequestHandler):
    """`/404` answers 404…, `/head` answers HEAD with 405, `/to?x` sends to x, `/flaky` fails the first time."""

    asked: list[str] = []  # noqa: RUF012 - made new for each server

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        first = self.path not in self.asked
        self.asked.append(self.path)
        name, _, target = self.path[1:].partition("?")
        status = {"head": 405 if self.command == "HEAD" else 200, "flaky": 503 if first else 200, "to": 302}.get(
            name, 0
        )
        self.send_response(status or (int(name) if name.isdecimal() else 200))
        if name == "to":
            self.send_header("Location", target)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Silence."""


@pytest.fixture
def site(settings, monkeypatch):
    settings.VIVIER_LINKS_PRIVATE = True
    monkeypatch.setattr(links, "PAUSE", 0)
    handler = type("OurSite", (Site,), {"asked": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "opened"),
    [
        ("/200", Opened(200)),
        ("/é à", Opened(200)),
        ("/404", Opened(404, "gone")),
        ("/410", Opened(410, "gone")),
        ("/403", Opened(403)),
        ("/429", Opened(429)),
        ("/500", Opened(500, "error")),
        ("/head", Opened(200)),
        ("/flaky", Opened(200)),
        ("/to?/200", Opened(200)),
        ("/to?/404", Opened(404, "gone")),
        ("/to?/to?/200", Opened(200)),
        ("/to?ftp://127.0.0.1/", Opened(0, "address")),
    ],
)
def test_what_a_link_says(site, path, opened):
    assert open_link(site + path) == opened


def test_going_round_in_circles_ends(site):
    loop = "/to?" * 9 + "/200"
    assert open_link(site + loop) == Opened(302, "redirects")


def test_a_private_address_is_never_asked(site, settings):
    settings.VIVIER_LINKS_PRIVATE = False
    port = site.rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433"):
        assert open_link(f"https://{host}:{port}/200") == Opened(0, "private")


def test_only_https_is_asked(site, settings):
    settings.VIVIER_LINKS_PRIVATE = False
    assert [
        open_link(url) for url in (f"{site}/200", "file:///etc/passwd", "https://a:b@example.org/", "https://[")
    ] == [Opened(0, "address")] * 4


@pytest.mark.parametrize(
    "address", ["10.0.0.1", "169.254.169.254", "100.64.0.1", "fe80::1%eth0", "fd00::1", "224.0.0.1"]
)
def test_addresses_of_our_own_network_are_known(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["::ffff:10.0.0.1", "2002:0a00:0001::1", "64:ff9b::a00:1", "0.0.0.0", "::"])
def test_an_address_that_carries_a_private_one_is_known(address):
    assert not is_public(address)


def test_public_addresses_pass():
    assert is_public("8.8.8.8")
    assert is_public("2001:4860:4860::8888")


def test_a_trusted_host_is_not_asked(settings):
    settings.VIVIER_LINKS_TRUSTED = ["example.invalid"]
    assert open_link("https://www.example.invalid/page") == Opened(0)
    assert open_link("https://badexample.invalid/") == Opened(0, "unknown")


def test_authors_read_of_dead_links_in_their_language(site, frameworks):
    document = given.item(1, statement=f"See {site}/404 and {site}/200.")
    check_links([f"{site}/404", f"{site}/200"])
    found = [finding for finding in findings_of(document) if finding.rule == "dead_link"]
    assert [finding.message.values[0][1] for finding in found] == [f"{site}/404"]


def test_a_live_link_is_left_alone_for_a_while_and_a_dead_one_is_asked_again(site, frameworks):
    urls = [f"{site}/404", f"{site}/200"]
    assert len(check_links(urls)) == 2
    assert [row.url for row in check_links(urls)] == urls[:1]
    assert LinkCheck.objects.count() == 2


def test_the_command_reads_drafts_and_what_may_be_shipped(site, frameworks, capsys):
    factories.challenge(1, statement=f"See {site}/404.")
    factories.accepted(2, statement=f"See {site}/200.")
    call_command("check_links")
    assert capsys.readouterr().out.splitlines()[-1] == "2 links opened, 1 broken."
