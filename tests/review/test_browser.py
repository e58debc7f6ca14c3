"""In a real browser: rounds of three reviewers, remarks on a passage, the chief reviewers' screens."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import School
from challengebank.models import Decision
from frameworks.domain import load_frameworks
from items.document import Alignment, Feedback, Item
from items.types.content import Option
from items.types.single_choice import SingleChoice
from review.domain import answer_as_pupil, claim_review, set_policy
from review.models import Comment, Review
from tests.browser import screenshot, violations
from tests.challengebank.factories import item, uuid
from tests.review import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


SCREEN = {"width": 1400, "height": 1500}


def spreadsheet(incorrect: str = "Non.") -> Item:
    return Item(
        id=uuid(1),
        title="La bonne formule",
        purpose="certification",
        statement="Les cellules **A1** à **A10** contiennent des notes.\n\nQuelle formule donne leur moyenne ?",
        content=SingleChoice(
            options=(
                Option(id="a", text="=MOYENNE(A1:A10)", feedback="Oui : les deux-points désignent une plage."),
                Option(id="b", text="=MOYENNE(A1;A10)", feedback="Cette formule ne lit que deux cellules."),
                Option(id="c", text="=SOMME(A1:A10)", feedback="Cette formule donne le total."),
            ),
            key="a",
        ),
        feedback=Feedback(correct="Bravo.", incorrect=incorrect),
        alignments=(Alignment(competence="1.3", level=3, primary=True),),
        disciplines=("mathematiques",),
        licence="CC-BY-SA-4.0",
        authors=("Tom Blanc",),
    )


def answer_and_judge(page, review: Review, *, choice: str, poor: str = "", comment: str = "") -> None:
    """From the queue to the sealed verdict: a refusal when a criterion is poor."""
    page.goto("/admin/reviews/?tab=claim")
    screenshot(page, "queue")
    page.get_by_role("button", name="La bonne formule").click()
    page.locator(".review-alone").wait_for()
    screenshot(page, "pupil")
    assert violations(page, ".review-alone") == []
    page.get_by_label(choice).check()
    page.get_by_role("button", name="Vérifier ma réponse").click()
    page.get_by_role("heading", name="Grille").wait_for()
    assert "Tom Blanc" not in page.content()
    for slug in review.criteria:
        page.locator(f"input[name=grade_{slug}][value='{1 if slug == poor else 3}']").check()
    page.locator(f"input[name=outcome][value={'refuse' if poor else 'accept'}]").check()
    page.get_by_label("À l’auteur").fill(comment)
    screenshot(page, "verdict")
    assert violations(page, ".review-sides") == []
    page.get_by_role("button", name="Sceller mon verdict").click()
    page.get_by_text(re.compile("Votre verdict est scellé|Tous les verdicts sont là")).wait_for()


def test_a_double_blind_round_of_three_with_one_refusal_then_a_revision_and_a_second_round(new_page, sign_in):
    load_frameworks()
    set_policy(actor=factories.chief(), purpose="certification", rule="unanimity", other_school=False)
    [review] = factories.opened(spreadsheet())
    pages = []
    for person in factories.reviewers(3):
        pages.append(new_page(viewport=SCREEN))
        sign_in(pages[-1], person)
    one, two, three = pages
    answer_and_judge(one, review, choice="=MOYENNE(A1:A10)")
    answer_and_judge(two, review, choice="=MOYENNE(A1;A10)", poor="feedback_useful", comment="Dis pourquoi c’est faux.")
    assert "Dis pourquoi" not in one.reload().text()
    answer_and_judge(three, review, choice="=MOYENNE(A1;A10)")

    author = new_page(viewport=SCREEN)
    sign_in(author, factories.author())
    author.goto(f"/admin/reviews/{review.pk}/")
    author.get_by_text("2 relecteurs sur 3 ont trouvé une autre réponse").wait_for()
    author.get_by_text("Dis pourquoi c’est faux.").wait_for()
    assert "Reviewer1" not in author.content()
    screenshot(author, "author")

    [second] = factories.opened(spreadsheet(incorrect="« ; » sépare deux cellules, « : » désigne une plage."))
    assert second.criteria == ["feedback_useful"]
    for page in pages:
        answer_and_judge(page, second, choice="=MOYENNE(A1:A10)")
    assert Decision.objects.get(version=second.version).outcome == "accepted"
    screenshot(one, "second")


def test_what_is_typed_survives_a_remark_on_a_selected_passage(new_page, sign_in):
    load_frameworks()
    [review] = factories.opened(spreadsheet())
    rose = factories.person("rose")
    claim_review(reviewer=rose, review=review)
    answer_as_pupil(reviewer=rose, review=review, answer="a")
    page = new_page(viewport=SCREEN)
    sign_in(page, rose)
    page.goto(f"/admin/reviews/{review.pk}/")
    page.locator("input[name=grade_fair][value='2']").check()
    page.get_by_label("À l’auteur").fill("Un texte déjà tapé.")
    page.locator(".review-left .player-statement p").first.click(click_count=3)
    page.locator("[data-remarking] [name=body]").fill("Trop vague.")
    screenshot(page, "remark")
    page.get_by_role("button", name="Garder cette remarque").click()
    page.get_by_text("Votre remarque est gardée").wait_for()
    assert Comment.objects.get().quote == "Les cellules **A1** à **A10** contiennent des notes."
    assert page.get_by_label("À l’auteur").input_value() == "Un texte déjà tapé."
    assert page.locator("input[name=grade_fair][value='2']").is_checked()


def test_on_a_phone_a_review_is_taken_without_going_sideways(new_page, sign_in):
    load_frameworks()
    factories.opened(spreadsheet())
    page = new_page(viewport={"width": 390, "height": 844})
    sign_in(page, factories.person("rose"))
    page.goto("/admin/reviews/?tab=claim")
    box = page.get_by_role("button", name="Prendre").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 390
    assert violations(page, ".content") == []
    screenshot(page, "phone")


def test_what_is_still_to_grade_comes_into_view_and_a_discussion_says_what_it_is(new_page, sign_in):
    load_frameworks()
    [review] = factories.opened(item(1))
    factories.judged(review, "accept", "discuss")
    page = new_page(viewport={"width": 390, "height": 844})
    sign_in(page, review.verdicts.first().reviewer)
    page.goto(f"/admin/reviews/{review.pk}/")
    expect(page.locator(".review-left h2").first).to_have_text("Verdicts")
    page.get_by_text("Commenter un passage").click()
    page.get_by_label("Remarque", exact=False).first.wait_for()
    assert page.locator(".review-left").evaluate("left => left.scrollWidth - left.clientWidth") == 0
    page.get_by_role("button", name="Sceller mon verdict").click()
    expect(page.locator(".review-missing").first).to_be_in_viewport()
    expect(page.locator(".review-missing input").first).to_be_focused()
    page.locator(".review-line").scroll_into_view_if_needed()  # no target half under the header
    assert violations(page, ".content") == []


def test_the_chief_reviewers_screens(new_page, sign_in):
    load_frameworks()
    school = School.objects.create(uai="0750001A", name="Collège Jean-Moulin")
    factories.person("ada", school=school, competences=("1.3",))
    closed, _running = factories.opened(item(2, title="Trier un tableau"), item(3, title="Un mot de passe solide"))
    factories.judged(closed, "accept", "refuse")
    factories.opened(spreadsheet())
    page = new_page(viewport=SCREEN)
    sign_in(page, factories.chief())
    for name in ("plan", "policies", "figures"):
        page.goto(f"/admin/reviews/{name}/")
        screenshot(page, name)
        assert violations(page, ".content") == []
    page.goto("/admin/reviews/?tab=all")
    screenshot(page, "all")
