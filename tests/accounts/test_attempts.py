"""Guessing a password ends soon, and keeps nobody else from signing in."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts.attempts import MOST
from accounts.domain import create_person
from accounts.roles import TEACHER

pytestmark = pytest.mark.django_db


def typed(name: str, password: str = "une mare aux carpes") -> dict[str, str]:
    return {"username": f"{name}@ecole.example", "password": password}


def test_after_a_few_wrong_passwords_one_waits_and_others_do_not(client):
    cache.clear()
    for name in ("tom", "zoe"):
        create_person(
            email=f"{name}@ecole.example",
            first_name=name,
            last_name="B",
            roles=(TEACHER,),
            password="une mare aux carpes",
        )
    sign_in = reverse("wagtailadmin_login")
    for turn in range(MOST):
        assert client.post(sign_in, typed("TOM" if turn % 2 else "tom", f"guess {turn}")).status_code == 200
    refused = client.post(sign_in, typed("tom"))
    assert (refused.status_code, "cinq minutes" in refused.content.decode()) == (200, True)
    assert client.post(sign_in, typed("zoe")).status_code == 302
    client.logout()
    assert client.post(sign_in, typed("tom"), REMOTE_ADDR="192.0.2.7").status_code == 302
