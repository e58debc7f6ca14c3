"""Long work is done in the background, seen while it runs, cancelled, and started again when its worker died."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from challengebank.domain import cancel_job, restart_job, start_job
from challengebank.domain.jobs import Beat, Stopped, run_job
from challengebank.errors import BankError, NotAllowed
from challengebank.models import Job, Release
from frameworks.domain import load_frameworks
from tests.challengebank import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank():
    factories.accepted(factories.item(1))
    return factories.bank()


def start(bank, kind=Job.Kind.RELEASE, **arguments) -> Job:
    return start_job(actor=factories.operator(), bank=bank, kind=kind, **arguments)


def ran(job: Job) -> Job:
    run_job.call(job.pk)
    job.refresh_from_db()
    return job


def test_a_release_in_the_background_ends_with_its_number(bank, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = start(bank, notes="First.")
    job.refresh_from_db()
    assert (job.state, job.result, job.step) == (Job.State.DONE, {"number": 1}, "publishing")
    assert Release.objects.get().notes == "First."


@pytest.mark.django_db(transaction=True)
def test_a_worker_of_the_database_does_it(bank, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    job = start(bank)
    assert Job.objects.get().state == Job.State.WAITING
    call_command("db_worker", batch=True, interval=0, startup_delay=False)
    job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_what_is_refused_fails_with_its_reason(bank):
    ran(start(bank))
    job = ran(start(bank))
    assert (job.state, job.result) == (Job.State.FAILED, {})
    assert "1" in job.error
    assert Release.objects.count() == 1


def test_the_same_work_is_under_way_once(bank):
    start(bank)
    with pytest.raises(BankError):
        start(bank)
    start(bank, Job.Kind.EXAM, forms=1)
    assert Job.objects.count() == 2


def test_a_waiting_job_is_cancelled_at_once_and_never_runs(bank):
    job = ran(cancel_job(actor=factories.operator(), job=start(bank)))
    assert job.state == Job.State.CANCELLED
    assert Release.objects.count() == 0


def test_a_running_job_stops_at_its_next_step(bank, monkeypatch):
    job = start(bank)
    seen = []

    def cancelled_while_proving(beat: Beat, step: str, done: int, total: int) -> None:
        seen.append(step)
        if step == "proving":
            cancel_job(actor=factories.operator(), job=Job.objects.get())
        original(beat, step, done, total)

    original = Beat.__call__
    monkeypatch.setattr(Beat, "__call__", cancelled_while_proving)
    assert ran(job).state == Job.State.CANCELLED
    assert seen == ["selecting", "writing", "proving"]
    assert Release.objects.count() == 0


def test_a_dead_job_is_seen_as_such_and_started_again(bank):
    job = start(bank)
    long_ago = timezone.now() - timedelta(minutes=10)
    Job.objects.update(state=Job.State.RUNNING, started_at=long_ago, beat_at=long_ago)
    job.refresh_from_db()
    assert (job.dead, job.alive) == (True, False)
    again = restart_job(actor=factories.second_operator(), job=job)
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    with pytest.raises(Stopped):
        Beat(job.pk)("writing", 1, 2)
    assert ran(again).state == Job.State.DONE
    assert Release.objects.get().created_by == factories.second_operator()
    with pytest.raises(BankError):
        restart_job(actor=factories.operator(), job=again)


def test_the_time_left_follows_from_the_pace(bank):
    start_of_work = timezone.now()
    job = Job(state=Job.State.RUNNING, started_at=start_of_work, beat_at=start_of_work + timedelta(seconds=10))
    job.done, job.total = 250, 1000
    assert job.seconds_left == 30
    job.done = 0
    assert job.seconds_left is None


def test_only_operators_start_cancel_or_restart(bank):
    job = start(bank)
    for act in (
        lambda who: start_job(actor=who, bank=bank, kind=Job.Kind.EXAM),
        lambda who: cancel_job(actor=who, job=job),
        lambda who: restart_job(actor=who, job=job),
    ):
        with pytest.raises(NotAllowed):
            act(factories.teacher())


def test_an_exam_proof_says_what_is_missing(bank):
    load_frameworks()
    proof = ran(start(bank, Job.Kind.EXAM, forms=2)).result
    assert (proof["asked"], proof["forms"], proof["set_aside"]) == (2, [], 1)
    assert sum(cell["count"] for cell in proof["missing"]) == 32
