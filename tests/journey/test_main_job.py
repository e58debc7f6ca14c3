"""The main job, by hand: one challenge from a blank form to a release that anybody can verify.

A teacher writes it, two reviewers judge it, an operator releases it; each in a browser, in French.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.roles import OPERATOR
from authoring.models import Challenge
from challengebank.domain import verify_release
from challengebank.models import Version
from frameworks.models import Competence
from interop.bundle import Bundle
from tests.authoring.people import person, reviewer, teacher
from tests.browser import screenshot

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frameworks")]

TITLE = "La moyenne des notes"
STATEMENT = "Les notes sont de **A1** à **A10**. Quelle formule donne leur moyenne ?"
OPTIONS = {
    "=MOYENNE(A1:A10)": "Oui : les deux-points désignent toute la plage.",
    "=MOYENNE(A1;A10)": "Le point-virgule ne désigne que deux cellules.",
    "=SOMME(A1:A10)": "Cette formule donne le total.",
    "=NB(A1:A10)": "Cette formule compte les notes.",
}
KEY, *LURES = OPTIONS


def test_from_a_blank_form_to_a_release(new_page, sign_in, tmp_path):
    def page_of(who) -> Page:
        page = new_page(viewport={"width": 1280, "height": 1000})
        sign_in(page, who)
        page.goto("/admin/")
        return page

    _writes(claire := page_of(teacher("claire")))
    _plays(claire)
    _submits(claire)
    for name, answer in (("nadia", KEY), ("paul", LURES[0])):
        _judges(page_of(reviewer(name)), answer)
    claire.goto("/admin/")
    expect(claire.get_by_role("heading", name="Acceptées")).to_be_visible()
    expect(claire.get_by_role("link", name=TITLE, exact=True)).to_be_visible()
    screenshot(claire, "main-8-accepted")
    path = tmp_path / "college-1.zip"
    _releases(page_of(person("olga", OPERATOR)), path)

    version = Version.objects.get()
    assert verify_release(path).items == 1
    assert [released.content for released in Bundle(path).items()] == [bytes(version.document)]
    assert Challenge.objects.get().live


def _writes(page: Page) -> None:
    page.get_by_role("link", name="Écrire une épreuve").click()
    screenshot(page, "main-1-cards")
    page.get_by_role("link", name="Choix unique").click()
    page.get_by_role("textbox", name="Titre", exact=True).fill(TITLE)
    page.get_by_role("textbox", name="Énoncé", exact=True).fill(STATEMENT)
    for place, (text, feedback) in enumerate(OPTIONS.items()):
        page.get_by_role("textbox", name="Option", exact=True).nth(place).fill(text)
        page.get_by_role("textbox", name="Retour", exact=True).nth(place).fill(feedback)
    page.get_by_role("checkbox", name="Bonne réponse").first.check()
    screenshot(page, "main-2-question")
    _aligns(page)
    page.get_by_role("tab", name="Passation").click()
    page.get_by_role("spinbutton", name="Durée habituelle, en secondes").fill("60")
    page.get_by_role("tab", name="Droits").click()
    page.get_by_role("combobox", name="Licence").select_option(label="CC BY-SA 4.0")
    screenshot(page, "main-4-rights")
    with page.expect_event("load"):
        page.get_by_role("button", name="Enregistrer le brouillon").click()


def _aligns(page: Page) -> None:
    page.get_by_role("tab", name="Compétences").click()
    page.get_by_role("button", name="Compétence").click()
    page.get_by_text("Choisir une compétence").click()
    page.get_by_label("Chercher une compétence").fill("traiter")
    page.get_by_label(str(Competence.objects.get(framework__slug="crcn", code="1.3"))).check()
    page.get_by_role("combobox", name="Niveau").select_option("3")
    page.get_by_role("checkbox", name="Mathématiques").check()
    screenshot(page, "main-3-competences")


def _plays(page: Page) -> None:
    """The preview beside the form plays what was written."""
    preview = page.frame_locator("#w-preview-iframe")
    preview.get_by_label(LURES[0]).check()
    preview.get_by_role("button", name="Vérifier ma réponse").click()
    expect(preview.get_by_text(OPTIONS[LURES[0]])).to_be_visible()
    screenshot(page, "main-5-preview")


def _submits(page: Page) -> None:
    page.locator(".authoring-submit").get_by_role("button", name="Soumettre à la relecture…").click()
    expect(page.get_by_text("rien ne manque")).to_be_visible()
    for reason in page.get_by_label("Pourquoi il ne s’applique pas ici").all():
        reason.fill("Aucun tutoriel n’existe encore.")
    screenshot(page, "main-6-submit")
    page.get_by_role("button", name="soumettre à la relecture").click()
    expect(page.get_by_text("Soumise.")).to_be_visible()


def _judges(page: Page, answer: str) -> None:
    page.get_by_role("link", name="Relectures").first.click()
    page.get_by_role("link", name="À prendre").click()
    page.get_by_role("button", name=TITLE).click()
    page.get_by_label(answer).check()
    page.get_by_role("button", name="Vérifier ma réponse").click()
    expect(page.get_by_role("heading", name="Grille")).to_be_visible()
    for criterion in page.locator(".review-criterion:not(.review-conclusion)").all():
        criterion.get_by_role("radio").first.check()
    page.get_by_label("Accepter").check()
    screenshot(page, "main-7-verdict")
    page.get_by_role("button", name="Sceller mon verdict").click()
    expect(page.get_by_text(re.compile("Votre verdict est scellé|Tous les verdicts sont là"))).to_be_visible()


def _releases(page: Page, path) -> None:
    page.get_by_role("link", name="Banques").first.click()
    page.get_by_role("link", name="Nouvelle banque").click()
    page.get_by_role("textbox", name="Nom*", exact=True).fill("Collège")
    page.get_by_role("textbox", name="Nom court").fill("college")
    page.get_by_label("Entraînement").check()
    expect(page.get_by_text("1 épreuve retenue")).to_be_visible()
    screenshot(page, "main-9-bank")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("link", name="Nouvelle livraison", exact=True).click()
    screenshot(page, "main-10-candidate")
    page.get_by_role("button", name="Livrer").click()
    expect(page.get_by_text("La livraison 1 est faite et vérifiée.")).to_be_visible()
    screenshot(page, "main-11-release")
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger (Vivier)").click()
    download.value.save_as(path)
