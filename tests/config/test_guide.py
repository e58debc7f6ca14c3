"""The pictures of docs/guide.md, taken from the screens themselves: `make guide` keeps them."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from accounts.roles import ADMINISTRATOR, REVIEWER, TEACHER
from challengebank.domain import create_bank, freeze_release
from frameworks.domain import load_frameworks
from items.types.content import Option
from items.types.single_choice import SingleChoice
from review.domain import claim_review
from tests.authoring import factories
from tests.authoring.conftest import frameworks, storage  # noqa: F401 - fixtures
from tests.authoring.forms import at
from tests.authoring.people import person, reviewer, teacher
from tests.browser import once, violations
from tests.challengebank.factories import operator

pytestmark = [once, pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GUIDE = Path(__file__).parents[2] / "docs"
FORMULA = SingleChoice(
    options=(
        Option(id="a", text="=MOYENNE(A1:A10)", feedback="Oui : les deux-points désignent une plage."),
        Option(id="b", text="=MOYENNE(A1;A10)", feedback="Cette formule ne lit que deux cellules."),
        Option(id="c", text="=SOMME(A1:A10)", feedback="Cette formule donne le total."),
    ),
    key="a",
)
TEXTS = {
    "title": "La moyenne des notes",
    "statement": "Les cellules **A1** à **A10** contiennent des notes.\n\nQuelle formule donne leur moyenne ?",
    "content": FORMULA,
}


def picture(page, name: str) -> None:
    """What one sees of the page, when asked for."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    if folder := os.environ.get("VIVIER_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")


@pytest.fixture
def desk(page, frameworks):  # noqa: F811 - the fixture of that name
    load_frameworks()
    page.set_viewport_size({"width": 1280, "height": 760})
    return page


def test_a_teacher(desk, sign_in):
    sign_in(desk, teacher())
    desk.goto("/admin/")
    picture(desk, "guide-home")
    assert violations(desk, "[data-tour]") == []
    desk.get_by_role("button", name="J’ai compris").click()
    desk.reload()
    assert desk.locator("[data-tour]").count() == 0
    desk.goto(at("add"))
    picture(desk, "guide-types")
    draft = factories.challenge(**TEXTS)
    desk.goto(at("edit", draft.pk))
    picture(desk, "guide-writing")
    desk.goto(at("submit", draft.pk))
    picture(desk, "guide-submit")
    desk.goto(at("around", draft.pk))
    assert violations(desk, ".authoring-around") == []


def test_a_reviewer(desk, sign_in):
    review = factories.submitted(factories.challenge(**TEXTS))
    rose = reviewer()
    claim_review(reviewer=rose, review=review)
    sign_in(desk, rose)
    desk.goto(f"/admin/reviews/{review.pk}/")
    desk.get_by_label("=MOYENNE(A1:A10)").check()
    desk.get_by_role("button", name="Vérifier ma réponse").click()
    desk.get_by_role("heading", name="Grille").wait_for()
    picture(desk, "guide-review")


def test_an_operator(desk, sign_in):
    factories.accepted(**TEXTS)
    bank = create_bank(actor=operator(), slug="college", name="Collège, entraînement", purpose="training")
    freeze_release(actor=operator(), bank=bank)
    sign_in(desk, operator())
    desk.goto(reverse("banks:bank", args=["college"]))
    desk.get_by_role("heading", name="Collège, entraînement").first.wait_for()
    picture(desk, "guide-bank")


def test_an_administrator(desk, sign_in):
    sign_in(desk, person("anne", ADMINISTRATOR))
    teacher()
    reviewer()
    desk.goto(reverse("people:list"))
    picture(desk, "guide-people")


def test_the_guide_names_pictures_that_are_there():
    named = {line.split("(")[1].rstrip(")") for line in (GUIDE / "guide.md").read_text().splitlines() if "![" in line}
    assert named == {f"images/{path.name}" for path in (GUIDE / "images").glob("guide-*.png")}


def test_someone_of_two_roles_reads_two_tours(desk, sign_in):
    sign_in(desk, person("zoe", TEACHER, REVIEWER))
    desk.goto("/admin/")
    assert desk.locator("[data-tour] ol").count() == 2
