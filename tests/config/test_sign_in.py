"""People sign in by their e-mail address, in a browser, in French."""

import pytest

from accounts.domain import create_person
from accounts.roles import OPERATOR
from tests.browser import screenshot, violations


@pytest.mark.browser
def test_an_operator_signs_in_by_e_mail(page):
    create_person(
        email="olga@ecole.example",
        first_name="Olga",
        last_name="Petit",
        roles=(OPERATOR,),
        password="une longue phrase",
    )
    page.goto("/admin/")
    page.get_by_label("Adresse électronique").fill("Olga@ecole.example")
    page.get_by_label("Mot de passe").fill("une longue phrase")
    screenshot(page, "sign-in")
    assert violations(page) == []
    page.get_by_role("button", name="S’identifier").click()
    page.wait_for_url("**/admin/")
    screenshot(page, "home")
    assert page.get_by_role("link", name="Banques", exact=True).count() >= 1
