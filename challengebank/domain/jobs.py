"""Long work in the background: started, watched, cancelled, and started again when its worker died."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.domain import record
from accounts.models import User
from challengebank.domain.exams import proof_as_json, prove_exam
from challengebank.domain.progress import Progress
from challengebank.domain.releases import freeze_release
from challengebank.errors import BankError
from challengebank.models import Bank, Job
from challengebank.rules import require_operator

logger = logging.getLogger(__name__)
BEAT = 0.5  # seconds between two signs of life at the most often


class Stopped(Exception):  # noqa: N818 - not an error: somebody asked for it
    """The job was cancelled, or another worker has it."""


@transaction.atomic
def start_job(*, actor: User, bank: Bank, kind: str, **arguments: Any) -> Job:
    """Ask for long work on a bank. BankError while the same kind of work is under way there."""
    require_operator(actor)
    bank = Bank.objects.select_for_update().get(pk=bank.pk)
    if any(job.alive for job in bank.jobs.filter(kind=kind, state__in=Job.UNDER_WAY)):
        raise BankError(_("This work is already under way for this bank."))
    job = Job.objects.create(bank=bank, kind=kind, arguments=arguments, created_by=actor)
    record(actor=actor, act="start job", subject=f"job:{job.pk}", kind=kind, bank=bank.slug)
    _enqueue(job)
    return job


@transaction.atomic
def cancel_job(*, actor: User, job: Job) -> Job:
    """Stop a job: at once when nobody works on it, else at its next step. One that has ended stays as it ended."""
    require_operator(actor)
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.state in Job.UNDER_WAY:
        job.cancel_asked = True
        if job.state == Job.State.WAITING or job.dead:
            job.state, job.finished_at = Job.State.CANCELLED, timezone.now()
        job.save(update_fields=["cancel_asked", "state", "finished_at"])
        record(actor=actor, act="cancel job", subject=f"job:{job.pk}")
    return job


@transaction.atomic
def restart_job(*, actor: User, job: Job) -> Job:
    """Start a job again whose worker died, or that failed or was cancelled, under the name of who does so."""
    require_operator(actor)
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.alive or job.state == Job.State.DONE:
        raise BankError(_("This job cannot be started again: it is under way or done."))
    return start_job(actor=actor, bank=_buried(job).bank, kind=job.kind, **job.arguments)


def _buried(job: Job) -> Job:
    """A dead job is marked as failed, so that its worker, should it come back, stops."""
    if job.dead:
        job.state, job.finished_at = Job.State.FAILED, timezone.now()
        job.error = _("The worker died. The work was started again.")
        job.save(update_fields=["state", "finished_at", "error"])
    return job


def _enqueue(job: Job) -> None:
    transaction.on_commit(lambda: run_job.enqueue(job.pk))


@task()
def run_job(key: int) -> None:
    """Do a waiting job; called by the tasks backend."""
    now = timezone.now()
    taken = Job.objects.filter(pk=key, state=Job.State.WAITING)
    if not taken.update(state=Job.State.RUNNING, started_at=now, beat_at=now):
        return
    job = Job.objects.select_related("bank", "created_by").get(pk=key)
    try:
        result = WORKS[job.kind](job, Beat(job.pk))
    except Stopped:
        _finish(job, Job.State.CANCELLED)
    except BankError as error:
        _finish(job, Job.State.FAILED, error=str(error))
    except Exception:
        logger.exception("job %s failed", job.pk)
        _finish(job, Job.State.FAILED, error=_("Something unexpected went wrong. The logs say what."))
    else:
        _finish(job, Job.State.DONE, result=result)


def _finish(job: Job, state: str, **values: Any) -> None:
    running = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING)
    running.update(state=state, finished_at=timezone.now(), **values)


@dataclass
class Beat:
    """The progress of a job, written to its row a few times a second; it raises Stopped when the job must end."""

    key: int
    step: str = ""
    last: float = field(default=0.0)

    def __call__(self, step: str, done: int, total: int) -> None:
        now = time.monotonic()
        if step == self.step and done < total and now - self.last < BEAT:
            return
        self.step, self.last = step, now
        running = Job.objects.filter(pk=self.key, state=Job.State.RUNNING, cancel_asked=False)
        if not running.update(step=step, done=done, total=total, beat_at=timezone.now()):
            raise Stopped


def _release(job: Job, progress: Progress) -> dict[str, Any]:
    release = freeze_release(actor=job.created_by, bank=job.bank, progress=progress, **job.arguments)
    return {"number": release.number}


def _exam(job: Job, progress: Progress) -> dict[str, Any]:
    return proof_as_json(prove_exam(bank=job.bank, progress=progress, **job.arguments))


WORKS: dict[str, Callable[[Job, Progress], dict[str, Any]]] = {Job.Kind.RELEASE: _release, Job.Kind.EXAM: _exam}
