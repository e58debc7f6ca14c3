"""What is kept of drafts beside themselves: flaws in lists, near-duplicates, new links, the columns of variants."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone
from django_tasks import default_task_backend

from authoring.domain import look_over_due, make_variant, update_draft
from authoring.enums import Checks
from authoring.models import Challenge, Flaw, LinkCheck
from challengebank.models import Fingerprint, FingerprintBand
from items.document import Alignment
from tests.authoring import documents as given
from tests.authoring import factories
from tests.authoring.forms import at, form

pytestmark = pytest.mark.usefixtures("frameworks")


def saved(draft: Challenge, number: int = 1, **values) -> Challenge:
    """The draft after its author's save."""
    current = Challenge.objects.get(pk=draft.pk)
    document = given.item(number, **values)
    update_draft(actor=draft.author, draft=current, document=document, based_on=current.latest_revision_id)
    return Challenge.objects.get(pk=draft.pk)


def listed(client, **query) -> list[str]:
    return [draft.title for draft in client.get(at("list"), query).context["object_list"]]


def test_a_save_says_what_the_rules_find_and_a_made_draft_is_due():
    draft = factories.challenge()
    assert (draft.checks, Flaw.objects.count()) == (Checks.DUE, 0)
    assert saved(draft, statement="Que fait Windows 10 ?").checks == Checks.WARNING
    assert "dated_name" in Flaw.objects.filter(document=draft.uuid).values_list("rule", flat=True)
    assert saved(draft, licence="").checks == Checks.ERROR
    rules = dict(Flaw.objects.filter(document=draft.uuid).values_list("rule", "severity"))
    assert (rules["missing_licence"], "dated_name" in rules) == ("error", False)
    assert saved(draft, licence="", hint="Think.").checks == Checks.ERROR


def test_those_that_are_due_are_looked_over_once():
    factories.challenge(1)
    factories.judged(factories.challenge(2), "accept", "accept")
    assert look_over_due() == 2
    assert look_over_due() == 0
    assert Checks.DUE not in Challenge.objects.values_list("checks", flat=True)
    assert look_over_due(everything=True) == 2


def test_an_accepted_challenge_is_judged_on_its_newest_text():
    draft = factories.accepted()
    saved(draft, statement="Que fait Windows 10 ?")
    Flaw.objects.all().delete()
    look_over_due(everything=True)
    assert Flaw.objects.filter(rule="dated_name").exists()


def test_lists_are_narrowed_by_flaws(client):
    dated, plain, empty = (factories.challenge(n, title=f"T{n}") for n in (1, 2, 3))
    saved(dated, 1, title="T1", statement="Que fait Windows 10 ?")
    saved(plain, 2, title="T2")
    client.force_login(dated.author)
    client.post(at("edit", empty.pk), form(client, empty, title="T3", statement=""))
    assert listed(client, flaw="dated_name") == ["T1"]
    assert listed(client, checks="missing") == ["T3"]
    assert sorted(listed(client, checks="warning")) == ["T1", "T2"]
    assert listed(client, checks="due") == []


def test_a_save_on_the_screen_is_indexed_for_near_duplicates(client):
    draft = factories.challenge()
    client.force_login(draft.author)
    assert Fingerprint.objects.count() == 0
    client.post(at("edit", draft.pk), form(client, draft, title="Seen"))
    assert Fingerprint.objects.get().document == draft.uuid


def test_the_index_of_near_duplicates_is_built_again():
    factories.challenge(1)
    factories.accepted(2)
    call_command("check_drafts", "--all")
    bands = sorted(FingerprintBand.objects.values_list("band", "fingerprint__document"))
    FingerprintBand.objects.all().delete()
    call_command("rebuild_fingerprints")
    assert sorted(FingerprintBand.objects.values_list("band", "fingerprint__document")) == bands
    assert Fingerprint.objects.count() == 2


def test_variants_are_found_under_what_their_prototype_says_now(client):
    prototype = factories.challenge(1, disciplines=("mathematiques",))
    follows = make_variant(actor=prototype.author, prototype=prototype)
    apart = make_variant(actor=prototype.author, prototype=prototype)
    Challenge.objects.filter(pk=apart.pk).update(varies=["alignments"])
    place = Alignment(framework="crcn", competence="2.1", level=5, primary=True)
    saved(prototype, 1, alignments=(place,), disciplines=("svt",), statement="Zanzibar ?", family=str(prototype.uuid))
    rows = {row.pk: (row.competence, row.level) for row in Challenge.objects.all()}
    assert rows == {prototype.pk: ("2.1", 5), follows.pk: ("2.1", 5), apart.pk: ("1.1", 2)}
    client.force_login(prototype.author)
    assert len(listed(client, competence="2.1", level="5")) == 2
    assert len(listed(client, q="zanzibar")) == 3
    assert {d.slug for d in Challenge.objects.get(pk=follows.pk).disciplines.all()} == {"svt"}


def test_new_links_are_checked_in_the_background_once(settings, django_capture_on_commit_callbacks):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    cache.clear()
    default_task_backend.clear()
    draft = factories.challenge()

    def save(statement: str) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            saved(draft, statement=statement)

    LinkCheck.objects.create(url="https://example.org/known", checked_at=timezone.now())
    save("Lis [ceci](https://example.org/new) et [cela](https://example.org/known).")
    save("Lis [ceci](https://example.org/new) encore.")
    asked = [result.args for result in default_task_backend.results if result.task.name == "check_links_of"]
    assert asked == [[["https://example.org/new"]]]
