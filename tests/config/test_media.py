"""Uploaded files are for people of the desk."""

import pytest

from accounts.domain import create_person
from accounts.models import User
from accounts.roles import TEACHER

pytestmark = pytest.mark.django_db


@pytest.fixture
def uploaded(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "secret.txt").write_text("a certification file")
    return "/media/secret.txt"


def test_a_stranger_sees_no_file(client, uploaded):
    assert client.get(uploaded).status_code == 404
    client.force_login(User.objects.create_user("nobody@ecole.example"))
    assert client.get(uploaded).status_code == 404


def test_a_person_of_the_desk_reads_it(client, uploaded):
    client.force_login(create_person(email="t@ecole.example", first_name="T", last_name="B", roles=(TEACHER,)))
    answer = client.get(uploaded)
    assert b"".join(answer.streaming_content) == b"a certification file"
    assert answer.headers["Cache-Control"] == "private, max-age=3600"
    assert client.get("/media/../config/settings.py").status_code == 400
