"""The public search: what a pupil reads of accepted training challenges, and nothing of any other."""

import pytest
from django.core.management import call_command
from django.db import connection

from catalogue.views import FoundPaginator
from challengebank.domain import recall_version
from challengebank.models import VersionWords
from items.types.content import Option
from items.types.short_text import ShortText
from items.types.single_choice import SingleChoice
from tests.challengebank import factories

pytestmark = pytest.mark.django_db

CHOICE = SingleChoice(options=(Option(id="a", text="Le réseau câblé"), Option(id="b", text="La mémoire")), key="a")


def found(client, words: str, **query) -> list[str]:
    page = client.get("/recherche/", {"q": words, **query})
    return [version.title for version in (*page.context["versions"], *page.context["tutorials"])]


def test_words_are_found_in_what_a_pupil_reads_without_accents(client, site):
    said = {"content": CHOICE, "statement": "Où est l’**œuvre** ?", "tags": ("vie privée",)}
    factories.accepted(factories.item(1, title="Une", **said), factories.item(2, title="Deux"))
    for words in ("reseau", "RÉSEAU", "memo", "oeuvre", "œuvre", "privee", "cable mem", "une"):
        assert found(client, words) == ["Une"], words
    assert found(client, "reseau introuvable") == []
    assert found(client, "\"'*()&|!:") == []
    assert found(client, " ") == ["Deux", "Une"]


def test_a_search_that_finds_nothing_says_what_was_looked_for(client, site):
    page = client.get("/recherche/", {"q": "poison"}).content.decode()
    assert "<h1>Recherche : poison</h1>" in page
    assert "Aucune épreuve ne contient tous ces mots." in page


def test_postgresql_knows_french_inflections(client, site):
    factories.accepted(factories.item(1, title="Une", statement="Les réseaux locaux"))
    assert found(client, "réseau local") == (["Une"] if connection.vendor == "postgresql" else [])


def test_little_words_alone_are_looked_for_in_titles(client, site):
    factories.accepted(factories.item(1, title="Elle et lui"), factories.item(2, title="Deux"))
    assert found(client, "elle lui") == ["Elle et lui"]


def test_answers_and_what_explains_them_are_not_found(client, site):
    typed = ShortText(accepted=("Valparaiso",))
    factories.accepted(factories.item(1, title="Une", content=typed, hint="Au Chili", statement="Quel port ?"))
    assert [found(client, words) for words in ("valparaiso", "chili", "port")] == [[], [], ["Une"]]


def test_tutorials_are_found_by_their_text(client, site):
    factories.accepted(factories.tutorial(1000, title="Leçon"))
    assert found(client, "read this") == ["Leçon"]


def test_nothing_secret_refused_waiting_or_recalled_is_found(client, site):
    secret = {"statement": "Zanzibar ?"}
    factories.accepted(factories.item(1, purpose="certification", **secret))
    factories.decide(factories.frozen(factories.item(2, **secret)), "refused")
    factories.frozen(factories.item(3, **secret))
    recalled = factories.accepted(factories.item(4, **secret))[0]
    recall_version(actor=factories.operator(), version=recalled, reason="The key is wrong.")
    factories.accepted(factories.item(5, title="Became secret", **secret))
    factories.accepted(factories.item(5, title="Is secret", purpose="certification", **secret))
    assert found(client, "zanzibar") == []
    assert not VersionWords.objects.filter(version__purpose="certification").exists()
    factories.accepted(factories.item(6, title="Public", **secret))
    assert found(client, "zanzibar") == ["Public"]


def test_only_the_version_that_counts_is_found(client, site):
    factories.accepted(factories.item(1, title="Une", statement="Zanzibar ?"))
    factories.accepted(factories.item(1, title="Une", statement="Valparaiso ?"))
    assert (found(client, "zanzibar"), found(client, "valparaiso")) == ([], ["Une"])


def test_of_a_word_that_many_say_the_first_are_shown(client, site, monkeypatch):
    monkeypatch.setattr(FoundPaginator, "most", 2)
    factories.accepted(factories.item(1, level=2), factories.item(2, level=1), factories.item(3, level=3))
    assert found(client, "challenge") == ["Challenge 2", "Challenge 1"]
    assert found(client, "challenge", level=3) == ["Challenge 3"]
    assert "plus de 2 épreuves" in client.get("/recherche/?q=challenge").content.decode()
    assert "3 épreuves" in client.get("/recherche/").content.decode()


def test_what_an_older_site_froze_is_found_after_index_words(client, site, capsys):
    factories.accepted(factories.item(1, title="Première"), factories.item(2, title="Deux"))
    VersionWords.objects.all().delete()
    factories.accepted(factories.item(3, title="Trois", purpose="certification"))
    assert found(client, "première") == []
    call_command("index_words")
    call_command("index_words")
    assert capsys.readouterr().out == "2 versions indexed.\n0 versions indexed.\n"
    assert [found(client, words) for words in ("première", "deux", "trois")] == [["Première"], ["Deux"], []]
