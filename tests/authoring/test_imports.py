"""Importing a file of questions: drafts, again, changed, refused; the command and the page."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Revision

from accounts.models import AuditEvent
from authoring.documents import document_of
from authoring.domain import update_draft
from authoring.domain.foreign import Place, remember_places, remembered_places
from authoring.domain.import_report import NothingImported
from authoring.domain.imports import import_items
from authoring.errors import NotYours
from authoring.models import Challenge, ImportedFile, Tutorial
from challengebank.models import Asset
from interop.findings import RefusedFileError
from tests.authoring import factories
from tests.authoring.people import person, teacher
from tests.interop.releases import item, release, tutorial

pytestmark = pytest.mark.usefixtures("frameworks")
GIFT = "::Capitale::Quelle est la capitale ?{=Paris ~Lyon}\n\n::Année::En quelle année ?{#1789}\n\nBonjour.\n"
TRUE = (
    '<question type="truefalse"><name><text>Q{0}</text></name><questiontext><text>Vrai {0} ?</text></questiontext>'
    '<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>'
)
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


def test_a_file_that_is_refused_at_its_end_writes_nothing(tmp_path):
    path, tom, before = tmp_path / "longue.xml", teacher(), AuditEvent.objects.count()
    questions = "".join(TRUE.format(n) for n in range(600))
    path.write_text(f"<quiz>{questions}{'<a>' * 300}{'</a>' * 300}</quiz>")
    with pytest.raises(RefusedFileError, match="nested"):
        import_items(actor=tom, path=path, place=PLACE)
    assert [model.objects.count() for model in (Challenge, Revision, ImportedFile)] == [0, 0, 0]
    assert AuditEvent.objects.count() == before


def test_the_trail_names_each_draft_then_the_import(tmp_path):
    path, tom, lesson = tmp_path / "release.zip", teacher(), tutorial(1)
    release(path, [item(1, tutorials={"understand": [lesson.id], "further": []}), item(2)], [lesson])
    before = AuditEvent.objects.count()
    import_items(actor=tom, path=path)
    assert list(AuditEvent.objects.order_by("sequence").values_list("act", "subject")[before:]) == [
        ("create tutorial", f"draft:{lesson.id}"),
        ("create challenge", f"draft:{item(1).id}"),
        ("create challenge", f"draft:{item(2).id}"),
        ("import", "file:release.zip"),
    ]


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
    again = send(**{"import": "1"})
    assert (again.context["report"].same, again.context["made"]) == (2, 2)
    client.post(reverse("authoring:import_undo"))
    assert set(Challenge.objects.values_list("state", flat=True)) == {"deleted"}
    assert client.get(reverse("authoring:import_template")).content.startswith(b"\xef\xbb\xbf")


def test_titles_lead_to_the_drafts_that_came_in_and_to_nobody_elses(client, tmp_path):
    theirs = factories.challenge(2, by=teacher("ute"))
    path = tmp_path / "release.zip"
    release(path, [item(1), document_of(theirs)])
    client.force_login(teacher())
    sent = {"file": SimpleUploadedFile("release.zip", path.read_bytes()), "level": "1", "import": "1"}
    page = client.post(reverse("authoring:import"), sent)
    mine = Challenge.objects.exclude(pk=theirs.pk).get()
    address = reverse(Challenge.snippet_viewset.get_url_name("edit"), args=[mine.pk])
    assert sorted(page.context["drafts"]) == sorted([(mine.title, address), (theirs.title, "")])
    assert f'<a href="{address}">{mine.title}</a>' in page.content.decode()


def test_undoing_takes_tutorials_too(client, tmp_path):
    client.force_login(teacher())
    path, lesson = tmp_path / "release.zip", tutorial(1)
    release(path, [item(1, tutorials={"understand": [lesson.id], "further": []})], [lesson])
    file = SimpleUploadedFile("release.zip", path.read_bytes())
    client.post(reverse("authoring:import"), {"file": file, "level": "1", "import": "1"})
    assert [model.objects.get().state for model in (Challenge, Tutorial)] == ["draft", "draft"]
    client.post(reverse("authoring:import_undo"))
    assert [model.objects.get().state for model in (Challenge, Tutorial)] == ["deleted", "deleted"]


PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
PICTURED = """<quiz><question type="truefalse"><name><text>Carte</text></name>
<questiontext format="html"><text><![CDATA[<p>Ici ? <img src="@@PLUGINFILE@@/carte.png"></p>]]></text>
<file name="carte.png" path="/" encoding="base64">{}</file></questiontext>
<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>"""


def test_the_page_shows_each_question_with_its_picture_and_what_is_said_of_it(client):
    client.force_login(teacher())
    file = SimpleUploadedFile("banque.xml", PICTURED.format(PIXEL).encode())
    response = client.post(reverse("authoring:import"), {"file": file, "competence": "1.1", "level": "2", "look": "1"})
    (question,) = response.context["questions"]
    assert (question.title, question.kind, len(question.remarks)) == ("Carte", "Choix unique", 1)
    assert question.places[0].startswith("1.1 ")
    assert f'src="data:image/png;base64,{PIXEL}"' in question.player
    assert 'value="o1" checked' in question.player
    assert (Challenge.objects.count(), Asset.objects.count()) == (0, 0)


def test_a_picture_that_nothing_can_show_is_left_out(tmp_path):
    path = tmp_path / "banque.xml"
    path.write_text(PICTURED.format("iVBORw0KGgo="))
    report = import_items(actor=teacher(), path=path, place=PLACE)
    (draft,) = Challenge.objects.all()
    assert draft.illustration is None
    assert "its picture cannot be read: it was left out" in [str(finding.message) for finding in report.findings]


def test_what_writes_no_row_leaves_no_file(tmp_path, storage):
    path, tom = tmp_path / "banque.xml", teacher()

    def left():
        return sorted(file for file in storage.rglob("*") if file.is_file() and file != path)

    path.write_text(PICTURED.format(PIXEL))
    import_items(actor=tom, path=path, place=PLACE, dry_run=True)
    assert left() == []
    path.write_text(PICTURED.format(PIXEL).replace("</quiz>", "<a>" * 300 + "</a>" * 300 + "</quiz>"))
    with pytest.raises(RefusedFileError, match="nested"):
        import_items(actor=tom, path=path, place=PLACE)
    assert left() == []
    path.write_text(PICTURED.format(PIXEL))
    import_items(actor=tom, path=path, place=PLACE)
    assert sorted(file.parent.name for file in left()) == ["assets", "images"]


def test_the_page_is_for_writers(client):
    client.force_login(person("ada"))
    assert client.get(reverse("authoring:import")).status_code in (302, 403)


def moodle(*questions):
    """A bank of Moodle: (category, idnumber, title, statement) of each question."""
    return "<quiz>{}</quiz>".format(
        "".join(
            f'<question type="category"><category><text>$course$/top/{category}</text></category></question>'
            f'<question type="truefalse"><name><text>{title}</text></name><idnumber>{number}</idnumber>'
            f'<questiontext><text>{statement}</text></questiontext><answer fraction="100"><text>true</text></answer>'
            '<answer fraction="0"><text>false</text></answer></question>'
            for category, number, title, statement in questions
        )
    )


def test_an_identifier_follows_a_question_whose_title_changes(tmp_path):
    path, tom = tmp_path / "banque.xml", teacher()
    path.write_text(moodle(("A", "q1", "Le disque", "Le disque garde les données."), ("A", "", "Autre", "Oui.")))
    import_items(actor=tom, path=path, place=PLACE)
    path.write_text(moodle(("A", "q1", "Le disque dur", "Le disque garde les données."), ("A", "", "Autre", "Oui.")))
    report = import_items(actor=tom, path=path, place=PLACE)
    assert (len(report.created), len(report.changed), report.same) == (0, 1, 1)
    assert set(Challenge.objects.values_list("title", flat=True)) == {"Le disque dur", "Autre"}


def test_an_identifier_that_another_bank_uses_changes_nothing(tmp_path):
    path, tom = tmp_path / "banque.xml", teacher()
    path.write_text(moodle(("A", "q1", "Le disque", "Le disque garde les données.")))
    import_items(actor=tom, path=path, place=PLACE)
    path.write_text(moodle(("A", "q1", "Un courriel", "On peut écrire à plusieurs."), ("A", "q1", "Encore", "Vrai.")))
    report = import_items(actor=tom, path=path, place=PLACE)
    assert (len(report.created), report.changed) == (2, [])
    assert [finding.severity for finding in report.findings] == ["note"]
    again = import_items(actor=tom, path=path, place=PLACE)
    assert (again.created, again.changed, again.same) == ([], [], 2)


BANK = moodle(
    ("Numérique/Réseaux", "r", "Le câble", "Un câble relie."),
    ("Numérique", "n", "La souris", "Elle clique."),
    ("Divers", "d", "Le reste", "Voilà."),
)


def test_categories_mean_what_the_author_says(tmp_path):
    path, tom = tmp_path / "banque.xml", teacher()
    path.write_text(BANK)
    places = {"numérique / réseaux": Place("5.2", 3), "Numérique": Place("1.1", 1)}
    report = import_items(actor=tom, path=path, places=places)
    assert report.terms == {"Numérique / Réseaux": 1, "Numérique": 1, "Divers": 1}
    assert sorted(Challenge.objects.values_list("title", "competence", "level")) == [
        ("La souris", "1.1", 1),
        ("Le câble", "5.2", 3),
    ]
    assert [(finding.severity, finding.item) for finding in report.findings] == [("error", "Le reste")]


def test_what_categories_mean_is_remembered_and_can_be_forgotten(tmp_path):
    path, tom = tmp_path / "banque.xml", teacher()
    path.write_text(BANK)
    remember_places(actor=tom, places={"Numérique": Place("1.1", 2), "Divers": Place("2.1")})
    assert len(import_items(actor=tom, path=path, dry_run=True).created) == 3
    remember_places(actor=tom, places={"Divers": None})
    assert remembered_places(tom) == {"numérique": Place("1.1", 2)}
    assert len(import_items(actor=teacher("ute"), path=path, dry_run=True).created) == 0
    with pytest.raises(NotYours):
        remember_places(actor=person("ada"), places={})


def test_the_command_takes_a_mapping(tmp_path):
    path, mapping = tmp_path / "banque.xml", tmp_path / "places.csv"
    path.write_text(BANK)
    teacher()
    mapping.write_text("catégorie;compétence;niveau\nNumérique;1.1;2\nDivers;2.1;\n")
    call_command("import_items", path, author="tom@ecole.example", mapping=mapping)
    assert sorted(Challenge.objects.values_list("competence", "level")) == [("1.1", 2), ("1.1", 2), ("2.1", 1)]
    mapping.write_text("Divers;9.9;1\n")
    with pytest.raises(CommandError, match="line 1: « 9.9 »"):
        call_command("import_items", path, author="tom@ecole.example", mapping=mapping)


def test_a_release_brings_its_tutorials(tmp_path):
    path, tom = tmp_path / "release.zip", teacher()
    lesson = tutorial(1)
    release(path, [item(1, tutorials={"understand": [lesson.id], "further": []})], [lesson])
    report = import_items(actor=tom, path=path)
    assert len(report.created) == 2
    (draft,) = Challenge.objects.all()
    assert [str(link.tutorial.uuid) for link in draft.tutorial_links.all()] == [lesson.id]
    assert import_items(actor=tom, path=path).same == 2


def test_the_page_asks_what_categories_mean(client):
    client.force_login(teacher())

    def send(**more):
        file = SimpleUploadedFile("banque.xml", BANK.encode())
        return client.post(reverse("authoring:import"), {"file": file, "level": "1", **more})

    first = send(look="1")
    assert [term["name"] for term in first.context["terms"]] == ["Numérique / Réseaux", "Numérique", "Divers"]
    assert (first.context["unplaced"], first.context["coming"]) == (3, 0)
    said = {"term": ["Numérique", "Divers"], "term_competence": ["1.1", ""], "term_level": ["2", "1"]}
    assert send(look="1", **said).context["coming"] == 2
    send(**{"import": "1"})
    assert sorted(Challenge.objects.values_list("competence", "level")) == [("1.1", 2), ("1.1", 2)]


WHOLE = GIFT.removesuffix("Bonjour.\n")


def remembered(tom, path):
    """How many queries it takes to import the file again, and what that says."""
    with CaptureQueriesContext(connection) as queries:
        report = import_items(actor=tom, path=path, place=PLACE)
    return len(queries) < 10, (len(report.created), len(report.changed), report.same)


def test_a_file_that_came_in_whole_is_not_read_again(path):
    tom = teacher()
    path.write_text(WHOLE)
    import_items(actor=tom, path=path, place=PLACE)
    assert remembered(tom, path) == (True, (0, 0, 2))
    assert len(import_items(actor=tom, path=path, place=Place("1.2")).changed) == 2
    assert len(import_items(actor=teacher("rosa"), path=path, place=PLACE).created) == 2


def test_a_file_is_read_again_once_its_drafts_have_changed(path):
    tom = teacher()
    path.write_text(WHOLE)
    import_items(actor=tom, path=path, place=PLACE)
    draft = Challenge.objects.get(title="Année")
    hinted = document_of(draft).model_copy(update={"hint": "1789 ?"})
    update_draft(actor=tom, draft=draft, document=hinted, based_on=draft.latest_revision_id)
    assert remembered(tom, path) == (False, (0, 1, 1))
    assert remembered(tom, path) == (True, (0, 0, 2))
    Challenge.objects.filter(title="Capitale").delete()
    assert remembered(tom, path) == (False, (1, 0, 1))


def test_what_a_remembered_file_said_is_said_again(path):
    tom = teacher()
    path.write_text("::Capitale::Quelle est la capitale ?{=%60%Paris =Rome ~Lyon}\n")
    first = import_items(actor=tom, path=path, place=PLACE)
    again = import_items(actor=tom, path=path, place=PLACE)
    assert [finding.severity for finding in first.findings] == ["warning"]
    assert (again.same, again.findings) == (1, first.findings)


def bank_of(*statements):
    """A bank whose questions have identifiers."""
    return moodle(*(("A", f"q{place}", f"Question {place}", text) for place, text in enumerate(statements)))


def test_many_changed_questions_are_written_together(tmp_path):
    path, tom = tmp_path / "banque.xml", teacher()

    def again(*statements):
        path.write_text(bank_of(*statements))
        with CaptureQueriesContext(connection) as queries:
            report = import_items(actor=tom, path=path, place=PLACE)
        return len(queries), (len(report.created), len(report.changed), report.same)

    again("Un.", "Deux.", "Trois.", "Quatre.")
    few, said = again("Un !", "Deux.", "Trois.", "Quatre.")
    assert said == (0, 1, 3)
    many, said = again("Un !", "Deux !", "Trois !", "Quatre !")
    assert (said, many) == ((0, 3, 1), few)
    rows = Challenge.objects.order_by("title")
    assert [document_of(row).statement for row in rows] == ["Un !", "Deux !", "Trois !", "Quatre !"]
    assert [document_of(row.get_latest_revision_as_object()) for row in rows] == [document_of(row) for row in rows]
    assert {(row.revisions.count(), row.checks) for row in rows} == {(2, "due")}


def test_what_is_in_review_and_says_the_same_is_no_error(tmp_path):
    draft = factories.challenge(1)
    factories.submit(draft)
    path = tmp_path / "release.zip"
    release(path, [document_of(draft)])
    report = import_items(actor=draft.author, path=path, whole=True)
    assert (report.same, report.changed, report.findings) == (1, [], [])


def test_what_is_in_review_or_of_somebody_else_is_not_changed(tmp_path):
    path = tmp_path / "release.zip"
    drafts = [factories.challenge(1), factories.challenge(2, by=teacher("ute")), factories.challenge(3)]
    factories.submit(drafts[0])
    changed = [document_of(draft).model_copy(update={"hint": "Pense."}) for draft in drafts]
    release(path, changed)
    report = import_items(actor=drafts[0].author, path=path)
    assert ([finding.item for finding in report.findings], report.changed) == (
        ["Challenge 1", "Challenge 2"],
        [drafts[2].uuid],
    )
    assert sorted(Challenge.objects.values_list("title", "hint")) == [
        ("Challenge 1", ""),
        ("Challenge 2", ""),
        ("Challenge 3", "Pense."),
    ]
