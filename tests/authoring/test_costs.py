"""What authors do all day costs the same whatever the number of challenges."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from authoring.documents import document_of
from authoring.domain import create_challenges, update_draft
from authoring.models import Challenge
from challengebank.models import Fingerprint
from tests.authoring import documents
from tests.authoring.forms import at, form
from tests.authoring.people import teacher

pytestmark = pytest.mark.usefixtures("frameworks")


def many(numbers: range) -> list[Challenge]:
    wanted = [documents.item(number, tags=(f"tag {number}", "common")) for number in numbers]
    return create_challenges(actor=teacher(), drafts=wanted)


@pytest.mark.parametrize("asked", ["", "?competence=1.1", "?q=question", "?ordering=title", "?tag=common"])
def test_a_list_asks_as_many_queries_for_one_row_as_for_fifty(client, asked):
    client.force_login(teacher())

    def cost() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            page = client.get(at("list") + asked)
        return len(page.context["object_list"]), len(queries)

    many(range(1))
    cost()
    one = cost()
    many(range(1, 60))
    assert one[0] == 1
    assert cost() == (50, one[1])


@pytest.mark.parametrize("page", ["history", "around", "edit"])
def test_pages_of_a_draft_ask_as_many_queries_for_two_revisions_as_for_many(client, page):
    draft = many(range(1))[0]
    client.force_login(teacher())

    def edit(hint: str) -> None:
        current = Challenge.objects.get(pk=draft.pk)
        changed = document_of(current).model_copy(update={"hint": hint})
        update_draft(actor=draft.author, draft=current, document=changed, based_on=current.latest_revision_id)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(at(page, draft.pk))
        return len(queries)

    edit("Think.")
    cost()
    few = cost()
    for number in range(8):
        edit(f"Think {number} times.")
    assert cost() == few


def test_autosave_draws_no_form(client):
    draft = many(range(1))[0]
    client.force_login(teacher())
    sent = form(client, draft, hint="Think.")
    answer = client.post(at("edit", draft.pk), sent, headers={"accept": "application/json"})
    assert answer.json()["success"]
    assert answer.context["panel"] is None


def test_autosave_over_its_own_revision_tells_the_page_only_a_changed_title(client):
    draft = many(range(1))[0]
    client.force_login(draft.author)

    def told(**changes: str) -> str:
        sent = form(client, draft, **changes)
        return client.post(at("edit", draft.pk), sent, headers={"accept": "application/json"}).json()["html"]

    again = {"overwrite_revision_id": str(draft.latest_revision_id)}
    assert told(**again, hint="Think.") == ""
    assert "Capital cities" in told(**again, title="Capital cities")
    assert "data-side-panel=" in told(hint="Think twice.")


def test_the_form_draws_its_widgets_once(client):
    draft = many(range(1))[0]
    client.force_login(teacher())
    told = client.get(at("edit", draft.pk)).context["edit_handler_data"]
    assert told["_args"][0]["children"] == []


def reading(queries: CaptureQueriesContext, table: str) -> int:
    """How many of these queries read a table first of all."""
    return sum(query["sql"].startswith("SELECT") and f'FROM "{table}"' in query["sql"] for query in queries)


def autosave(client, draft: Challenge, **changes: str) -> CaptureQueriesContext:
    """What the form asks of the database when the browser saves it."""
    client.force_login(draft.author)
    sent = form(client, draft, **changes)
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(at("edit", draft.pk), sent, headers={"accept": "application/json"})
    assert answer.json()["success"]
    return queries


def test_autosave_reads_what_belongs_to_a_draft_once_and_writes_no_tag_again(client):
    queries = autosave(client, many(range(1))[0], hint="Think.")
    own = ("challengetag", "challengeattachment", "tutoriallink", "challenge_coauthors")
    assert [reading(queries, f"authoring_{table}") for table in own] == [1, 1, 1, 0]
    assert reading(queries, "taggit_tag") == 0
    assert not any(f'{verb} "authoring_challengetag"' in q["sql"] for q in queries for verb in ("DELETE FROM", "INTO"))


def test_autosave_reads_the_draft_at_the_door_and_when_it_is_locked_and_its_revision_once(client):
    draft = many(range(1))[0]
    queries = autosave(client, draft, hint="Think.", overwrite_revision_id=str(draft.latest_revision_id))
    assert reading(queries, "wagtailcore_revision") == 2  # with whether the log's revision exists
    rows = [q["sql"] for q in queries if q["sql"].startswith('SELECT "authoring_challenge"."id"')]
    assert len(rows) == 2


def test_autosave_reads_no_lists_of_terms_that_nobody_sees(client):
    queries = autosave(client, many(range(1))[0], hint="Think.")
    assert not any("frameworks_disciplinegroup" in query["sql"] for query in queries)


def test_tags_changed_in_the_form_are_saved(client):
    draft = many(range(1))[0]
    autosave(client, draft, tags="new, common")
    assert sorted(tag.name for tag in Challenge.objects.get(pk=draft.pk).tags.all()) == ["common", "new"]


def test_what_is_taken_away_in_the_form_is_in_the_draft_no_more_nor_in_its_revision(client):
    draft = many(range(1))[0]
    autosave(client, draft, **{"alignments-0-DELETE": "on"}, disciplines=[], tags="")
    saved = Challenge.objects.get(pk=draft.pk)
    for said in (saved, saved.latest_revision.as_object()):
        assert [list(getattr(said, name).all()) for name in ("alignments", "disciplines", "tagged_items")] == [
            [],
            [],
            [],
        ]


def test_saving_in_the_form_indexes_files_once(client):
    draft = many(range(1))[0]
    client.force_login(draft.author)
    sent = form(client, draft, hint="Think.")
    with CaptureQueriesContext(connection) as queries:
        client.post(at("edit", draft.pk), sent)
    assert reading(queries, "wagtailcore_referenceindex") == 1


def saving(draft: Challenge, **changes) -> int:
    """How many queries the verb asks."""
    current = Challenge.objects.get(pk=draft.pk)
    changed = document_of(current).model_copy(update=changes)
    with CaptureQueriesContext(connection) as queries:
        update_draft(actor=draft.author, draft=current, document=changed, based_on=current.latest_revision_id)
    return len(queries)


def test_saving_asks_as_many_queries_for_few_tags_as_for_many():
    draft = many(range(1))[0]
    most = tuple(f"tag {number}" for number in range(20))
    saving(draft, tags=most)
    saving(draft, tags=("common",))
    few = saving(draft, tags=most[:2])
    saving(draft, tags=("common",))
    assert saving(draft, tags=most) == few


def test_opening_a_draft_reads_its_workflow_once(client):
    draft = many(range(1))[0]
    client.force_login(teacher())
    client.get(at("edit", draft.pk))
    with CaptureQueriesContext(connection) as queries:
        client.get(at("edit", draft.pk))
    assert reading(queries, "wagtailcore_workflowstate") == 1


def test_what_is_saved_in_the_form_is_found_by_its_like(client):
    draft = many(range(1))[0]
    client.force_login(teacher())
    client.post(at("edit", draft.pk), form(client, draft, statement="Which of these cities is a capital?"))
    assert Fingerprint.objects.filter(document=draft.uuid).exists()
