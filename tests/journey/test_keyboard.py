"""A challenge is written with the keyboard alone: from the cards to the saved draft, no mouse.

Images and files are chosen among those uploaded before: the window that shows the computer’s files is not ours.
"""

from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import Page, expect

from accounts.models import User
from authoring.documents import document_of
from authoring.models import Challenge, File, Picture
from tests.authoring.documents import png
from tests.authoring.forms import at
from tests.authoring.people import teacher
from tests.browser import once

pytestmark = [once, pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frameworks")]

FOCUSED = """() => {
    const here = document.activeElement;
    const labels = [...(here.labels ?? [])].map((label) => label.textContent).join(" ");
    return (labels || here.getAttribute("aria-label") || here.textContent || here.title).replace(/\\s+/g, " ").trim();
}"""
TICK = " "
OPTIONS = (("Option", "Oui"), ("Bonne réponse", TICK), ("Option", "Non"), ("Option", "Parfois"), ("Option", "Jamais"))


def reach(page: Page, name: str, key: str = "Tab") -> None:
    """Press the key until what has the focus begins with this name."""
    for _ in range(400):
        page.keyboard.press(key)
        if page.evaluate(FOCUSED).startswith(name):
            return
    raise AssertionError(f"no way to “{name}” with {key}")


def chosen(title: str) -> Callable[[Page], None]:
    """What is done at a button that opens a library: choose what has this title."""

    def choose(page: Page) -> None:
        page.keyboard.press("Enter")
        expect(page.locator(".modal")).to_be_focused()  # once it has come in, a moment after its links
        reach(page, title)
        page.keyboard.press("Enter")
        expect(page.locator(".modal-content")).to_have_count(0)

    return choose


def drawn(page: Page) -> None:
    """From the choice of a shape: a circle is added, moved, made larger, and named."""
    page.keyboard.press("ArrowRight")
    reach(page, "Ajouter une zone")
    page.keyboard.press("Enter")
    expect(page.locator(".authoring-zone")).to_be_focused()
    for key in ("ArrowLeft", "ArrowDown", "Shift+ArrowRight", "Enter"):
        page.keyboard.press(key)
    page.keyboard.type("La porte")


KINDS = {
    "single_choice": ("Choix unique", OPTIONS),
    "multiple_choice": ("Choix multiple", OPTIONS),
    "short_text": ("Texte court", (("Réponses acceptées", "Ctrl Z"),)),
    "number": ("Réponse numérique", (("Valeur juste", "3,5"),)),
    "blanks": (
        "Texte à trous",
        (
            ("Texte à trous", "Le {{1}} garde les pages."),
            ("Repère dans le texte", "1"),
            ("Nom", "premier"),
            ("Réponses acceptées", "serveur"),
        ),
    ),
    "inline_choice": (
        "Listes dans le texte",
        (
            ("Texte avec menus", "Choisis {{1}}."),
            ("Repère dans le texte", "1"),
            ("Nom", "premier"),
            ("Option", "Oui"),
            ("Bonne réponse", TICK),
            ("Option", "Non"),
            ("Option", "Parfois"),
        ),
    ),
    "order": ("Mise en ordre", (("Élément", "Un"), ("Élément", "Deux"), ("Élément", "Trois"))),
    "match": (
        "Association",
        (
            ("Cible", "texte"),
            ("Cible", "image"),
            ("Élément", ".odt"),
            ("Va avec", "texte"),
            ("Élément", ".png"),
            ("Va avec", "image"),
        ),
    ),
    "hotspot": (
        "Zones d’une image",
        (
            ("Choisir une image", chosen("Un plan")),
            ("Description de l’image", "Un plan."),
            ("rectangle", drawn),
            ("Bonne réponse", TICK),
        ),
    ),
    "file_task": ("Fichier à ouvrir", (("Réponses acceptées", "12"),)),
    "web_task": (
        "Recherche sur le Web",
        (("Sites à consulter", "https://example.org/"), ("Réponses acceptées", "1978")),
    ),
    "simulator": (
        "Simulateur",
        (
            ("Adresse du simulateur", "https://example.org/"),
            ("Titre du cadre", "Box"),
            ("Réponses acceptées", "AZ"),
        ),
    ),
    "extended_text": ("Texte rédigé", (("Réponse modèle", "Il est court."), ("Critères", "dit pourquoi"))),
}


@pytest.mark.parametrize("kind", KINDS)
def test_written_without_a_mouse(page, sign_in, kind):
    card, answer = KINDS[kind]
    author = teacher()
    _library(author)
    sign_in(page, author)
    page.goto(at("add"))
    reach(page, card)
    page.keyboard.press("Enter")
    page.wait_for_url("**type=*")
    page.wait_for_load_state("networkidle")
    for name, text in (("Titre", "Un titre"), ("Énoncé", "Une question ?"), *answer):
        reach(page, name)
        page.keyboard.type(text) if isinstance(text, str) else text(page)
    _aligns(page)
    if kind == "file_task":
        _attaches(page)
    reach(page, "Enregistrer le brouillon")
    with page.expect_event("load"):  # an autosave changes the address, and loads no page
        page.keyboard.press("Enter")
    draft = Challenge.objects.get().get_latest_revision_as_object()
    assert (draft.kind, document_of(draft).title) == (kind, "Un titre")


def _aligns(page: Page) -> None:
    _next_tab(page, "Question", "Compétences")
    reach(page, "Ajouter")
    page.keyboard.press("Enter")
    reach(page, "Choisir une compétence", "Shift+Tab")
    page.keyboard.press("Enter")
    reach(page, "Chercher une compétence")
    page.keyboard.type("1.1")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    reach(page, "Niveau")
    page.keyboard.type("2")


def _next_tab(page: Page, here: str, there: str) -> None:
    """From a tab to the next one, which takes the focus a moment later."""
    reach(page, here, "Shift+Tab")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name=there)).to_be_focused()


def _library(author: User) -> None:
    """What the author uploaded before."""
    Picture.objects.create(title="Un plan", file=ContentFile(png(), name="plan.png"), uploaded_by_user=author)
    File.objects.create(title="Les mesures", file=ContentFile(b"a;b", name="mesures.csv"), uploaded_by_user=author)


def _attaches(page: Page) -> None:
    _next_tab(page, "Compétences", "Images, fichiers, tutoriels")
    reach(page, "Ajouter")
    page.keyboard.press("Enter")
    reach(page, "Choisir un document")
    chosen("Les mesures")(page)
    reach(page, "Nom affiché")
    page.keyboard.type("Les mesures")
