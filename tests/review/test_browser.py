"""In a real browser: a double-blind round of three reviewers."""

import pytest

from frameworks.domain import load_frameworks
from items.document import Alignment, Feedback, Item
from items.types.content import Option
from items.types.single_choice import SingleChoice
from review.models import Review
from tests.browser import screenshot, violations
from tests.challengebank.factories import uuid
from tests.review import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


SCREEN = {"width": 1400, "height": 1500}


def spreadsheet(**values) -> Item:
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
        feedback=Feedback(correct="Bravo.", incorrect="Relis la différence entre « : » et « ; »."),
        alignments=(Alignment(competence="1.3", level=3, primary=True),),
        disciplines=("mathematiques",),
        licence="CC-BY-SA-4.0",
        authors=("Tom Blanc",),
        **values,
    )


def answer_and_judge(
    page, sign_in, person, review: Review, *, choice: str, grade: int, outcome: str, comment: str
) -> None:
    sign_in(page, person)
    page.goto("/admin/reviews/?tab=claim")
    screenshot(page, "queue")
    page.get_by_role("button", name="La bonne formule").click()
    screenshot(page, "pupil")
    assert violations(page, ".review-alone") == []
    assert "Tom Blanc" not in page.content()
    page.get_by_label(choice).check()
    page.get_by_role("button", name="Vérifier ma réponse").click()
    page.get_by_role("heading", name="Grille").wait_for()
    screenshot(page, "verdict")
    for slug in review.criteria:
        page.locator(f"input[name=grade_{slug}][value='{grade}']").check()
    page.locator(f"input[name=outcome][value={outcome}]").check()
    page.get_by_label("À l’auteur").fill(comment)
    screenshot(page, "verdict-filled")
    assert violations(page, ".review-sides") == []
    page.get_by_role("button", name="Sceller mon verdict").click()
    page.get_by_text("Votre verdict est scellé").wait_for()


def test_a_double_blind_round_of_three(new_page, sign_in):
    load_frameworks()
    [review] = factories.opened(spreadsheet())
    people = factories.reviewers(3)
    cases = [
        ("a", "=MOYENNE(A1:A10)", 3, "accept"),
        ("b", "=MOYENNE(A1;A10)", 1, "refuse"),
        ("c", "=MOYENNE(A1;A10)", 2, "refuse"),
    ]
    for person, (comment, choice, grade, outcome) in zip(people, cases, strict=True):
        answer_and_judge(
            new_page(viewport=SCREEN),
            sign_in,
            person,
            review,
            choice=choice,
            grade=grade,
            outcome=outcome,
            comment=f"Avis {comment}.",
        )
    page = new_page(viewport=SCREEN)
    sign_in(page, factories.author())
    page.goto(f"/admin/reviews/{review.pk}/")
    screenshot(page, "author")
    assert "2 relecteurs sur 3" in page.content()
