"""Who reads what: one table of callers, endpoints and banks. And how often, how compressed, until when."""

import gzip
import re
from datetime import date

import pytest
import zstandard
from django.core.cache import cache
from django.http import HttpResponse

from challengebank.api.openapi import dated
from challengebank.domain import change_bank, freeze_release, install_root, recall_version, register_engine, revoke_keys
from challengebank.domain.trust import draft_root
from challengebank.keys import make_key, make_offline_key
from challengebank.trust import sign
from config.api import api
from frameworks.domain import load_frameworks
from tests.challengebank import factories
from tests.challengebank.conftest import storages

pytestmark = pytest.mark.django_db
API = "/api/v1"

BANKS = {  # purpose, channel
    "training": ("training", "production"),
    "rehearsal": ("training", "staging"),
    "sketch": ("training", "draft"),
    "secret": ("certification", "production"),
    "next-secret": ("certification", "staging"),
}
CALLERS = {  # who, and which banks exist for him
    "nobody": {"training"},
    "engine without banks": {"training"},
    "engine of all banks, production": {"training", "secret"},
    "engine of all banks, staging": {"training", "rehearsal", "secret", "next-secret"},
}
ENDPOINTS = {
    "/banks/{slug}/releases",
    "/banks/{slug}/releases/latest",
    "/banks/{slug}/releases/{number}",
    "/banks/{slug}/releases/{number}/manifest",
    "/banks/{slug}/releases/{number}/file",
    "/banks/{slug}/releases/{number}/signature",
    "/banks/{slug}/releases/{number}/assets/{sha256}",
    "/banks/{slug}/releases/{number}/delta",
    "/banks/{slug}/releases/{number}/versions/{item}/proof",
    "/banks/{slug}/tuf/{name}",
    "/banks/{slug}/tuf/targets/{name}",
    "/versions/{item}/{number}",
    "/recalls/{recall}/acknowledgement",
}


@pytest.fixture(scope="module", autouse=True)
def storages_in(tmp_path_factory):
    """One storage for all tests: they only read."""
    with storages(tmp_path_factory.mktemp("storage")) as folder:
        yield folder


@pytest.fixture(scope="module")
def releases(rows_of_module, storages_in, tmp_path_factory):
    """One release of each bank, each of its own challenge and file, signed; its challenge is recalled."""
    make_key()
    key = make_offline_key(tmp_path_factory.mktemp("offline") / "root.pem")
    install_root(content=sign(draft_root(offline=[key.public_key()]), key))
    return {slug: _release(number, slug, *kind) for number, (slug, kind) in enumerate(BANKS.items(), 1)}


def _release(number, slug, purpose, channel):
    competence, asset = f"1.{1 + number % 3}", factories.stored_asset(slug.encode())
    factories.accepted(factories.item(number, purpose=purpose, tags=(slug,), competence=competence, **asset))
    bank = factories.bank(slug, purpose=purpose, tags=(slug,))
    if purpose == "certification":
        factories.approved(bank)
    release = freeze_release(actor=factories.operator(), bank=bank)
    values = {"name": bank.name, "rules": bank.selection, "channel": channel}
    change_bank(actor=factories.operator(), bank=bank, **values)
    recall_version(actor=factories.operator(), version=release.items.get().version, reason="Leaked.")
    return release


@pytest.fixture(scope="module")
def headers(releases):
    """The headers of each caller."""
    banks = [release.bank for release in releases.values()]

    def keyed(name, banks, channel="production"):
        _engine, key = register_engine(actor=factories.operator(), name=name, banks=banks, channel=channel)
        return {"Authorization": f"Bearer {key}"}

    return {
        "nobody": {},
        "engine without banks": keyed("a", []),
        "engine of all banks, production": keyed("b", banks),
        "engine of all banks, staging": keyed("c", banks, "staging"),
    }


