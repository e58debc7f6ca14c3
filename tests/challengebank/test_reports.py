"""What an operator reads before a release: what changed and how, what the checks find, and the notes made of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from challengebank.domain import candidate, freeze_release, recall_version
from challengebank.models import Version, Waiver
from challengebank.queries import changes
from challengebank.queries.reports import differences, files_size, flaws, release_notes, size_of
from challengebank.wording import PARTS, part_name
from interop.exporters.features import ALWAYS, OBJECTS, OPTIONAL
from items.lint import lint
from items.types.single_choice import SingleChoice
from tests.challengebank import factories

pytestmark = pytest.mark.django_db


def reported(bank):
    items, tutorials = candidate(bank)
    last = bank.releases.first()
    return changes(last, [*items, *tutorials])


def test_notes_say_what_came_what_changed_and_how_and_what_left():
    one, two, three = (factories.item(number) for number in (1, 2, 3))
    factories.accepted(one, two)
    bank = factories.bank()
    freeze_release(actor=factories.operator(), bank=bank)
    turned = one.content.model_copy(update={"key": "b"})
    assert isinstance(turned, SingleChoice)
    factories.accepted(one.model_copy(update={"content": turned}), three)
    recalled = Version.objects.get(identity=two.id)
    recall_version(actor=factories.operator(), version=recalled, reason="Faux.")
    report = reported(bank)
    how = differences(report.changed)
    assert [(each.before.number, each.after.number) for each in how] == [(1, 2)]
    lines = release_notes(report, how).splitlines()
    assert lines[0] == "1 ajout, 1 modification, 1 retrait."
    assert lines[1].startswith("– Challenge 1 (v1 → v2)\xa0: ")
    assert lines[2] == "– Challenge 2\xa0: rappelée"
    assert release_notes(reported(bank), how) == release_notes(report, how)


def test_nothing_new_makes_no_notes():
    factories.accepted(factories.item(1))
    bank = factories.bank()
    freeze_release(actor=factories.operator(), bank=bank)
    assert release_notes(reported(bank), []) == ""


def test_each_sentence_of_the_checks_comes_once_and_costs_no_query_a_challenge():
    items = [factories.item(number, statement="Que fait la touche ECHAP ?? Le") for number in range(3)]
    versions = factories.accepted(*items)

    def cost(count: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            flaws(versions[:count])
        return len(queries)

    found = flaws(versions)
    assert len({flaw.message for flaw in found}) == len(found)
    assert cost(1) == cost(3) == 2


def test_a_reason_that_an_author_signed_is_beside_the_warning():
    (version,) = factories.accepted(factories.item(1, statement="Que fait la touche ECHAP ?? Le"))
    warned = next(finding for finding in lint(version.parsed()) if finding.severity != "info")
    Waiver.objects.create(version=version, rule=warned.rule, reason="A key's name.", signed_at=timezone.now())
    assert [flaw.reasons for flaw in flaws([version]) if flaw.message == warned.message] == [("A key's name.",)]


def test_every_part_that_a_format_may_lose_has_a_name():
    objects = [f"{name}.{part}" for name, parts in OBJECTS for part in parts]
    assert set(ALWAYS) | {name for name, _default in OPTIONAL} | set(objects) <= PARTS.keys()
    assert part_name("content.anything.else") == part_name("content")


def test_the_size_is_that_of_the_documents():
    versions = factories.accepted(factories.item(1), factories.item(2))
    bank = factories.bank()
    assert size_of(*candidate(bank)) == sum(len(version.document) for version in versions)


def test_files_count_once_and_those_already_released_count_too():
    notes = factories.stored_asset(b"Lisez ceci.")
    one, two, three = (factories.item(number, **notes) for number in (1, 2, 3))
    versions = factories.accepted(one, two)
    assert files_size(None, versions) == len(b"Lisez ceci.")
    bank = factories.bank()
    freeze_release(actor=factories.operator(), bank=bank)
    assert files_size(bank.releases.get(), factories.accepted(three)) == len(b"Lisez ceci.")


def test_notes_say_how_many_changes_they_do_not_spell_out():
    factories.accepted(factories.item(1))
    bank = factories.bank()
    freeze_release(actor=factories.operator(), bank=bank)
    factories.accepted(factories.item(1, statement="Autrement dit ?"))
    assert release_notes(reported(bank), []).splitlines()[1] == "– et 1 autre modification"
