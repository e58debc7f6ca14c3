"""The writer's desk in a real browser: the keyboard alone, two people on one draft, nothing lost, all accessible."""

import re

import pytest
from playwright.sync_api import Page, expect

from authoring.models import Challenge
from tests.authoring import factories
from tests.authoring.forms import at
from tests.authoring.people import teacher
from tests.browser import eventually, once, screenshot, violations

pytestmark = [once, pytest.mark.browser, pytest.mark.usefixtures("frameworks")]


def tab_to(page: Page, selector: str, most: int = 250) -> None:
    """Press Tab until what has the focus matches."""
    for _again in range(most):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")


def opened(page: Page, draft: Challenge) -> Page:
    """The draft's form, complete, and watched for what is typed."""
    page.goto(at("edit", draft.pk))
    expect(page.locator(".authoring-summary")).to_be_visible()
    expect(page.locator("#w-editor-form[data-watched]")).to_be_visible()
    return page


def test_a_challenge_is_written_with_the_keyboard_alone(page, sign_in):
    sign_in(page, teacher())
    page.goto("/admin/")
    tab_to(page, "a[href$='/challenge/add/']")
    page.keyboard.press("Enter")
    expect(page.locator(".authoring-kinds a")).to_have_count(13)
    tab_to(page, "a[href*='type=single_choice']")
    page.keyboard.press("Enter")
    expect(page.locator("[data-contentpath=options]")).to_be_visible()
    tab_to(page, "#id_title")
    page.keyboard.type("Le bon mot de passe")
    tab_to(page, "#id_statement")
    page.keyboard.type("Quel mot de passe est ")
    page.keyboard.press("Control+b")
    page.keyboard.type("solide")
    for place, text in enumerate(("12345678", "azertyuiop", "cheval-agrafe-pile")):
        tab_to(page, f"[name='content-0-value-options-{place}-value-text']")
        page.keyboard.type(text)
    tab_to(page, "[name='content-0-value-options-2-value-correct']")
    page.keyboard.press("Space")
    tab_to(page, "button.action-save")
    with page.expect_event("load"):
        page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    draft = Challenge.objects.get().get_latest_revision_as_object()
    assert (draft.title, draft.statement) == ("Le bon mot de passe", "Quel mot de passe est **solide**")
    assert [o["text"] for o in draft.content[0].value["options"]][:3] == [
        "12345678",
        "azertyuiop",
        "cheval-agrafe-pile",
    ]
    screenshot(page, "writing")


def test_advice_comes_while_typing_and_the_preview_can_be_answered(page, sign_in):
    draft = factories.challenge(statement="Que fait ce logiciel ?")
    sign_in(page, draft.author)
    opened(page, draft)
    page.locator("#id_statement").fill("Que fait Windows 10 ?")
    note = page.locator("[data-contentpath=statement] [data-live]").first
    expect(note).to_contain_text("Windows 10")
    frame = page.frame_locator("iframe[title]").first
    expect(frame.locator("body")).to_contain_text("Windows 10")
    frame.locator("label").nth(0).click()
    frame.get_by_role("button", name="Vérifier ma réponse").click()
    expect(frame.locator(".player-result, [id=result]").first).to_be_visible()
    frame.locator("[data-keep]").click()
    expect(page.locator(".authoring-samples li")).to_have_count(1)
    screenshot(page, "preview")


def test_a_question_is_tried_before_it_has_a_competence_and_the_page_of_submission_leads_to_it(page, sign_in):
    draft = factories.challenge()
    draft.alignments = []
    draft.save()
    sign_in(page, draft.author)
    page.goto(at("submit", draft.pk))
    page.get_by_role("main").get_by_role("link", name="Compétences").click()
    expect(page.locator("#id_alignments-ADD")).to_be_focused()
    frame = page.frame_locator("iframe[title]").first
    frame.locator("label").nth(0).click()
    frame.get_by_role("button", name="Vérifier ma réponse").click()
    expect(frame.locator(".player-result")).to_be_visible()
    expect(page.locator(".authoring-summary")).to_contain_text("1 chose à remplir · ")


def test_what_is_accepted_is_submitted_again_once_it_is_changed(page, sign_in):
    draft = factories.accepted()
    sign_in(page, draft.author)
    opened(page, draft)
    summary, submit = page.locator(".authoring-summary"), page.locator(".authoring-submit button")
    act = page.locator("footer button[name=action-submit-to-review]")
    expect(summary).to_contain_text("acceptée telle quelle")
    expect(act).to_be_disabled()
    expect(submit).to_be_hidden()
    page.locator("#id_statement").fill("Quelle ville est la capitale ?")
    expect(submit).to_be_visible()
    expect(act).to_be_enabled()


def test_two_browsers_on_one_draft(new_page, sign_in):
    draft, helper = factories.challenge(title="First"), teacher("hector")
    draft.coauthors.add(helper)
    draft.save()
    mine, theirs = new_page(), new_page()
    sign_in(mine, draft.author)
    sign_in(theirs, helper)
    opened(mine, draft)
    opened(theirs, draft)
    theirs.locator("#id_title").fill("Theirs")
    theirs.get_by_role("button", name="Enregistrer le brouillon").click()
    eventually(theirs, lambda: Challenge.objects.get().title == "Theirs")
    mine.locator("#id_title").fill("Mine")
    mine.get_by_role("button", name="Enregistrer le brouillon").click()
    again = mine.get_by_role("dialog").get_by_role("button", name="Enregistrer le brouillon")
    refused = mine.locator(".messages").filter(has_text="Hector Petit")
    expect(again.or_(refused).first).to_be_visible()
    if again.is_visible():  # Wagtail asks first, when it knows already
        again.click()
    expect(refused).to_be_visible()
    assert mine.locator("#id_title").input_value() == "Mine"
    assert Challenge.objects.get().title == "Theirs"
    screenshot(mine, "conflict")


def test_text_survives_an_expired_session(page, sign_in):
    draft = factories.challenge(title="Before")
    sign_in(page, draft.author)
    opened(page, draft)
    page.context.clear_cookies()
    page.locator("#id_title").fill("Written without a session")
    kept = "() => Object.values(localStorage).some((text) => text.includes('Written without a session'))"
    page.wait_for_function(kept)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(at("edit", draft.pk))
    expect(page).to_have_url(re.compile("login"))
    sign_in(page, draft.author)
    page.goto(at("edit", draft.pk))
    page.get_by_role("button", name="Le reprendre").click()
    expect(page.locator("#id_title")).to_have_value("Written without a session")
    assert Challenge.objects.get().title == "Before"


def test_every_page_is_accessible(page, sign_in):
    draft = factories.challenge(1)
    factories.judged(factories.challenge(2), "accept", "refuse")
    sign_in(page, draft.author)
    addresses = ["/admin/", at("list"), at("add"), at("submit", draft.pk), at("retire", draft.pk)]
    found = {}
    for address in addresses:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        found[address] = violations(page, "#main")
    opened(page, draft)
    for part in (".authoring-summary", ".authoring-samples"):
        found[part] = violations(page, part)
    assert {address: bad for address, bad in found.items() if bad} == {}
