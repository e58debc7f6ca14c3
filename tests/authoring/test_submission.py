"""Submission freezes what was written, opens its review, and is all or nothing."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState

from accounts.models import AuditEvent, User
from authoring.documents import document_of
from authoring.domain import create_challenges, create_tutorials, submit_challenges, submit_tutorials, update_draft
from authoring.enums import State
from authoring.errors import CannotSubmit, Locked, NotYours, StaleDraft
from authoring.models import Challenge, Submission, Tutorial
from challengebank.models import Asset, Decision, Version
from items.types import SingleChoice
from review.models import Review
from review.queries import reasons_for
from tests.authoring import documents as given
from tests.authoring import factories
from tests.authoring.forms import at, form
from tests.authoring.people import reviewer, teacher
from tests.review.factories import verdict

pytestmark = pytest.mark.usefixtures("frameworks")


def state(draft: Challenge) -> str:
    return Challenge.objects.get(pk=draft.pk).state


def test_the_version_has_the_bytes_of_the_draft_and_its_review_is_open():
    draft = factories.challenge()
    (version,) = factories.submit(draft)
    assert bytes(version.document) == document_of(draft).canonical()
    assert (version.number, version.digest) == (1, document_of(draft).digest())
    assert [c.user for c in version.contributors.all()] == [draft.author]
    assert version.submission.revision == draft.latest_revision
    assert version.review.task_state.revision == draft.latest_revision
    assert state(draft) == State.IN_REVIEW
    assert AuditEvent.objects.filter(act="submit challenge", subject=f"draft:{draft.uuid}").count() == 1


def test_everybody_who_ever_saved_it_is_a_contributor():
    draft, helper = factories.challenge(), teacher("hector")
    draft.coauthors.add(helper)
    draft.save()
    changed = update_draft(
        actor=helper, draft=draft, document=given.item(1, title="Better"), based_on=draft.latest_revision_id
    )
    Challenge.objects.get(pk=draft.pk).coauthors.through.objects.all().delete()
    (version,) = factories.submit(changed, by=draft.author)
    assert {c.user for c in version.contributors.all()} == {draft.author, helper}
    assert version.title == "Better"


def test_files_are_kept_by_their_digest():
    given.store_files()
    draft = factories.challenge(kind="hotspot")
    picture = given.IMAGE_ASSET.sha256
    factories.submit(draft)
    with Asset.objects.get(pk=picture).file.open("rb") as file:
        assert file.read() == given.IMAGE


def test_two_acceptances_publish_it():
    draft = factories.accepted()
    assert (draft.live, draft.state) == (True, State.ACCEPTED)
    assert draft.live_revision == Submission.objects.get().revision
    assert Version.objects.eligible().count() == 1


def test_one_refusal_returns_it_with_reasons_and_the_next_version_follows():
    draft = factories.judged(factories.challenge(), "accept", "refuse")
    assert (draft.live, draft.state) == (False, State.RETURNED)
    assert reasons_for(Review.objects.get(), draft.author) != []
    update_draft(
        actor=draft.author, draft=draft, document=given.item(1, title="Clearer"), based_on=draft.latest_revision_id
    )
    (version,) = factories.submit(draft)
    assert (version.number, version.title) == (2, "Clearer")
    assert version.review.task_state.revision_id == Challenge.objects.get().latest_revision_id
    assert WorkflowState.objects.active().count() == 1
    for number in range(2):
        verdict(Review.objects.get(version=version), reviewer(f"ruth{number}"))
    assert (state(draft), Challenge.objects.get().title) == (State.ACCEPTED, "Clearer")


def test_an_accepted_challenge_is_edited_beside_its_live_version():
    draft = factories.accepted()
    update_draft(
        actor=draft.author, draft=draft, document=given.item(1, title="Second"), based_on=draft.latest_revision_id
    )
    draft.refresh_from_db()
    assert (draft.title, draft.get_latest_revision_as_object().title) == ("Challenge 1", "Second")
    (version,) = factories.submit(draft)
    assert (version.title, version.number) == ("Second", 2)
    assert Challenge.objects.get().live


def test_its_author_cannot_judge_it_nor_anyone_who_edited_it():
    review = factories.submitted(factories.challenge(by=reviewer("rita")))
    with pytest.raises(PermissionDenied):
        verdict(review, User.objects.get(email="rita@ecole.example"))
    assert Decision.objects.count() == 0


@pytest.mark.parametrize("outsider", [teacher, reviewer])
def test_only_its_authors_submit_or_edit_it(outsider):
    draft = factories.challenge()
    stranger = outsider("zoe")
    with pytest.raises(NotYours):
        factories.submit(draft, by=stranger)
    with pytest.raises(NotYours):
        update_draft(actor=stranger, draft=draft, document=given.item(1), based_on=draft.latest_revision_id)
    assert state(draft) == State.DRAFT


def test_nobody_edits_what_is_in_review():
    draft = factories.challenge()
    factories.submitted(draft)
    with pytest.raises(Locked):
        update_draft(actor=draft.author, draft=draft, document=given.item(1), based_on=draft.latest_revision_id)
    with pytest.raises(Locked):
        factories.submit(draft)
    with pytest.raises(Locked):
        Challenge.objects.get().save_revision(user=draft.author)
    assert draft.revisions.count() == 1


def test_a_save_over_an_unread_one_is_refused():
    draft = factories.challenge()
    read = draft.latest_revision_id
    update_draft(actor=draft.author, draft=draft, document=given.item(1, title="First"), based_on=read)
    with pytest.raises(StaleDraft) as refused:
        update_draft(actor=draft.author, draft=draft, document=given.item(1, title="Second"), based_on=read)
    assert refused.value.based_on == read
    assert Challenge.objects.get().title == "First"


def test_autosave_cannot_rewrite_a_submitted_revision():
    draft = factories.judged(factories.challenge(), "refuse", "refuse")
    with pytest.raises(Locked):
        draft.save_revision(user=draft.author, overwrite_revision=draft.latest_revision)


def test_nobody_publishes_or_unpublishes_without_reviewers():
    draft, root = factories.challenge(), User.objects.create_superuser("root@ecole.example")
    for options in ({"user": root}, {"skip_permission_checks": True}, {}):
        with pytest.raises(PermissionDenied):
            draft.latest_revision.publish(**options)
    live = factories.accepted(2)
    with pytest.raises(PermissionDenied):
        live.unpublish(user=root)
    assert [c.pk for c in Challenge.objects.filter(live=True)] == [live.pk]


def test_one_bad_draft_stops_all_and_says_why():
    good, bad = factories.challenge(1), factories.challenge(2)
    bad.title, bad.content = "", []
    bad.save()
    with pytest.raises(CannotSubmit) as refused:
        factories.submit(good, bad)
    assert [p.where for p in refused.value.reasons[bad.pk].problems] == ["content", "title"]
    assert (Version.objects.count(), TaskState.objects.count(), state(good)) == (0, 0, State.DRAFT)


def test_many_are_submitted_in_the_same_number_of_queries(django_assert_max_num_queries):
    drafts = create_challenges(actor=teacher(), drafts=[given.item(number) for number in range(30)])
    factories.submit(*drafts[:1])
    with django_assert_max_num_queries(75):
        factories.submit(*drafts[1:])
    assert Review.objects.count() == 30


def test_tutorials_go_the_same_way():
    (draft,) = create_tutorials(actor=teacher(), drafts=[given.tutorial(7)])
    (version,) = submit_tutorials(actor=teacher(), tutorials=[draft])
    for number in range(2):
        verdict(Review.objects.get(version=version), reviewer(f"rose{number}"))
    assert (Tutorial.objects.get().state, Tutorial.objects.get().live) == (State.ACCEPTED, True)


def test_a_missing_key_is_named():
    draft = factories.challenge(content=SingleChoice(options=(given.A, given.B), key="a"))
    draft.content[0].value["options"][0]["correct"] = False
    draft.save()
    with pytest.raises(CannotSubmit) as refused:
        factories.submit(draft)
    assert [str(p) for p in refused.value.reasons[draft.pk].problems] == ["content.options: tick the right answer"]


def test_a_warning_needs_a_signed_reason_which_reviewers_read():
    draft = factories.challenge()
    with pytest.raises(CannotSubmit) as refused:
        submit_challenges(actor=draft.author, challenges=[draft])
    rules = {finding.rule for finding in refused.value.findings[draft.pk]}
    assert rules == {"missing_tutorials"}
    with pytest.raises(CannotSubmit):
        submit_challenges(actor=draft.author, challenges=[draft], waivers={draft.pk: {"missing_tutorials": "  "}})
    reasons = {"missing_tutorials": " None exists yet. ", "missing_licence": "Not asked."}
    (version,) = submit_challenges(actor=draft.author, challenges=[draft], waivers={draft.pk: reasons})
    assert [(w.rule, w.reason, w.signed_by) for w in version.waivers.all()] == [
        ("missing_tutorials", "None exists yet.", draft.author)
    ]


def test_an_error_has_no_waiver():
    draft = factories.challenge(licence="")
    with pytest.raises(CannotSubmit) as refused:
        factories.submit(draft)
    assert [finding.severity for finding in refused.value.findings[draft.pk]] == ["error"]


def test_wagtail_mails_nobody_when_a_review_begins_or_ends(mailoutbox):
    User.objects.create_superuser("root@ecole.example")
    factories.accepted()
    factories.judged(factories.challenge(2), "refuse", "refuse")
    assert mailoutbox == []


def test_the_page_submits_nothing_that_is_accepted_as_it_is(client):
    draft = factories.accepted()
    page = reverse(Challenge.snippet_viewset.get_url_name("submit"), args=[draft.pk])
    client.force_login(draft.author)
    assert "Elle est acceptée telle quelle" in client.get(page).content.decode()
    update_draft(
        actor=draft.author, draft=draft, document=given.item(1, title="Second"), based_on=draft.latest_revision_id
    )
    assert "Elle est acceptée telle quelle" not in client.get(page).content.decode()


def test_the_form_knows_whether_what_it_holds_is_accepted_already(client):
    draft = factories.accepted()
    client.force_login(draft.author)

    def accepted(**changes: str) -> bool:
        return client.post(at("check_on_edit", draft.pk), form(client, draft, **changes)).json()["accepted"]

    assert (accepted(), accepted(hint="Think."), accepted()) == (True, False, True)
    draft = factories.challenge(2)
    assert not accepted()
