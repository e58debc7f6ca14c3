"""Importing a file of questions: drafts, again, changed, refused; the command and the page."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from authoring.domain.imports import NothingImported, Place, import_items
from authoring.errors import NotYours
from authoring.models import Challenge
from interop.findings import RefusedFileError
from tests.authoring.people import person, teacher

pytestmark = pytest.mark.usefixtures("frameworks")
GIFT = "::Capitale::Quelle est la capitale ?{=Paris ~Lyon}\n\n::Année::En quelle année ?{#1789}\n\nBonjour.\n"
PLACE = Place("1.1", 2)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "banque.gift"
    path.write_text(GIFT)
    return path


def test_a_file_becomes_drafts_and_again_adds_nothing(path):
    tom = teacher()
    first = import_items(actor=tom, path=path, place=PLACE)
    assert (len(first.created), len(first.changed), first.same, first.errors) == (2, 0, 0, 1)
    assert sorted(Challenge.objects.values_list("title", "author", "competence", "level")) == [
        ("Année", tom.pk, "1.1", 2),
        ("Capitale", tom.pk, "1.1", 2),
    ]
    again = import_items(actor=tom, path=path, place=PLACE)
    assert (len(again.created), len(again.changed), again.same) == (0, 0, 2)


def test_a_changed_file_changes_its_drafts(path):
    tom = teacher()
    import_items(actor=tom, path=path, place=PLACE)
    path.write_text(GIFT.replace("1789", "1792"))
    report = import_items(actor=tom, path=path, place=PLACE)
    assert (len(report.created), len(report.changed), report.same) == (0, 1, 1)
    draft = Challenge.objects.get(title="Année").get_latest_revision_as_object()
    assert draft.content[0].value["value"] == "1792"


def test_a_dry_run_writes_nothing(path):
    report = import_items(actor=teacher(), path=path, place=PLACE, dry_run=True)
    assert (len(report.created), report.titles, Challenge.objects.count()) == (2, ["Capitale", "Année"], 0)


def test_the_whole_or_nothing(path):
    with pytest.raises(NothingImported):
        import_items(actor=teacher(), path=path, place=PLACE, whole=True)
    assert Challenge.objects.count() == 0


def test_without_a_competence_questions_are_left_out_and_named(path):
    report = import_items(actor=teacher(), path=path)
    assert report.created == []
    assert [finding.item for finding in report.findings] == ["Capitale", "Année", "Bonjour."]


def test_a_hostile_file_writes_nothing(tmp_path):
    path = tmp_path / "bombe.xml"
    path.write_text('<!DOCTYPE quiz [<!ENTITY a "aaaa">]><quiz>&a;</quiz>')
    with pytest.raises(RefusedFileError):
        import_items(actor=teacher(), path=path)
    assert Challenge.objects.count() == 0


def test_only_writers_import(path):
    with pytest.raises(NotYours):
        import_items(actor=person("ada"), path=path)


def test_the_command_writes_its_report(path, tmp_path):
    teacher()
    report = tmp_path / "report.json"
    call_command("import_items", path, author="tom@ecole.example", competence="1.1", report=report)
    assert len(json.loads(report.read_text())["created"]) == 2
    with pytest.raises(CommandError, match="nobody here"):
        call_command("import_items", path, author="nemo@ecole.example")


def test_the_page_looks_imports_and_undoes(client, path):
    client.force_login(teacher())
    url = reverse("authoring:import")
    assert client.get(url).status_code == 200

    def send(**buttons):
        file = SimpleUploadedFile("banque.gift", path.read_bytes())
        return client.post(url, {"file": file, "competence": "1.1", "level": "1", **buttons})

    assert "Capitale" in send(look="1").content.decode()
    assert Challenge.objects.count() == 0
    send(**{"import": "1"})
    assert Challenge.objects.count() == 2
    client.post(reverse("authoring:import_undo"))
    assert set(Challenge.objects.values_list("state", flat=True)) == {"deleted"}
    assert client.get(reverse("authoring:import_template")).content.startswith(b"\xef\xbb\xbf")


def test_the_page_is_for_writers(client):
    client.force_login(person("ada"))
    assert client.get(reverse("authoring:import")).status_code in (302, 403)