def address(endpoint, release) -> str:
    version = release.items.get().version
    names = {
        "slug": release.bank.slug,
        "number": version.number if endpoint.startswith("/versions") else release.number,
        "sha256": release.assets.get().asset_id,
        "item": version.identity_id,
        "recall": version.recall.pk,
        "name": f"{release.sha256}.{release.file_name}" if "targets" in endpoint else "timestamp.json",
    }
    query = f"?since={release.number}" if endpoint.endswith("delta") else ""
    return API + endpoint.format(**names) + query


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("endpoint", sorted(ENDPOINTS))
def test_a_bank_exists_for_those_who_may_read_it_and_for_nobody_else(client, releases, headers, endpoint, caller):
    for slug, release in releases.items():
        method = client.put if "acknowledgement" in endpoint else client.get
        status = method(address(endpoint, release), headers=headers[caller]).status_code
        needs_key = "acknowledgement" in endpoint and caller == "nobody"
        assert status == (401 if needs_key else 200 if slug in CALLERS[caller] else 404), slug


def test_the_table_names_every_endpoint_of_a_bank():
    paths = {re.sub(r"{(?:int|uuid):", "{", path.removeprefix(API)) for path in api.get_openapi_schema()["paths"]}
    everybody = {"/banks", "/recalls", "/frameworks", "/frameworks/{slug}", "/schemas/{name}"}
    assert paths - everybody - {path for path in paths if path.startswith("/frameworks")} == ENDPOINTS


@pytest.mark.parametrize("caller", CALLERS)
def test_lists_name_what_the_caller_may_read(client, releases, headers, caller):
    banks = client.get(f"{API}/banks", headers=headers[caller]).json()
    recalls = client.get(f"{API}/recalls", headers=headers[caller]).json()["recalls"]
    assert {bank["slug"] for bank in banks} == CALLERS[caller]
    items = {str(releases[slug].items.get().version.identity_id) for slug in CALLERS[caller]}
    assert {recall["item"] for recall in recalls} == items


def test_a_revoked_key_opens_nothing_not_even_what_is_public(client, releases):
    engine, key = register_engine(actor=factories.operator(), name="gone", banks=[])
    revoke_keys(actor=factories.operator(), engine=engine)
    answer = client.get(f"{API}/banks", headers={"Authorization": f"Bearer {key}"})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_each_caller_has_so_many_requests_a_minute(client, settings, releases, headers):
    cache.clear()
    settings.VIVIER_API_RATE = 3
    statuses = [client.get(f"{API}/banks").status_code for _turn in range(4)]
    refused = client.get(f"{API}/banks")
    assert (statuses, refused.status_code) == ([200, 200, 200, 429], 429)
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert client.get(f"{API}/banks", headers=headers["engine without banks"]).status_code == 200
    assert client.get(f"{API}/banks", REMOTE_ADDR="192.0.2.7").status_code == 200
    settings.BEHIND_PROXY = True
    forwarded = {"X-Forwarded-For": "10.0.0.1, 192.0.2.9"}
    assert client.get(f"{API}/banks", headers=forwarded).status_code == 200


def test_wrong_keys_count_for_the_address_that_tries_them(client, settings, releases, headers):
    cache.clear()
    settings.VIVIER_API_RATE = 2
    tried = [{"Authorization": said} for said in ("Bearer vivier_a", "Basic YTpi", "Bearer vivier_b")]
    assert [client.get(f"{API}/banks", headers=said).status_code for said in tried] == [401, 401, 429]
    assert client.get(f"{API}/banks", headers=headers["engine without banks"]).status_code == 200


