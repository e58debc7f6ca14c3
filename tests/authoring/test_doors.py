"""Every screen about a draft, asked for by everybody: only those who may, pass."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Revision, TaskState

from accounts.models import User
from accounts.roles import ADMINISTRATOR, OPERATOR
from authoring.domain import delete_drafts, retire_drafts, update_draft
from authoring.enums import Checks, State
from authoring.models import Challenge
from challengebank.enums import Purpose
from challengebank.models import Decision
from review.models import Review
from tests.authoring import documents as given
from tests.authoring import factories
from tests.authoring.forms import at, fields, form, loaded
from tests.authoring.people import chief, person, reviewer, teacher

pytestmark = pytest.mark.usefixtures("frameworks")

READ = ("inspect", "copy")
FOLLOW = ("history", "history_results", "usage", "delete", "retire", "restore")
WRITE = ("edit", "submit")
SHUT = ("unpublish", "lock", "unlock", "workflow_history", "confirm_workflow_cancellation")


def answers(client, names, pk) -> set[int]:
    return {client.get(at(name, pk)).status_code for name in names}


def test_its_author_passes_every_door_but_those_nobody_passes(client):
    draft = factories.challenge()
    client.force_login(draft.author)
    assert answers(client, READ + FOLLOW + WRITE, draft.pk) == {200}
    assert answers(client, SHUT, draft.pk) == {403}
    assert client.get(at("revisions_compare", draft.pk, "earliest", "latest")).status_code == 200


@pytest.mark.parametrize("who", ["teacher", "reviewer", "operator", "administrator", "superuser"])
def test_nobody_else_sees_a_draft(client, who):
    draft = factories.challenge(title="Hidden words")
    client.force_login(
        {
            "teacher": lambda: teacher("zoe"),
            "reviewer": reviewer,
            "operator": lambda: person("olga", OPERATOR),
            "administrator": lambda: person("anne", ADMINISTRATOR),
            "superuser": lambda: User.objects.create_superuser("root@ecole.example"),
        }[who]()
    )
    assert answers(client, READ + FOLLOW + WRITE + SHUT, draft.pk) == {403}
    revision = draft.latest_revision_id
    for name in ("revisions_view", "revisions_revert"):
        assert client.get(at(name, draft.pk, revision)).status_code == 403
    assert client.get(at("revisions_compare", draft.pk, "earliest", "latest")).status_code == 403
    assert client.get(at("preview_on_edit", draft.pk)).status_code == 403
    listed = client.get(at("list"))
    assert listed.status_code == (200 if who in ("teacher", "reviewer") else 403)
    assert "Hidden words" not in listed.content.decode()
    assert "Hidden words" not in client.get(at("list") + "?q=Hidden").content.decode()
    choosers = Challenge.snippet_viewset.chooser_viewset
    chosen = client.get(reverse(choosers.get_url_name("chosen"), args=[draft.pk]))
    assert "Hidden words" not in chosen.content.decode()
    assert "Hidden words" not in client.get(reverse(choosers.get_url_name("choose"))).content.decode()
    assert "Hidden words" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_coauthor_works_on_it_and_a_chief_reviewer_only_reads_it(client):
    draft, helper = factories.challenge(), teacher("hector")
    draft.coauthors.add(helper)
    draft.save()
    client.force_login(helper)
    assert answers(client, READ + FOLLOW + WRITE, draft.pk) == {200}
    client.force_login(chief())
    assert answers(client, READ + FOLLOW, draft.pk) == {200}
    assert answers(client, WRITE, draft.pk) == {403}


def test_coauthors_are_named_by_their_addresses(client):
    draft, helpers = factories.challenge(), [teacher("hector"), teacher("zoe")]
    client.force_login(draft.author)
    for people in (helpers, helpers[:1], helpers[:1], []):
        sent = form(client, draft, coauthors=", ".join(helper.email.upper() for helper in people))
        assert client.post(at("edit", draft.pk), sent).status_code == 302
        assert list(Challenge.objects.get(pk=draft.pk).coauthors.order_by("pk")) == people
        assert list(Challenge.objects.get(pk=draft.pk).latest_revision.as_object().coauthors.all()) == people
    refused = client.post(at("edit", draft.pk), form(client, draft, coauthors="nobody@ecole.example"))
    assert "coauthors" in refused.context["form"].errors


def test_accepted_training_is_read_by_other_teachers_and_certification_never(client):
    training = factories.accepted(1, title="Open words")
    secret = factories.accepted(2, purpose=Purpose.CERTIFICATION, title="Secret words")
    client.force_login(teacher("zoe"))
    assert answers(client, READ, training.pk) == {200}
    assert answers(client, FOLLOW + WRITE, training.pk) == {403}
    assert answers(client, READ + FOLLOW + WRITE, secret.pk) == {403}
    page = client.get(at("list")).content.decode()
    assert ("Open words" in page, "Secret words" in page) == (True, False)
    assert (at("inspect", training.pk) in page, at("edit", training.pk) in page) == (True, False)


def test_a_save_is_kept_and_a_forged_publication_is_only_a_save(client):
    draft = factories.challenge()
    client.force_login(draft.author)
    values = form(client, draft, title="New title", **{"action-publish": "1", "action-submit": "1"})
    assert client.post(at("edit", draft.pk), values).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.live, draft.state) == ("New title", False, State.DRAFT)
    assert TaskState.objects.count() == 0


def test_a_superuser_cannot_forge_a_publication(client):
    draft = factories.challenge()
    client.force_login(draft.author)
    values = form(client, draft, **{"action-publish": "1"})
    client.force_login(User.objects.create_superuser("root@ecole.example"))
    assert client.post(at("edit", draft.pk), values).status_code == 403
    assert client.post(at("unpublish", draft.pk)).status_code == 403
    assert not Challenge.objects.get().live


def test_no_button_of_wagtail_publishes(client):
    draft = factories.challenge()
    client.force_login(draft.author)
    page = client.get(at("edit", draft.pk)).content.decode()
    assert "action-submit-to-review" in page
    for name in ("action-publish", "action-unpublish", '"action-submit"', "action-cancel-workflow"):
        assert name not in page


def test_the_second_of_two_saves_is_answered_409_with_both_texts(client):
    draft = factories.challenge()
    client.force_login(draft.author)
    mine = form(client, draft, title="Mine")
    update_draft(
        actor=draft.author, draft=draft, document=given.item(1, title="Theirs"), based_on=draft.latest_revision_id
    )
    answer = client.post(at("edit", draft.pk), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Mine"' in page
    assert at("revisions_compare", draft.pk, mine["loaded_revision_id"], "latest") in page
    assert Challenge.objects.get().title == "Theirs"
    autosave = client.post(at("edit", draft.pk), mine, headers={"accept": "application/json"})
    assert (autosave.status_code, autosave.json()["error_code"]) == (400, "invalid_revision")
    assert Challenge.objects.get().title == "Theirs"


def test_a_form_sent_before_the_browser_drew_the_answer_is_kept_and_saves_nothing(client):
    draft = factories.challenge()
    client.force_login(draft.author)
    whole = form(client, draft, title="Sent too early")
    early = {name: value for name, value in whole.items() if not name.startswith("content-")}
    answers = [client.post(at("edit", draft.pk), early), client.post(at("add") + "?type=order", early)]
    for answer in answers:
        assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["content"])
        assert 'value="Sent too early"' in answer.content.decode()
    assert client.post(at("edit", draft.pk), early, headers={"accept": "application/json"}).status_code == 400
    assert client.post(at("check_on_edit", draft.pk), early).json() == {"notes": None}
    torn = {name: value for name, value in whole.items() if name != "content-0-value-options-count"}
    assert client.post(at("edit", draft.pk), torn).status_code == 400
    assert Challenge.objects.get().title == "Challenge 1"


def test_a_competence_added_and_not_chosen_keeps_nothing_from_being_saved(client):
    draft = factories.challenge()
    client.force_login(draft.author)
    row = {"alignments-TOTAL_FORMS": "2", "alignments-1-ORDER": "2", "alignments-1-id": ""}
    assert client.post(at("edit", draft.pk), form(client, draft, title="Saved", **row)).status_code == 302
    saved = Challenge.objects.get().get_latest_revision_as_object()
    assert (saved.title, saved.alignments.count()) == ("Saved", 1)


def test_a_save_that_does_not_say_what_it_read_is_refused(client):
    draft = factories.challenge()
    client.force_login(draft.author)
    blind = form(client, draft, title="Blind")
    del blind["loaded_revision_id"]
    assert client.post(at("edit", draft.pk), blind).status_code == 409
    assert Challenge.objects.get().title == "Challenge 1"


def test_a_save_draws_no_discussion_again(client):
    draft = factories.challenge()
    client.force_login(draft.author)
    page = client.get(at("edit", draft.pk)).content.decode()
    saved = client.post(at("edit", draft.pk), form(client, draft), headers={"accept": "application/json"}).json()
    begun = client.get(at("edit", draft.pk) + "?_w_hydrate_create_view=1").content.decode()
    panels = [f'data-side-panel="{name}"' for name in ("status", "discussion")]
    assert [name in page for name in panels] == [True, True]
    assert [name in saved["html"] for name in ("='status'", "='discussion'")] == [True, False]
    assert [name in begun for name in ("='status'", "='discussion'")] == [True, False]


def blank(client, **changes) -> dict[str, str]:
    """What the browser would post for a new draft."""
    page = client.get(at("add") + "?type=single_choice")
    return {**fields(page.context["form"]), **changes}


def test_a_blank_form_sent_again_makes_no_second_draft(client):
    client.force_login(teacher())
    new = blank(client, title="First")
    first = client.post(at("add"), new, headers={"accept": "application/json"}).json()
    again = client.post(at("add"), {**new, "title": "Again"}, headers={"accept": "application/json"}).json()
    draft = Challenge.objects.get()
    assert (again["url"], again["revision_id"]) == (first["url"], draft.latest_revision_id)
    assert (str(draft.uuid), draft.title) == (new["uuid"], "Again")
    late = client.post(at("add"), {**new, "title": "Late"})
    assert (late.status_code, Challenge.objects.get().title) == (409, "Again")
    sent = {**new, "title": "By hand", "loaded_revision_id": again["revision_id"]}
    sent["loaded_revision_created_at"] = again["revision_created_at"]
    assert client.post(at("add"), sent).status_code == 302
    assert Challenge.objects.get().title == "By hand"


def test_a_blank_form_does_not_reach_somebody_else_s_draft(client):
    draft = factories.challenge()
    client.force_login(teacher("zoe"))
    assert client.post(at("add"), blank(client, title="Mine", uuid=str(draft.uuid))).status_code == 302
    assert [(c.title, c.author.first_name) for c in Challenge.objects.order_by("pk")] == [
        ("Challenge 1", draft.author.first_name),
        ("Mine", "Zoe"),
    ]


def test_in_review_nobody_saves_neither_its_author_nor_a_third_person(client):
    draft = factories.challenge()
    client.force_login(draft.author)
    late = form(client, draft, title="Too late")
    factories.submitted(draft)
    assert client.get(at("edit", draft.pk)).status_code == 200
    client.post(at("edit", draft.pk), late)
    answer = client.post(at("edit", draft.pk), late, headers={"accept": "application/json"})
    assert answer.status_code == 400
    client.force_login(teacher("zoe"))
    assert client.post(at("edit", draft.pk), late).status_code == 403
    assert (Challenge.objects.get().title, Revision.objects.count()) == ("Challenge 1", 1)


def test_its_author_cannot_approve_it_by_any_address(client):
    draft = factories.challenge()
    task = factories.submitted(draft).task_state
    client.force_login(draft.author)
    for name in ("workflow_action", "collect_workflow_action_data"):
        assert client.post(at(name, draft.pk, "approve", task.pk), {"comment": "Good."}).status_code == 403
    forged = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    client.post(at("edit", draft.pk), form(client, draft, **forged))
    assert (Decision.objects.count(), Review.objects.get().state) == (0, "open")
    assert not Challenge.objects.get().live


def test_a_new_draft_is_its_writer_s(client):
    writer = teacher("zoe")
    client.force_login(writer)
    page = client.get(at("add") + "?type=single_choice")
    values = fields(page.context["form"])
    assert client.post(at("add"), {**values, "title": "Brand new"}).status_code == 302
    draft = Challenge.objects.get()
    assert (draft.author, draft.title, draft.kind, draft.live) == (writer, "Brand new", "single_choice", False)


def test_a_hole_opens_a_form_already_aligned(client):
    writer = teacher("zoe")
    client.force_login(writer)
    address = at("add") + "?type=single_choice&competence=1.2&level=3&discipline=mathematiques"
    values = fields(client.get(address).context["form"])
    assert client.post(at("add"), {**values, "title": "Brand new"}).status_code == 302
    draft = Challenge.objects.get()
    assert (draft.competence, draft.level) == ("1.2", 3)
    assert [d.slug for d in draft.disciplines.all()] == ["mathematiques"]


def test_the_type_is_chosen_first(client):
    client.force_login(teacher("zoe"))
    page = client.get(at("add") + "?competence=1.2").content.decode()
    assert "?competence=1.2&amp;type=match" in page


def test_submitting_says_what_is_missing_then_submits(client):
    draft = factories.challenge()
    draft.title = ""
    draft.save()
    client.force_login(draft.author)
    refused = client.post(at("submit", draft.pk))
    assert refused.status_code == 422
    assert f'href="{at("edit", draft.pk)}?at=title"' in refused.content.decode()
    update_draft(actor=draft.author, draft=draft, document=given.item(1), based_on=draft.latest_revision_id)
    assert "missing_tutorials" in client.get(at("submit", draft.pk)).content.decode()
    assert client.post(at("submit", draft.pk)).status_code == 422
    assert client.post(at("submit", draft.pk), {"reason-missing_tutorials": "None exists."}).status_code == 302
    assert Challenge.objects.get().state == State.IN_REVIEW


def test_deleting_is_a_bin_and_what_was_submitted_stays(client):
    draft, old = factories.challenge(1), factories.challenge(2)
    factories.judged(old, "refuse", "refuse")
    client.force_login(draft.author)
    client.post(at("delete", draft.pk))
    client.post(at("delete", old.pk))
    assert [c.state for c in Challenge.objects.order_by("pk")] == [State.DELETED, State.RETURNED]
    assert draft.title not in client.get(at("list")).content.decode()
    client.post(at("restore", draft.pk))
    assert Challenge.objects.get(pk=draft.pk).state == State.DRAFT


@pytest.mark.parametrize(("act", "verb"), [("delete", delete_drafts), ("retire", retire_drafts)])
def test_the_form_leads_out_of_what_was_closed(client, act, verb):
    draft = factories.challenge()
    client.force_login(draft.author)
    opened = client.get(at("edit", draft.pk)).content.decode()
    assert (at(act, draft.pk) in opened, at("restore", draft.pk) in opened) == (True, False)
    verb(actor=draft.author, drafts=[draft])
    closed = client.get(at("edit", draft.pk)).content.decode()
    assert (at(act, draft.pk) in closed, at("restore", draft.pk) in closed) == (act == "delete", True)


def test_bulk_deletion_is_the_same_verb(client):
    draft = factories.challenge(1)
    others = factories.challenge(2, by=teacher("zoe"))
    client.force_login(draft.author)
    address = reverse("wagtail_bulk_action", args=["authoring", "challenge", "delete"])
    client.post(f"{address}?id={draft.pk}&id={others.pk}")
    assert {c.pk: c.state for c in Challenge.objects.all()} == {draft.pk: State.DELETED, others.pk: State.DRAFT}


def test_a_deleted_draft_comes_back_as_it_was():
    draft = factories.challenge()
    delete_drafts(actor=draft.author, drafts=[draft])
    assert Challenge.objects.get().title == "Challenge 1"


def test_no_django_permission_opens_anything():
    assert ContentType.objects.get_for_model(Challenge).permission_set.filter(group__isnull=False).count() == 0


def test_lists_cost_the_same_for_one_row_and_for_many(client):
    draft = factories.challenge(1)
    client.force_login(draft.author)
    client.get(at("list"))

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(at("list")).status_code == 200
        return len(queries)

    one = cost()
    for number in range(2, 8):
        factories.challenge(number)
    assert cost() == one


def test_an_older_text_comes_back_and_is_checked_again(client):
    draft = factories.challenge(title="First")
    client.force_login(draft.author)
    client.get(at("edit", draft.pk))
    first = draft.latest_revision
    client.post(at("edit", draft.pk), form(client, draft, title="Second", statement=""))
    assert Challenge.objects.get().checks == Checks.MISSING
    address = at("revisions_revert", draft.pk, first.pk)
    sent = {**fields(client.get(address).context["form"]), **loaded(Challenge.objects.get())}
    assert client.post(address, sent).status_code == 302
    again = Challenge.objects.get()
    assert (again.get_latest_revision_as_object().title, again.checks) == ("First", Checks.WARNING)
    assert client.post(address, sent).status_code == 409
