"""Undoing an import: new drafts to the bin, changed ones as before, and what was done since stays."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from authoring.documents import document_of
from authoring.domain import save_draft, undo_import, update_draft
from authoring.domain.foreign import Place
from authoring.domain.imports import import_items
from authoring.models import Challenge
from tests.authoring import factories
from tests.authoring.people import teacher

pytestmark = pytest.mark.usefixtures("frameworks")
GIFT = "::Capitale::Quelle est la capitale ?{=Paris ~Lyon}\n\n::Année::En quelle année ?{#1789}\n"
MORE = GIFT.replace("1789", "1792") + "\n::Jour::Quel jour ?{#14}\n"
PLACE = Place("1.1", 2)


@pytest.fixture
def load(tmp_path):
    """`load(text)` imports it as a file of Tom's, always the same one."""

    def go(text: str):
        path = tmp_path / "banque.gift"
        path.write_text(text)
        return import_items(actor=teacher(), path=path, place=PLACE)

    return go


def undone(report):
    made = [*report.created, *report.back]
    return undo_import(actor=teacher(), made=made, changed=report.revisions)


def rewrite(title: str, **values):
    draft = Challenge.objects.get(title=title)
    document = document_of(draft).model_copy(update=values)
    update_draft(actor=teacher(), draft=draft, document=document, based_on=draft.latest_revision_id)


def said(title: str):
    return document_of(Challenge.objects.get(title=title).get_latest_revision_as_object())


def states() -> dict[str, str]:
    return dict(Challenge.objects.values_list("title", "state"))


def test_new_drafts_go_to_the_bin_and_changed_ones_say_what_they_said_before(load):
    load(GIFT)
    before = said("Année")
    report = load(MORE)
    assert (len(report.created), len(report.changed), said("Année") == before) == (1, 1, False)
    assert undone(report) == (1, 1, 0)
    assert said("Année") == document_of(Challenge.objects.get(title="Année")) == before
    assert Challenge.objects.get(title="Année").revisions.count() == 3
    assert states() == {"Capitale": "draft", "Année": "draft", "Jour": "deleted"}


def test_what_was_saved_or_submitted_since_stays(load):
    load(GIFT)
    report = load(MORE)
    rewrite("Année", statement="Et quelle année ?")
    rewrite("Jour", licence="CC-BY-4.0")
    factories.submitted(Challenge.objects.get(title="Jour"))
    assert undone(report) == (0, 0, 2)
    assert said("Année").statement == "Et quelle année ?"
    assert states()["Jour"] == "in_review"


def test_a_draft_that_was_unfinished_before_the_import_stays_as_the_file_made_it(load):
    load(GIFT)
    draft = Challenge.objects.get(title="Année")
    draft.statement = ""
    save_draft(actor=teacher(), draft=draft, based_on=draft.latest_revision_id)
    report = load(GIFT)
    assert (report.changed, undone(report)) == ([draft.uuid], (0, 0, 1))


def test_nobody_undoes_what_others_imported(load):
    report = load(GIFT)
    assert undo_import(actor=teacher("zoe"), made=report.created, changed={}) == (0, 0, 2)
    assert set(states().values()) == {"draft"}


def test_the_same_file_again_takes_out_of_the_bin_what_undoing_put_there(load):
    undone(load(GIFT))
    report = load(GIFT)
    assert (len(report.created), len(report.back), report.same) == (0, 2, 0)
    assert set(states().values()) == {"draft"}
    undone(report)
    report = load(MORE)
    assert (len(report.created), len(report.back), report.changed) == (1, 2, [])
    assert undone(report) == (3, 0, 0)


def test_the_page_says_what_undoing_does_and_did(client):
    client.force_login(teacher())
    url = reverse("authoring:import")

    def send(text: str) -> str:
        file = SimpleUploadedFile("banque.gift", text.encode())
        return client.post(url, {"file": file, "competence": "1.1", "level": "2", "import": "1"}).content.decode()

    send(GIFT)
    page = send(MORE)
    assert "1 brouillon ira à la corbeille" in page
    assert "1 brouillon redira ce qu’il disait avant" in page
    page = client.post(reverse("authoring:import_undo"), follow=True).content.decode()
    assert ("1 brouillon est revenu" in page, "redira" in page) == (True, False)
    assert states() == {"Capitale": "draft", "Année": "draft", "Jour": "deleted"}
