"""Wagtail's workflow is the outer gate: verdicts alone open it, whatever is tried on Wagtail's side."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Locale, Page, TaskState, Workflow, WorkflowState, WorkflowTask

from accounts.models import User
from review.domain import ensure_review_workflow, open_reviews, withdraw_review
from review.models import PeerReviewTask, Review
from review.signals import review_closed
from tests.challengebank.factories import item
from tests.review import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def root():
    return User.objects.create_superuser("root@ecole.example", first_name="Root")


@pytest.fixture
def page():
    """Any object with a workflow will do: a page that is not live yet."""
    Locale.objects.get_or_create(language_code="fr")
    home = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    return home.add_child(title="Draft", slug="draft", live=False)


@pytest.fixture
def review(page) -> Review:
    author = factories.author()
    page.save_revision(user=author)
    state = ensure_review_workflow().start(page, author)
    [version] = factories.frozen(item(1))
    [review] = open_reviews(actor=author, versions=[version], task_states={version.pk: state.current_task_state})
    return review


def workflow_of(review: Review) -> WorkflowState:
    return WorkflowState.objects.get(task_states=review.task_state)


def test_the_workflow_is_made_once():
    assert ensure_review_workflow() == ensure_review_workflow()
    assert PeerReviewTask.objects.count() == 1


def test_the_last_acceptance_publishes_and_signs_nothing(review, page):
    heard = []
    review_closed.connect(lambda outcome, **_: heard.append(outcome), weak=False, dispatch_uid="test")
    factories.judged(review, "accept", "accept")
    review_closed.disconnect(dispatch_uid="test")
    page.refresh_from_db()
    review.task_state.refresh_from_db()
    assert (page.live, heard) == (True, ["accepted"])
    assert (review.task_state.status, review.task_state.finished_by) == ("approved", None)


def test_a_refusal_sends_it_back(review, page):
    factories.judged(review, "accept", "refuse")
    page.refresh_from_db()
    assert (page.live, workflow_of(review).status) == (False, "needs_changes")


def test_nobody_gets_an_action_or_the_editor(review, page, root):
    task = review.task_state.task.specific
    for user in (root, factories.chief(), factories.author()):
        assert task.get_actions(page, user) == []
        assert task.locked_for_user(page, user)
        assert list(task.get_task_states_user_can_moderate(user)) == []
        with pytest.raises(PermissionDenied):
            task.on_action(review.task_state, user, "approve")


def ways_round(review: Review, root: User):
    workflow = workflow_of(review)
    state = review.task_state
    yield lambda: state.approve(user=root)
    yield lambda: state.reject(user=root)
    yield lambda: state.specific.cancel(user=root)
    yield lambda: workflow.cancel(user=root)
    yield lambda: workflow.finish(user=root)
    yield lambda: workflow.workflow.deactivate(user=root)
    yield lambda: state.task.specific.deactivate(user=root)


@pytest.mark.parametrize("way", range(7))
def test_no_call_to_wagtail_goes_round_the_verdicts(review, page, root, way):
    with pytest.raises(PermissionDenied):
        list(ways_round(review, root))[way]()
    page.refresh_from_db()
    assert (page.live, workflow_of(review).status) == (False, "in_progress")


def test_a_task_is_not_skipped_and_if_it_were_nothing_would_be_published(review, page, root):
    state = review.task_state
    state.status = state.STATUS_SKIPPED
    with pytest.raises(PermissionDenied):
        state.save()
    TaskState.objects.filter(pk=state.pk).update(status=state.STATUS_SKIPPED)
    with pytest.raises(PermissionDenied):
        workflow_of(review).update(user=root)
    page.refresh_from_db()
    assert not page.live


def test_another_workflow_publishes_nothing_either(page, root):
    """An administrator makes a workflow with a task of Wagtail's own, where a group approves."""
    task = GroupApprovalTask.objects.create(name="By hand")
    workflow = Workflow.objects.create(name="Short cut")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    page.save_revision()
    state = workflow.start(page, root)
    with pytest.raises(PermissionDenied):
        state.current_task_state.approve(user=root)
    page.refresh_from_db()
    assert not page.live


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_no_forged_request_approves(review, page, root, client, action):
    client.force_login(root)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, review.task_state.pk])
    client.post(address, {"comment": "because I can"})
    page.refresh_from_db()
    assert (page.live, workflow_of(review).status) == (False, "in_progress")


def test_a_withdrawal_cancels_the_workflow(review, page):
    withdraw_review(actor=factories.author(), review=review, reason="Too early.")
    assert workflow_of(review).status == "cancelled"


def test_a_resubmission_is_about_the_new_revision(review, page):
    factories.judged(review, "refuse", "refuse")
    stale = Page.objects.get(pk=page.pk)
    page.title = "Better"
    revision = page.save_revision()
    stale.current_workflow_state.resume(user=factories.author())
    assert Page.objects.get(pk=page.pk).current_workflow_state.current_task_state.revision == revision
