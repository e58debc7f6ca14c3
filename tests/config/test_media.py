"""Uploaded pictures are for people of the desk; other files are nobody's by their place."""

import pytest

from accounts.domain import create_person
from accounts.models import User
from accounts.roles import TEACHER

pytestmark = pytest.mark.django_db
PICTURE = "/media/images/5f0c.svg"


@pytest.fixture
def uploaded(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for place, content in (("images/5f0c.svg", "<svg/>"), ("documents/exam.txt", "a certification file")):
        (tmp_path / place).parent.mkdir()
        (tmp_path / place).write_text(content)


@pytest.fixture
def teacher():
    return create_person(email="t@ecole.example", first_name="T", last_name="B", roles=(TEACHER,))


def test_a_stranger_sees_no_picture(client, uploaded):
    assert client.get(PICTURE).status_code == 404
    client.force_login(User.objects.create_user("nobody@ecole.example"))
    assert client.get(PICTURE).status_code == 404


def test_a_person_of_the_desk_sees_it_and_it_runs_no_script(client, uploaded, teacher):
    client.force_login(teacher)
    answer = client.get(PICTURE)
    assert b"".join(answer.streaming_content) == b"<svg/>"
    assert answer.headers["Cache-Control"] == "private, max-age=3600"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize(
    "place", ["documents/exam.txt", "images/../documents/exam.txt", "images/%2e%2e/documents/exam.txt"]
)
def test_the_name_of_a_file_opens_it_to_nobody(client, uploaded, teacher, place):
    client.force_login(teacher)
    assert client.get(f"/media/{place}").status_code == 404


def test_nothing_outside_is_served(client, uploaded, teacher):
    client.force_login(teacher)
    assert client.get("/media/../config/settings.py").status_code == 404
