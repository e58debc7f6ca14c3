"""A challenge is written with the keyboard alone: Tab, Enter, Space and typing, from the cards to the saved draft.

Types that take an image or a file from the library (`hotspot`, `file_task`) are not here yet.
"""

import pytest
from playwright.sync_api import Page

from authoring.documents import document_of
from authoring.models import Challenge
from tests.authoring.forms import at
from tests.authoring.people import teacher

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frameworks")]

FOCUSED = """() => {
    const here = document.activeElement;
    const labels = [...(here.labels ?? [])].map((label) => label.textContent).join(" ");
    return (labels || here.getAttribute("aria-label") || here.textContent || here.title).replace(/\\s+/g, " ").trim();
}"""
TICK = " "
OPTIONS = (("Option", "Oui"), ("Bonne réponse", TICK), ("Option", "Non"), ("Option", "Parfois"), ("Option", "Jamais"))

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
            ("Élément", ".odt"),
            ("Va avec", "texte"),
            ("Élément", ".png"),
            ("Va avec", "image"),
            ("Cible", "texte"),
            ("Cible", "image"),
        ),
    ),
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


def reach(page: Page, name: str, key: str = "Tab") -> None:
    """Press the key until what has the focus begins with this name."""
    for _ in range(400):
        page.keyboard.press(key)
        if page.evaluate(FOCUSED).startswith(name):
            return
    raise AssertionError(f"no way to “{name}” with {key}")


@pytest.mark.parametrize("kind", KINDS)
def test_written_without_a_mouse(page, sign_in, kind):
    card, answer = KINDS[kind]
    sign_in(page, teacher())
    page.goto(at("add"))
    reach(page, card)
    page.keyboard.press("Enter")
    page.wait_for_url("**type=*")
    page.wait_for_load_state("networkidle")
    for name, text in (("Titre", "Un titre"), ("Énoncé", "Une question ?"), *answer):
        reach(page, name)
        page.keyboard.type(text)
    _aligns(page)
    reach(page, "Enregistrer le brouillon")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    draft = Challenge.objects.get().get_latest_revision_as_object()
    assert (draft.kind, document_of(draft).title) == (kind, "Un titre")


def _aligns(page: Page) -> None:
    reach(page, "Question", "Shift+Tab")
    page.keyboard.press("ArrowRight")
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
