"""A pupil finds a challenge, answers it and reads the comment, without an account."""

import pytest

from items.types.content import Option
from items.types.single_choice import SingleChoice
from tests.browser import once, screenshot, violations
from tests.challengebank import factories

pytestmark = [once, pytest.mark.browser]
QUESTION = SingleChoice(
    options=(
        Option(id="a", text="=MOYENNE(B2:B6)", feedback="Oui !"),
        Option(id="b", text="=SOMME(B2:B6)", feedback="Regarde le mot de la consigne."),
    ),
    key="a",
)


@pytest.fixture
def content(site):
    factories.accepted(
        factories.tutorial(1000, title="Calculer une moyenne", disciplines=("mathematiques",)),
        factories.item(
            1,
            title="La moyenne de la classe",
            competence="1.3",
            level=2,
            statement="Quelle formule calcule la moyenne ?",
            content=QUESTION,
            disciplines=("mathematiques", "svt"),
            tutorials=(1000,),
        ),
        *(factories.item(n, title=f"Épreuve {n}", competence="1.3", level=n % 5 + 1) for n in range(2, 9)),
    )


def test_a_pupil_plays_from_the_map(page, content):
    page.goto("/")
    screenshot(page, "catalogue-home")
    assert violations(page) == []
    page.get_by_role("link", name="1.3 Traiter des données").click()
    screenshot(page, "catalogue-competence")
    assert violations(page) == []
    page.get_by_role("link", name="La moyenne de la classe").click()
    page.get_by_label("=SOMME(B2:B6)").check()
    page.get_by_role("button", name="Vérifier ma réponse").click()
    page.get_by_text("Regarde le mot de la consigne.").wait_for()
    screenshot(page, "catalogue-challenge")
    assert violations(page) == []
    with page.expect_popup() as lesson:
        page.get_by_role("link", name="Calculer une moyenne").click()
    page = lesson.value
    assert page.get_by_role("heading", level=1).inner_text() == "Calculer une moyenne"
    screenshot(page, "catalogue-tutorial")
    assert violations(page) == []


def test_the_matrix_is_read_on_a_phone_and_in_english(new_page, content):
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto("/disciplines/")
    screenshot(page, "catalogue-matrix-phone")
    assert violations(page) == []
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("heading", level=1).inner_text() == "What each discipline contributes"
