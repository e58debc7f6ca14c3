"""Many drafts changed at once, those ticked or all that the filters let through."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from accounts.models import AuditEvent
from authoring.documents import document_of
from authoring.domain import align_drafts, delete_drafts, make_variant, tag_drafts
from authoring.enums import State
from authoring.errors import Locked, NotYours
from authoring.models import Challenge
from frameworks.models import Competence
from review.models import Assignment
from tests.authoring import factories
from tests.authoring.people import chief, reviewer, teacher

pytestmark = pytest.mark.usefixtures("frameworks")


def competence(code: str) -> Competence:
    return Competence.objects.get(framework__slug="crcn", code=code)


def aligned(draft: Challenge) -> list[tuple[str, int, bool]]:
    """What its latest revision says."""
    latest = Challenge.objects.get(pk=draft.pk).get_latest_revision_as_object()
    return [(row.competence.code, row.level, row.primary) for row in latest.alignments.all()]


def act(client, name: str, query: str, **values):
    address = reverse("wagtail_bulk_action", args=["authoring", "challenge", name]) + query
    page = client.get(address).content.decode()
    asked = [name for name in values if f'name="{name}"' in page]
    assert asked == (list(values) if '<button type="submit"' in page else [])
    answer = client.post(address, values, follow=True)
    return [str(message).strip() for message in answer.context["messages"]]


def test_a_competence_is_added_changed_or_put_in_place():
    draft = factories.challenge()
    assert aligned(draft) == [("1.1", 2, True)]
    align_drafts(actor=draft.author, drafts=[draft], competence=competence("2.1"), level=4)
    assert aligned(draft) == [("1.1", 2, True), ("2.1", 4, False)]
    align_drafts(actor=draft.author, drafts=[draft], competence=competence("2.1"), level=5)
    assert aligned(draft) == [("1.1", 2, True), ("2.1", 5, False)]
    align_drafts(actor=draft.author, drafts=[draft], competence=competence("2.1"), level=5, replace=True)
    assert aligned(draft) == [("2.1", 5, True)]
    draft = Challenge.objects.get()
    assert (draft.competence, draft.level, draft.alignments.count()) == ("2.1", 5, 1)


def test_each_draft_changed_has_a_revision_and_those_that_say_so_already_none():
    one, two = factories.challenge(1), factories.challenge(2)
    for verb, values in (
        (tag_drafts, {"tag": "new"}),
        (align_drafts, {"competence": competence("2.1"), "level": 3}),
    ):
        assert len(verb(actor=one.author, drafts=[one], **values)) == 1
        assert [draft.pk for draft in verb(actor=one.author, drafts=[one, two], **values)] == [two.pk]
    assert [draft.revisions.count() for draft in (one, two)] == [3, 3]
    logged = ModelLogEntry.objects.filter(object_id=str(one.pk)).order_by("pk").values_list("action", flat=True)
    assert list(logged) == ["wagtail.create", "wagtail.edit", "wagtail.edit"]
    edits = AuditEvent.objects.filter(act="edit").values_list("subject", "data__field")
    assert sorted(edits) == sorted(
        (f"draft:{draft.uuid}", field) for draft in (one, two) for field in ("alignments", "tags")
    )


def test_an_accepted_challenge_keeps_what_was_accepted_until_the_next_one_is():
    draft = factories.accepted()
    align_drafts(actor=draft.author, drafts=[draft], competence=competence("2.1"), level=3, replace=True)
    row = Challenge.objects.get()
    assert ([a.competence.code for a in row.alignments.all()], row.competence) == (["1.1"], "1.1")
    assert row.has_unpublished_changes
    assert aligned(draft) == [("2.1", 3, True)]


def test_a_variant_keeps_for_itself_what_was_changed_in_it():
    prototype = factories.challenge(1, tags=("shared",))
    variant = make_variant(actor=prototype.author, prototype=prototype)
    tag_drafts(actor=prototype.author, drafts=[variant], tag="own")
    variant = Challenge.objects.get(pk=variant.pk)
    assert (variant.varies, document_of(variant).tags) == (["tags"], ("shared", "own"))


def test_only_its_authors_change_a_draft_and_only_while_it_is_open():
    draft = factories.challenge()
    values = {"competence": competence("2.1"), "level": 3}
    for somebody in (teacher("zoe"), chief()):
        with pytest.raises(NotYours):
            align_drafts(actor=somebody, drafts=[draft], **values)
    factories.submitted(draft)
    with pytest.raises(Locked):
        align_drafts(actor=draft.author, drafts=[draft], **values)


def test_many_cost_as_many_queries_as_one():
    author = teacher()
    drafts = [factories.challenge(number) for number in range(8)]

    def cost(*some: Challenge, code: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            changed = align_drafts(actor=author, drafts=some, competence=competence(code), level=3)
        assert len(changed) == len(some)
        return len(queries)

    cost(*drafts, code="2.1")
    assert cost(*drafts[1:], code="2.2") == cost(drafts[0], code="2.2")


def test_all_means_all_that_the_filters_let_through(client):
    wanted = [factories.challenge(n, kind="number", title=f"Wanted {n}") for n in (1, 2)]
    other = factories.challenge(3, title="Wanted too")
    client.force_login(other.author)
    values = {"competence": competence("3.1").pk, "level": "4", "replace": "on"}
    said = act(client, "align", "?id=all&kind=number&q=wanted", **values)
    assert said == ["2 alignées"]
    assert [aligned(draft)[0][:2] for draft in (*wanted, other)] == [("3.1", 4), ("3.1", 4), ("1.1", 2)]
    act(client, "delete", "?id=all&kind=number")
    assert [c.state for c in Challenge.objects.order_by("pk")] == [State.DELETED, State.DELETED, State.DRAFT]


def test_those_in_review_and_those_of_others_stay_as_they_are(client):
    mine, sent, theirs = factories.challenge(1), factories.challenge(2), factories.challenge(3, by=teacher("zoe"))
    factories.submitted(sent)
    client.force_login(mine.author)
    query = "".join(f"{'&' if n else '?'}id={draft.pk}" for n, draft in enumerate((mine, sent, theirs)))
    assert act(client, "tag", query, tag="New") == ["1 étiquetée"]
    assert act(client, "delete", query) == ["1 à la corbeille\N{NO-BREAK SPACE}: vous pouvez la rétablir."]
    assert Challenge.objects.filter(state=State.DELETED).get() == mine


def test_a_level_that_is_not_open_is_refused(client, settings):
    settings.VIVIER_HIGHEST_LEVEL = 6
    draft = factories.challenge()
    client.force_login(draft.author)
    address = reverse("wagtail_bulk_action", args=["authoring", "challenge", "align"]) + f"?id={draft.pk}"
    answer = client.post(address, {"competence": competence("3.1").pk, "level": "7"})
    assert (answer.status_code, aligned(draft)) == (200, [("1.1", 2, True)])


def test_a_chief_reviewer_proposes_one_person_or_whoever_fits(client):
    rose, head = reviewer(), chief()
    drafts = [factories.challenge(n) for n in (1, 2)]
    own = factories.challenge(3, by=rose)
    for draft in (*drafts, own):
        factories.submitted(draft)
    client.force_login(head)
    query = "?id=all&state=in_review"
    said = act(client, "assign", query, reviewer=rose.pk)
    assert said[1:] == ["2 places proposées"]
    assert "1 ×" in said[0]
    assert set(Assignment.objects.values_list("reviewer", "review__version__identity")) == {
        (rose.pk, draft.uuid) for draft in drafts
    }
    reviewer("rene")
    assert act(client, "assign", query, reviewer="")[-1] == "4 places proposées"
    assert act(client, "assign", query, reviewer="")[-1] == "0 place proposée"


def test_nobody_else_assigns(client):
    draft = factories.challenge()
    factories.submitted(draft)
    listed = reverse(Challenge.snippet_viewset.get_url_name("list"))
    for somebody in (draft.author, reviewer()):
        client.force_login(somebody)
        act(client, "assign", f"?id={draft.pk}", reviewer="")
        assert Assignment.objects.count() == 0
        assert "/challenge/assign/" not in client.get(listed).content.decode()
    client.force_login(chief())
    assert "/challenge/assign/" in client.get(listed).content.decode()


def test_what_is_in_the_bin_is_not_changed_by_an_old_page(client):
    draft = factories.challenge()
    delete_drafts(actor=draft.author, drafts=[draft])
    client.force_login(draft.author)
    assert act(client, "tag", f"?id={draft.pk}", tag="New") == ["0 étiquetée"]