@pytest.mark.parametrize(
    ("asked", "encoding", "read"),
    [
        ("gzip", "gzip", gzip.decompress),
        ("gzip, deflate, br, zstd", "zstd", lambda b: zstandard.ZstdDecompressor().decompressobj().decompress(b)),
        ("zstd;q=0, gzip", "gzip", gzip.decompress),
        ("br", None, bytes),
        ("identity", None, bytes),
        ("gzip;q=x", None, bytes),
    ],
)
def test_answers_are_compressed_as_the_caller_asks(client, releases, asked, encoding, read):
    place = f"{API}/banks/training/releases/1"
    for name, whole in (("manifest", releases["training"].whole_manifest()), ("file", _content(releases["training"]))):
        answer = client.get(f"{place}/{name}", headers={"Accept-Encoding": asked})
        assert answer.headers.get("Content-Encoding") == encoding
        assert read(b"".join(answer.streaming_content)) == whole
        again = client.get(f"{place}/{name}", headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304
    part = client.get(f"{place}/file", headers={"Accept-Encoding": asked, "Range": "bytes=0-9"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, _content(releases["training"])[:10])


def test_what_moves_is_asked_again_and_not_sent_again(client, releases):
    for name in ("releases/latest", "tuf/timestamp.json"):
        answer = client.get(f"{API}/banks/training/{name}")
        assert answer.headers["Cache-Control"] == "no-cache"
        again = client.get(f"{API}/banks/training/{name}", headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["manifest", "file", "assets/{sha256}", "delta?since=1"])
def test_what_is_public_and_never_changes_is_kept_by_every_cache_in_every_language(client, releases, name):
    sha256 = releases["training"].assets.get().asset_id
    answer = client.get(f"{API}/banks/training/releases/1/{name.format(sha256=sha256)}")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Vary"] == "Authorization, Accept-Encoding"


def test_what_a_key_opens_is_kept_by_no_shared_cache(client, releases, headers):
    own = headers["engine of all banks, staging"]
    for slug in ("secret", "rehearsal"):
        for name in ("file", "delta?since=1"):
            answer = client.get(f"{API}/banks/{slug}/releases/1/{name}", headers=own)
            assert answer.headers["Cache-Control"].startswith("private")


def test_nginx_is_told_which_secret_file_to_send_and_keeps_public_ones_by_itself(client, settings, releases, headers):
    settings.VIVIER_ACCEL = "/kept/"
    own, secret = headers["engine of all banks, production"], releases["secret"]
    asset = secret.assets.get().asset
    for name, kept, etag in (
        ("file", f"releases/{secret.file.name}", secret.sha256),
        (f"assets/{asset.pk}", f"media/{asset.file.name}", asset.pk),
    ):
        address = f"{API}/banks/secret/releases/1/{name}"
        answer = client.get(address, headers={**own, "Accept-Encoding": "gzip", "Range": "bytes=0-9"})
        assert answer.headers["Content-Type"] in ("application/zip", asset.media_type)
        assert answer.headers["X-Accel-Redirect"] == f"/kept/{kept}"
        assert (answer.content, answer.headers["ETag"]) == (b"", f'"{etag}"')
        assert client.get(address, headers={**own, "If-None-Match": f'"{etag}"'}).status_code == 304
    public = client.get(f"{API}/banks/training/releases/1/file")
    assert b"".join(public.streaming_content) == _content(releases["training"])


def test_what_will_go_says_since_when_and_until_when(rf):
    old = dated(deprecated=date(2027, 1, 1), sunset=date(2028, 1, 1))(lambda request: HttpResponse())
    answer = old(rf.get("/"))
    assert (answer["Deprecation"], answer["Sunset"]) == ("@1798761600", "Sat, 01 Jan 2028 00:00:00 GMT")


def test_frameworks_are_given_whole(client):
    load_frameworks()
    assert "crcn" in {row["slug"] for row in client.get(f"{API}/frameworks").json()}
    tree = client.get(f"{API}/frameworks/crcn").json()
    assert sum(len(domain["competences"]) for domain in tree["domains"]) == 16
    package = client.get(f"{API}/frameworks/crcn/case?locale=en").json()
    assert package["CFDocument"]["language"] == "en"
    assert client.get(f"{API}/frameworks/crcn/case?locale=de").status_code == 422


def _content(release) -> bytes:
    with release.file.open("rb") as file:
        return file.read()
