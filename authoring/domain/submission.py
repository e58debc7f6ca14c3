"""Submitting: drafts become documents, documents become frozen versions, and their reviews open. All or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision, TaskState, WorkflowState

from accounts.domain import record_many
from accounts.models import User
from authoring.advice import context_of, unsigned
from authoring.documents import content_pictures, read_draft
from authoring.domain.links import check_later
from authoring.domain.revisions import write_revisions
from authoring.domain.rewriting import lock_many
from authoring.enums import State
from authoring.errors import CannotSubmit
from authoring.families import inherit
from authoring.models import Challenge, File, Picture, Submission, Tutorial, Writing
from authoring.queries.rebuilding import latest_of
from challengebank.domain import NewVersion, freeze_versions, store_asset
from challengebank.models import Asset, Version, Waiver
from items.document import Document
from items.errors import InvalidDocument
from items.lint import lint
from review.domain import ensure_review_workflow, open_reviews

Waivers = Mapping[int, Mapping[str, str]]
"""Signed reasons by the key of the draft, then by the name of the rule that warns."""


def submit_challenges(*, actor: User, challenges: Sequence[Challenge], waivers: Waivers | None = None) -> list[Version]:
    """Freeze the latest revision of each challenge and open its review; the versions, in the order given.

    Raises NotYours, Locked, or CannotSubmit with everything wrong in every draft that is not ready; then nothing
    happened. An error that a rule finds blocks; a warning needs a reason in `waivers`.
    """
    return _submit(actor, Challenge, challenges, waivers or {})


def submit_tutorials(*, actor: User, tutorials: Sequence[Tutorial], waivers: Waivers | None = None) -> list[Version]:
    """The same for tutorials."""
    return _submit(actor, Tutorial, tutorials, waivers or {})


@transaction.atomic
def _submit(actor: User, model: type[Any], drafts: Sequence[Any], waivers: Waivers) -> list[Version]:
    rows = lock_many(actor, model, [draft.pk for draft in drafts])
    if not rows:
        return []
    latest = latest_of(rows)
    documents = _documents(latest)
    signed = _signed({row.pk: document for row, document in zip(rows, documents, strict=True)}, waivers)
    _store_assets(documents)
    people = _contributors(rows)
    versions = freeze_versions(
        actor=actor,
        drafts=[NewVersion(document, people[row.pk]) for row, document in zip(rows, documents, strict=True)],
    )
    _sign_waivers(actor, {version: signed[row.pk] for version, row in zip(versions, rows, strict=True)})
    _close_drafts(model, rows, latest, versions, actor)
    states = _start_workflow(actor, rows)
    open_reviews(
        actor=actor,
        versions=versions,
        task_states={version.pk: state for version, state in zip(versions, states, strict=True)},
    )
    check_later(documents)
    record_many(
        actor=actor,
        act=f"submit {model._meta.model_name}",
        entries=[(f"draft:{version.identity_id}", {"version": version.number}) for version in versions],
    )
    return versions


def _documents(drafts: Sequence[Writing]) -> list[Document]:
    inherit(drafts)
    pictures = content_pictures(drafts)
    documents, reasons = [], {}
    for draft in drafts:
        try:
            documents.append(read_draft(draft, pictures))
        except InvalidDocument as error:
            reasons[draft.pk] = error
    if reasons:
        raise CannotSubmit(reasons)
    return documents


def _signed(documents: Mapping[int, Document], waivers: Waivers) -> dict[int, dict[str, str]]:
    """The reasons signed for warnings that there are. CannotSubmit on an error, or a warning that nobody signed for."""
    context = context_of(list(documents.values()))
    flaws = {key: lint(document, context=context) for key, document in documents.items()}
    warned = {key: {finding.rule for finding in found} for key, found in flaws.items()}
    signed = {
        key: {rule: reason.strip() for rule, reason in waivers.get(key, {}).items() if rule in rules and reason.strip()}
        for key, rules in warned.items()
    }
    blocking = {key: unsigned(found, signed[key]) for key, found in flaws.items()}
    if any(blocking.values()):
        raise CannotSubmit({}, {key: found for key, found in blocking.items() if found})
    return signed


def _sign_waivers(actor: User, signed: Mapping[Version, Mapping[str, str]]) -> None:
    now = timezone.now()
    Waiver.objects.bulk_create(
        Waiver(version=version, rule=rule, reason=reason, signed_at=now, signed_by=actor)
        for version, reasons in signed.items()
        for rule, reason in reasons.items()
    )


def _store_assets(documents: Iterable[Document]) -> None:
    """Keep the bytes of every file by their digest: what is frozen does not depend on uploads any more."""
    wanted = {asset.sha256: asset for document in documents for asset in document.assets}
    missing = wanted.keys() - set(Asset.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    for sha256 in sorted(missing):
        upload = Picture.objects.filter(sha256=sha256).first() or File.objects.get(sha256=sha256)
        store_asset(content=upload.content(), media_type=wanted[sha256].media_type)


def _contributors(rows: Sequence[Writing]) -> dict[int, frozenset[int]]:
    """The keys of the author, the co-authors and everyone who ever saved a revision, by draft."""
    content_type = ContentType.objects.get_for_model(type(rows[0]))
    people: dict[int, set[int]] = {
        row.pk: {row.author_id, *(person.pk for person in row.coauthors.all())} - {None} for row in rows
    }
    revisions = Revision.objects.filter(
        base_content_type=content_type, object_id__in=[str(row.pk) for row in rows], user__isnull=False
    )
    for key, user in revisions.values_list("object_id", "user_id").distinct():
        people[int(key)].add(user)
    return {key: frozenset(users) for key, users in people.items()}


def _close_drafts(
    model: type[Any], rows: Sequence[Any], latest: Sequence[Any], versions: Sequence[Version], actor: User
) -> None:
    """Bind each revision to its version, and close the drafts to editing."""
    _write_own_revisions(rows, latest, actor)
    Submission.objects.bulk_create(
        [
            Submission(version=version, revision_id=row.latest_revision_id)
            for version, row in zip(versions, rows, strict=True)
        ]
    )
    model.objects.filter(pk__in=[row.pk for row in rows]).update(state=State.IN_REVIEW)
    for row in (*rows, *latest):
        row.state = State.IN_REVIEW


def _write_own_revisions(rows: Sequence[Any], latest: Sequence[Any], actor: User) -> None:
    """A revision of its own for each draft that has none, or that says something new by inheritance alone."""
    submitted = Submission.objects.filter(revision__in=[row.latest_revision_id for row in rows])
    taken = {None, *submitted.values_list("revision", flat=True)}
    due = [(row, draft) for row, draft in zip(rows, latest, strict=True) if row.latest_revision_id in taken]
    if due:
        write_revisions([draft for _row, draft in due], actor, "wagtail.edit")
    for row, draft in due:
        row.latest_revision_id = draft.latest_revision_id


def _start_workflow(actor: User, rows: Sequence[Any]) -> list[TaskState]:
    """Wagtail's outer gate: one workflow and one task a draft, on its latest revision."""
    workflow = ensure_review_workflow()
    task = workflow.tasks.first().specific
    content_type = ContentType.objects.get_for_model(type(rows[0]))
    active = WorkflowState.objects.active().filter(
        base_content_type=content_type, object_id__in=[str(row.pk) for row in rows]
    )
    active.update(status=WorkflowState.STATUS_CANCELLED)
    states = WorkflowState.objects.bulk_create(
        [
            WorkflowState(
                content_type=content_type,
                base_content_type=content_type,
                object_id=str(row.pk),
                workflow=workflow,
                requested_by=actor,
                created_at=timezone.now(),
            )
            for row in rows
        ]
    )
    tasks = TaskState.objects.bulk_create(
        [
            TaskState(workflow_state=state, revision_id=row.latest_revision_id, task=task, started_at=timezone.now())
            for state, row in zip(states, rows, strict=True)
        ]
    )
    for state, task_state in zip(states, tasks, strict=True):
        state.current_task_state = task_state
    WorkflowState.objects.bulk_update(states, ["current_task_state"])
    return tasks
