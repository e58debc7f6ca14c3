"""Families, translations and discussions as their writer meets them, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from authoring.documents import document_of
from authoring.models import Challenge
from tests.authoring import factories
from tests.authoring.forms import at
from tests.authoring.test_families import change
from tests.browser import once, screenshot, violations

pytestmark = [once, pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frameworks")]
FADING = {"exclude": [[".messages"]]}


def begun(page: Page, source: Challenge, button: str) -> Challenge:
    """The draft that a button of the page around a challenge begins, its form opened."""
    page.goto(at("around", source.pk))
    assert violations(page) == []
    page.get_by_role("button", name=button).click()
    expect(page.locator("#id_title")).to_be_visible()
    return Challenge.objects.latest("pk")


def save(page: Page) -> None:
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(page.locator(".messages .success")).to_be_visible()


def test_a_variant_follows_its_prototype_until_it_says_something_of_its_own(page, sign_in):
    prototype = factories.challenge(statement="Combien font 2 + 2 ?")
    sign_in(page, prototype.author)
    variant = begun(page, prototype, "Créer une variante")
    statement, state = page.locator("#id_statement"), page.locator(".authoring-inherits").first
    expect(statement).to_have_value("Combien font 2 + 2 ?")
    expect(page.locator("[data-contentpath=statement]")).to_have_attribute("inert", "")
    screenshot(page, "family-variant")
    assert violations(page, FADING) == []
    state.get_by_role("button").click()
    statement.fill("Combien font 3 + 3 ?")
    save(page)
    assert document_of(Challenge.objects.get(pk=variant.pk)).statement == "Combien font 3 + 3 ?"
    assert Challenge.objects.get(pk=variant.pk).varies == ["statement"]
    page.goto(at("around", prototype.pk))
    expect(page.locator("#around-family + ul a")).to_have_attribute("href", at("inspect", variant.pk))


def test_a_translation_stands_beside_its_source_and_says_when_that_changes(page, sign_in):
    source = factories.accepted(statement="Quel réseau ?")
    sign_in(page, source.author)
    translation = begun(page, source, "Traduire")
    page.get_by_role("button", name="Texte source").click()
    expect(page.locator(".authoring-source")).to_contain_text("Quel réseau ?")
    screenshot(page, "translation-source")
    assert violations(page, FADING) == []
    page.locator("#id_statement").fill("Which network?")
    save(page)
    change(source, statement="Quel réseau choisir ?")
    factories.judged(Challenge.objects.get(pk=source.pk), "accept", "accept")
    page.goto(at("edit", translation.pk))  # the panel is open still: Wagtail remembers it
    expect(page.locator(".authoring-source")).to_contain_text("Quel réseau choisir ?")
    page.get_by_role("button", name="Ma traduction la suit maintenant").click()
    expect(page.locator(".messages .success")).to_be_visible()
    assert Challenge.objects.get(pk=translation.pk).locale == "en"


def test_colleagues_talk_beside_the_form(page, sign_in):
    draft = factories.challenge()
    sign_in(page, draft.author)
    page.goto(at("edit", draft.pk))
    page.get_by_role("button", name="Discussion").click()
    said = page.locator("#authoring-say")
    said.fill("Trop facile ?")
    page.get_by_role("button", name="Envoyer").click()
    message = page.locator(".authoring-thread > li")
    expect(message).to_contain_text("Trop facile ?")
    expect(said).to_have_value("")
    screenshot(page, "discussion")
    assert violations(page) == []
    message.get_by_role("button").click()
    expect(page.locator(".authoring-gone")).to_be_visible()
    assert [post.withdrawal is None for post in draft.posts.all()] == [False]
