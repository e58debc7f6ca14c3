"""Everybody reads training challenges; nothing of certification, of drafts or of recalled versions is ever shown."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalogue.models import TextPage
from catalogue.queries import competence_map, contributions, has_file
from challengebank.domain import recall_version, store_asset
from items.document import Asset, Attachment
from tests.challengebank import factories

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/competences/1.1/",
    "/disciplines/",
    "/disciplines/mathematiques/",
    "/recherche/",
    "/recherche/?q=challenge",
    "/nouveautes.atom",
    "/sitemap.xml",
    "/sitemap-versions.xml",
]
LISTS = ["/competences/1.1/", "/disciplines/mathematiques/", "/recherche/", "/nouveautes.atom"]


def file_of(content: bytes, media_type: str = "text/plain") -> dict[str, tuple[Asset | Attachment, ...]]:
    stored = store_asset(content=content, media_type=media_type)
    asset = Asset(sha256=stored.pk, name="notes.txt", media_type=media_type, size=len(content))
    return {"assets": (asset,), "attachments": (Attachment(asset=stored.pk, label="Notes"),)}


def everything(client) -> str:
    return "".join(client.get(page).content.decode() for page in PAGES)


def test_what_was_accepted_for_training_is_on_every_page_of_its_own(client, site):
    factories.accepted(factories.item(1, title="Visible", disciplines=("mathematiques",)))
    assert [page for page in LISTS if "Visible" not in client.get(page).content.decode()] == []
    assert factories.uuid(1) in client.get("/sitemap-versions.xml").content.decode()
    assert "/sitemap-versions.xml" in client.get("/sitemap.xml").content.decode()
    assert "/competences/5.2/" in client.get("/sitemap-competences.xml").content.decode()


def test_certification_refused_waiting_and_recalled_versions_are_nowhere(client, site):
    factories.accepted(factories.item(1, title="Secret A", purpose="certification", **file_of(b"exam")))
    refused = factories.frozen(factories.item(2, title="Secret B"))
    factories.decide(refused, "refused")
    factories.frozen(factories.item(3, title="Secret C"))
    recalled = factories.accepted(factories.item(4, title="Secret D"))[0]
    recall_version(actor=factories.operator(), version=recalled, reason="The key is wrong.")
    shown = everything(client)
    assert "Secret" not in shown
    assert [n for n in range(1, 5) if factories.uuid(n) in shown] == []
    assert {client.get(f"/epreuves/{factories.uuid(n)}/").status_code for n in range(1, 5)} == {404}


def test_a_challenge_that_became_secret_is_no_longer_shown(client, site):
    factories.accepted(factories.item(1, title="Was public"))
    factories.accepted(factories.item(1, title="Is secret", purpose="certification"))
    shown = everything(client)
    assert [title for title in ("Was public", "Is secret") if title in shown] == []


def test_files_are_served_when_a_public_version_uses_them(client, site):
    factories.accepted(
        factories.item(1, **file_of(b"for all")), factories.item(2, purpose="certification", **file_of(b"exam"))
    )
    public, secret = store_asset(content=b"for all", media_type=""), store_asset(content=b"exam", media_type="")
    answer = client.get(f"/fichiers/{public.pk}")
    assert b"".join(answer.streaming_content) == b"for all"
    assert answer.headers["Content-Disposition"] == "attachment"
    assert client.get(f"/fichiers/{secret.pk}").status_code == 404
    assert (has_file(public.pk), has_file(secret.pk)) == (True, False)


def test_a_public_image_runs_no_script_on_this_site(client, site):
    content = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
    factories.accepted(factories.item(1, **file_of(content, "image/svg+xml")))
    answer = client.get(f"/fichiers/{store_asset(content=content, media_type='').pk}")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_the_map_and_the_matrix_count(site):
    factories.accepted(
        factories.item(1, level=2, disciplines=("svt", "mathematiques")),
        factories.item(2, level=2, disciplines=("svt",)),
        factories.item(3, competence="5.2"),
        factories.tutorial(1000),
    )
    rows = {row.competence.code: row for part in competence_map() for row in part.rows}
    assert (rows["1.1"].counts[1], rows["1.1"].challenges, rows["1.1"].tutorials) == ((2, 2), 2, 1)
    assert rows["5.2"].counts[0] == (1, 1)
    totals = {row.discipline.slug: row.total for row in contributions() if row.total}
    assert totals == {"svt": 2, "mathematiques": 1}


def test_a_level_filters_and_a_wrong_one_is_ignored(client, site):
    factories.accepted(factories.item(1, title="Easy", level=1), factories.item(2, title="Hard", level=5))
    assert "Easy" not in client.get("/competences/1.1/?level=5").content.decode()
    assert "Easy" in client.get("/competences/1.1/?level=x").content.decode()


def test_a_tutorial_is_read_with_what_it_helps(client, site):
    factories.accepted(factories.tutorial(1000), factories.item(1, title="Helped", tutorials=(1000,)))
    page = client.get(f"/tutoriels/{factories.uuid(1000)}/").content.decode()
    assert "Read this." in page
    assert "Helped" in page


def test_pages_of_text_are_in_markdown_and_harmless(client, site):
    site.root_page.add_child(instance=TextPage(title="Mentions", slug="mentions", body="**Ici** <script>x</script>"))
    page = client.get("/mentions/").content.decode()
    assert "<strong>Ici</strong>" in page
    assert "<script>" not in page
    assert "Mentions" in client.get("/").content.decode()


@pytest.mark.parametrize("address", ["/competences/9.9/", "/disciplines/poterie/", "/fichiers/" + "0" * 64])
def test_what_does_not_exist_says_so_in_the_reader_s_language(client, site, address):
    pages = [client.get(address, headers={"accept-language": language}) for language in ("fr", "en")]
    assert [page.status_code for page in pages] == [404, 404]
    said = [re.search(r'<html lang="(..)">.*<h1>(.*?)</h1>', page.content.decode(), re.S).groups() for page in pages]
    assert said == [("fr", "Page introuvable"), ("en", "Page not found")]


def test_a_form_from_elsewhere_is_refused_in_words(site):
    answer = Client(enforce_csrf_checks=True).post("/i18n/setlang/", {"language": "en"})
    assert (answer.status_code, "<h1>Rien n’a été envoyé</h1>" in answer.content.decode()) == (403, True)


def test_what_is_written_in_french_says_so_on_an_english_page(client, site):
    factories.accepted(factories.item(1, disciplines=("mathematiques",)))
    home, matrix = (
        client.get(page, headers={"accept-language": "en"}).content.decode() for page in ("/", "/disciplines/")
    )
    assert '<div lang="fr">\n      <h1>S’entraîner au numérique</h1>' in home
    assert '<th scope="row" lang="fr"><a href="/disciplines/mathematiques/">' in matrix


@pytest.mark.parametrize("page", PAGES)
def test_pages_ask_the_same_number_of_queries_for_one_row_and_fifty(client, site, page):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        return len(queries)

    factories.accepted(factories.item(1, disciplines=("mathematiques",)), factories.tutorial(1000))
    cost()
    one = cost()
    factories.accepted(*(factories.item(n, disciplines=("mathematiques",)) for n in range(2, 51)))
    assert cost() == one
