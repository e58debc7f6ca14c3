"""The operator's whole way, in a real browser, in French: from a new bank to a release, its files and a recall."""

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from challengebank.models import Bank, Release
from frameworks.domain import load_frameworks
from items.document import CRCN, Accessibility, Delivery
from tests.browser import screenshot, violations
from tests.challengebank import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EVERYBODY = Accessibility(blind=True, colour_blind=True, deaf=True)


def fill_bank() -> None:
    """Three accepted certification challenges for most of the cells."""
    load_frameworks()
    places = [(code, level) for code in sorted(CRCN) for level in range(1, 9) if (code, level) != ("5.2", 8)]
    factories.accepted(
        *(
            factories.item(
                number,
                title=f"Épreuve {number}",
                purpose="certification",
                competence=code,
                level=level,
                accessibility=EVERYBODY,
                delivery=Delivery(estimated_time=120),
            )
            for number, (code, level) in enumerate(places * 2)
        )
    )


def seen(page: Page, name: str) -> None:
    """The page is accessible; a picture of it is kept when asked for."""
    page.wait_for_load_state("networkidle")
    screenshot(page, name)
    assert violations(page, {"include": [["#main"]], "exclude": [[".messages"]]}) == []  # messages are fading in


def test_from_a_new_bank_to_a_recall(page, new_page, sign_in, tmp_path):
    fill_bank()
    page.set_viewport_size({"width": 1280, "height": 1500})
    sign_in(page, factories.operator())
    _makes_a_bank(page)
    _plans(page, tmp_path)
    _calls(page)
    _proves_an_exam(page)
    second = new_page()
    sign_in(second, factories.second_operator())
    _releases(page, second)
    _recalls(page)


def _makes_a_bank(page: Page) -> None:
    page.goto("/admin/banks/")
    seen(page, "01-banks")
    page.goto("/admin/banks/new/")
    page.locator("[name=name]").fill("Certification de juin")
    page.locator("[name=slug]").focus()
    expect(page.locator("[name=slug]")).to_have_value("certification-de-juin")
    page.locator("[name=slug]").fill("juin")
    page.locator("[name=purpose][value=certification]").check()
    page.locator("[name=framework]").select_option("digcomp-2-2")
    expect(page.locator("[name=competences][value='5.4']")).to_be_visible()
    expect(page.locator("[data-live-count]")).to_contain_text("0 épreuve")
    page.locator("[name=framework]").select_option("crcn")
    expect(page.locator("[name=competences][value='5.4']")).to_have_count(0)
    expect(page.locator("[data-live-count]")).to_contain_text("254")
    page.locator("[name=channel][value=production]").check()
    seen(page, "02-new-bank")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("heading", name="Couverture")).to_be_visible()
    seen(page, "03-bank")


def _plans(page: Page, folder: Path) -> None:
    page.get_by_role("link", name="Plan de couverture", exact=True).click()
    page.get_by_label("Minimum", exact=True).fill("1")
    page.get_by_label("Cible", exact=True).fill("2")
    page.get_by_role("button", name="Remplir les cases vides").click()
    first = page.get_by_label("1.1, niveau 1 : minimum")
    first.fill("3")
    first.press("ArrowRight")
    expect(page.get_by_label("1.1, niveau 1 : cible")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("1.2, niveau 1 : cible")).to_be_focused()
    page.get_by_role("button", name="Enregistrer le plan").click()
    expect(page.get_by_text("La cible est inférieure au minimum.")).to_be_visible()
    seen(page, "04-blueprint-wrong")
    page.get_by_label("1.1, niveau 1 : cible").fill("4")
    page.get_by_role("button", name="Enregistrer le plan").click()
    expect(page.get_by_text("Le plan de couverture est enregistré.")).to_be_visible()
    seen(page, "05-blueprint")
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger le tableur").click()
    path = folder / "plan.xlsx"
    download.value.save_as(path)
    _change_spreadsheet(path)
    page.get_by_label("Tableur (.xlsx)").set_input_files(path)
    page.get_by_role("button", name="Remplacer le plan par ce fichier").click()
    expect(page.get_by_label("1.1, niveau 1 : cible")).to_have_value("5")
    page.get_by_role("link", name="Vue d’ensemble").click()
    seen(page, "06-coverage")


def _change_spreadsheet(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["F2"] = 5
    book.save(path)


def _calls(page: Page) -> None:
    page.get_by_role("link", name="Appels à contribution", exact=True).click()
    seen(page, "07-holes")
    page.get_by_role("button", name="Appeler les auteurs").click()
    expect(page.get_by_text("Choisissez au moins un manque.")).to_be_visible()
    page.get_by_label("Tous les manques").check()
    page.get_by_role("button", name="Appeler les auteurs").click()
    expect(page.get_by_text("2 appels sont ouverts")).to_be_visible()
    seen(page, "08-calls")


def _proves_an_exam(page: Page) -> None:
    page.get_by_role("link", name="Examen", exact=True).click()
    page.get_by_label("Nombre de sujets parallèles").fill("9")
    seen(page, "09-exam")
    page.get_by_role("button", name="Prouver qu’ils existent").click()
    expect(page.get_by_text("9 sujets parallèles existent.")).to_be_visible()
    page.get_by_text("Sujet 1 ·").click()
    seen(page, "10-proof")


def _releases(page: Page, second: Page) -> None:
    page.get_by_role("link", name="Nouvelle livraison", exact=True).click()
    expect(page.get_by_label("Notes")).to_have_value("254 ajouts.")
    seen(page, "11-candidate")
    page.get_by_role("button", name="Proposer cette livraison").click()
    expect(page.get_by_text("Un autre opérateur doit l’approuver sur cette page.")).to_be_visible()
    seen(page, "12-proposed")
    second.goto("/admin/banks/bank/juin/release/")
    seen(second, "13-to-approve")
    second.get_by_role("button", name="Approuver cette livraison").click()
    expect(second.get_by_text("Vous avez approuvé ce contenu")).to_be_visible()
    seen(second, "14-approved")
    page.reload()
    page.get_by_role("button", name="Livrer").click()
    expect(page.get_by_text("La livraison 1 est faite et vérifiée.")).to_be_visible()
    seen(page, "15-release")
    assert Release.objects.get().approval.created_by == factories.second_operator()
    page.get_by_role("link", name="Historique", exact=True).click()
    seen(page, "16-history")


def _recalls(page: Page) -> None:
    page.goto("/admin/banks/bank/juin/1/")
    page.get_by_role("link", name="Rappeler").first.click()
    page.locator("[name=reason]").fill("La clé est fausse.")
    seen(page, "17-recall")
    page.get_by_role("button", name="Rappeler maintenant").click()
    expect(page.get_by_text("est rappelée")).to_be_visible()
    page.goto("/admin/banks/bank/juin/release/")
    seen(page, "18-after-recall")
    assert Bank.objects.get().name == "Certification de juin"
