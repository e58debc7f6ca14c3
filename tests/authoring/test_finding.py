"""Lists: full text, filters, pages, bulk acts and files of the list."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from authoring.domain import create_tutorials, update_draft
from authoring.enums import State
from authoring.models import Challenge, Tutorial
from authoring.views.listing import KeyPaginator
from challengebank.search import folded, matching
from items.types.content import Option
from items.types.single_choice import SingleChoice
from tests.authoring import documents as given
from tests.authoring import factories
from tests.authoring.forms import at
from tests.authoring.people import teacher

pytestmark = pytest.mark.usefixtures("frameworks")


def found(query: str, model=Challenge) -> list[str]:
    return [draft.title for draft in matching(model.objects.order_by("pk"), query)]


def listed(client, **query) -> list[str]:
    answer = client.get(at("list"), query)
    assert answer.status_code == 200
    return [draft.title for draft in answer.context["object_list"]]


def test_text_is_found_in_statement_options_keys_and_tags_without_accents():
    content = SingleChoice(options=(Option(id="a", text="Le réseau câblé"), Option(id="b", text="La mémoire")), key="a")
    factories.challenge(1, title="One", content=content, statement="Où est l’œuvre ?", tags=("vie privée",))
    factories.challenge(2, title="Two")
    for query in ("reseau", "RÉSEAU", "memo", "oeuvre", "œuvre", "privee", "cable mem"):
        assert found(query) == ["One"], query
    assert found("reseau question") == []
    assert found("\"'*()&|!:") == []
    assert found("") == ["One", "Two"]


def test_little_words_alone_are_looked_for_in_titles():
    factories.challenge(1, title="Elle et lui")
    factories.challenge(2, title="Two")
    assert found("elle lui") == ["Elle et lui"]


def test_the_index_follows_changes():
    draft = factories.challenge(1, statement="Zanzibar?")
    update_draft(
        actor=draft.author,
        draft=draft,
        document=given.item(1, statement="Valparaiso?"),
        based_on=draft.latest_revision_id,
    )
    assert (found("zanzibar"), found("valparaiso")) == ([], ["Challenge 1"])
    Challenge.objects.all().delete()
    assert found("valparaiso") == []


def test_tutorials_are_found_too():
    create_tutorials(actor=teacher(), drafts=[given.tutorial(5, body="The byte is eight bits.")])
    assert found("byte", Tutorial) == ["Tutorial 5"]


def test_folding():
    assert folded("L’Été, à Nîmes… 3,5 km!") == "l ete a nimes 3 5 km"


def test_every_filter_narrows_the_list(client):
    one = factories.challenge(1, title="One", disciplines=("mathematiques",), tags=("réseau",))
    factories.challenge(2, title="Two", kind="number", licence="CC0 1.0", locale="en")
    factories.judged(factories.challenge(3, title="Three"), "refuse", "refuse")
    client.force_login(one.author)
    assert listed(client) == ["Three", "Two", "One"]
    assert listed(client, q="two") == ["Two"]
    assert listed(client, state=State.RETURNED) == ["Three"]
    assert listed(client, kind="number") == ["Two"]
    assert listed(client, competence="1.1", level="2", kind="single_choice") == ["Three", "One"]
    assert listed(client, competence="1.1", level="3") == []
    assert listed(client, disciplines=one.disciplines.get().pk) == ["One"]
    assert listed(client, tag="Réseau") == ["One"]
    assert listed(client, licence="cc0") == ["Two"]
    assert listed(client, locale="en") == ["Two"]


def test_pages_follow_each_other(client, settings):
    author = teacher()
    for number in range(1, 53):
        factories.challenge(number, title=f"T{number:02}")
    client.force_login(author)
    assert (listed(client)[0], listed(client, p="2")) == ("T52", ["T02", "T01"])


def test_many_are_tagged_or_submitted_at_once(client):
    mine, other = factories.challenge(1), factories.challenge(2, by=teacher("zoe"))
    client.force_login(mine.author)
    ids = f"?id={mine.pk}&id={other.pk}"
    client.post(reverse("wagtail_bulk_action", args=["authoring", "challenge", "tag"]) + ids, {"tag": "Nouveau"})
    assert [(c.title, [t.name for t in c.tags.all()]) for c in Challenge.objects.order_by("pk")] == [
        ("Challenge 1", ["Nouveau"]),
        ("Challenge 2", []),
    ]
    address = reverse("wagtail_bulk_action", args=["authoring", "challenge", "submit"]) + ids
    assert client.get(address).status_code == 200
    client.post(address)
    assert Challenge.objects.get(pk=mine.pk).state == State.DRAFT


def exported(client, file: str, **query) -> list[list[str]]:
    """The lines of the list as a file."""
    answer = client.get(at("list"), {"export": file, **query})
    content = b"".join(answer.streaming_content)
    if file == "csv":
        return list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


@pytest.mark.parametrize("file", ["csv", "xlsx"])
def test_the_list_is_a_file_too(client, file):
    mine = factories.challenge(1, title="=1+1", disciplines=("svt", "mathematiques"), tags=("one", "two"))
    factories.challenge(2, title="Other", kind="number")
    factories.challenge(3, title="Theirs", by=teacher("zoe"))
    client.force_login(teacher())
    head, *lines = exported(client, file)
    assert [line[1] for line in lines] == ["Other", "'=1+1"]
    told = dict(zip(head, lines[1], strict=True))
    assert (told["Identifiant"], told["État"], told["Type"]) == (str(mine.uuid), "brouillon", "Choix unique")
    assert (told["Compétence"], told["Niveau"], told["Étiquettes"]) == ("1.1", "2", "one, two")
    assert sorted(told["Disciplines"].split(", ")) == sorted(str(d) for d in mine.disciplines.all())
    assert told["Adresse"] == f"http://testserver{at('edit', mine.pk)}"
    assert [line[1] for line in exported(client, file, kind="number")[1:]] == ["Other"]
    assert [line[1] for line in exported(client, file, q="theirs")[1:]] == []


def test_a_file_of_the_list_costs_the_same_for_one_line_and_for_many(client):
    factories.challenge(1)
    client.force_login(teacher())
    exported(client, "csv")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            exported(client, "csv")
        return len(queries)

    one = cost()
    for number in range(2, 8):
        factories.challenge(number)
    assert cost() == one


def test_tutorials_are_a_file_too(client):
    create_tutorials(actor=teacher(), drafts=[given.tutorial(5)])
    client.force_login(teacher())
    answer = client.get(reverse(Tutorial.snippet_viewset.get_url_name("list")), {"export": "csv"})
    assert "Tutorial 5" in b"".join(answer.streaming_content).decode()


class Short(KeyPaginator):
    """A paginator that soon has enough."""

    most = 3


@pytest.mark.parametrize(
    ("made", "count", "label"), [(1, 1, "1 épreuve"), (3, 3, "3 épreuves"), (5, 3, "plus de 3 épreuves")]
)
def test_a_list_counts_no_further_than_one_turns_pages(made, count, label):
    for number in range(made):
        factories.challenge(number)
    pages = Short(Challenge.objects.order_by("-pk"), 2)
    with translation.override("fr"):
        assert (pages.count, pages.items_count_label) == (count, label)
    assert [draft.title for draft in pages.page(1)] == [
        f"Challenge {n}" for n in range(made - 1, max(made - 3, -1), -1)
    ]


def test_a_search_says_how_many_it_found(client):
    factories.challenge(1, title="Tableur")
    client.force_login(teacher())
    assert "1 épreuve</h2>" in client.get(at("list"), {"q": "tableur"}).content.decode()


def test_words_are_found_newest_first_and_in_any_other_order():
    for number, title in enumerate(("Tableur A", "Réseau", "Tableur B")):
        factories.challenge(number, title=title)
    newest, by_title = Challenge.objects.order_by("-pk"), Challenge.objects.order_by("title")
    assert [draft.title for draft in matching(newest, "tableur")] == ["Tableur B", "Tableur A"]
    assert [draft.title for draft in matching(by_title, "tableur")] == ["Tableur A", "Tableur B"]
    assert [draft.title for draft in matching(newest, "tableur").filter(title="Tableur B")] == ["Tableur B"]
    assert matching(newest, "tableur").count() == 2
