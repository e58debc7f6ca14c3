"""What a bank must cover, what it misses, and what writers are asked for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from challengebank.blueprint import Blueprint, Cell, Place
from challengebank.domain import Wanted, change_blueprint, close_call, open_calls
from challengebank.errors import BankError, NotAllowed
from challengebank.queries import coverage, gaps, wanted_places
from challengebank.queries.coverage import CoverageCell
from frameworks.domain import load_frameworks
from items.document import Delivery
from tests.challengebank import factories

pytestmark = pytest.mark.django_db


def cell(competence: str = "1.1", level: int = 1, minimum: int = 1, target: int = 2, **values) -> Cell:
    return Cell(competence=competence, level=level, minimum=minimum, target=target, **values)


def planned(*cells: Cell):
    load_frameworks()
    bank = factories.bank(competences=("1.1", "1.2"), highest_level=2)
    return change_blueprint(actor=factories.operator(), bank=bank, blueprint=Blueprint(cells=cells))


def test_each_cell_stands_beside_its_blueprint():
    factories.accepted(*(factories.item(number, level=1) for number in (1, 2)), factories.item(3, competence="1.2"))
    bank = planned(cell(), cell(level=2), cell("1.2", minimum=1, target=3))
    grid = coverage(bank)
    states = [[(cell.count, cell.state, cell.missing) for cell in row.cells] for row in grid.rows]
    assert states == [[(2, "full", 0), (0, "short", 2)], [(1, "partial", 2), (0, "empty", 0)]]
    assert (grid.totals, grid.total, len(grid.holes)) == ((3, 0), 3, 2)


def test_without_a_blueprint_the_holes_are_the_empty_cells():
    factories.accepted(factories.item(1))
    assert [cell.place for cell in coverage(planned()).holes] == [Place("1.1", 2), Place("1.2", 1), Place("1.2", 2)]


def test_cells_may_ask_for_a_type_and_a_duration():
    factories.accepted(
        factories.item(1, delivery=Delivery(estimated_time=40)), factories.item(2, delivery=Delivery(estimated_time=90))
    )
    bank = planned(cell(type="single_choice"), cell(type="match"), cell(duration="short"), cell(duration="long"))
    assert gaps(bank) == (
        CoverageCell(Place("1.1", 1, "match", ""), 0, 1, 2),
        CoverageCell(Place("1.1", 1, "", "short"), 1, 1, 2),
        CoverageCell(Place("1.1", 1, "", "long"), 0, 1, 2),
    )
    assert coverage(bank, duration="medium").rows[0].cells[0].count == 1


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ([cell(), cell()], "competence 1.1 at level 1 comes twice"),
        ([{"competence": "1.1", "level": 9, "minimum": 1, "target": 1}], "less than or equal to 8"),
        ([{"competence": "1.1", "level": 1, "minimum": 3, "target": 1}], "the target, 1, is below the minimum, 3"),
    ],
)
def test_a_wrong_blueprint_is_refused_with_its_reason(cells, reason):
    plain = [each.model_dump() if isinstance(each, Cell) else each for each in cells]
    with pytest.raises(BankError, match=reason):
        Blueprint.read({"cells": plain})


def test_each_change_of_a_bank_is_kept_with_its_date():
    bank = planned(cell())
    states = list(bank.states.all())
    assert [state.blueprint for state in states] == [bank.blueprint, {}]
    assert {state.created_by for state in states} == {factories.operator()}
    assert bank.plan.by_place() == {Place("1.1", 1): cell()}


def test_writers_see_what_is_missing_until_it_is_there():
    bank = planned()
    wanted = [
        Wanted(Place("1.1", 1), 1),
        Wanted(Place("1.2", 2), 2),
        Wanted(Place("1.2", 1), 1, discipline="mathematiques"),
    ]
    open_calls(actor=factories.operator(), bank=bank, places=wanted)

    def asked(**options) -> list[tuple]:
        return [(w.competence.code, w.level, w.discipline, w.bank, w.missing) for w in wanted_places(**options)]

    assert asked() == [("1.2", 2, None, bank, 2), ("1.1", 1, None, bank, 1), ("1.2", 1, "mathematiques", bank, 1)]
    assert [place[2] for place in asked(disciplines=["svt"])] == [None, None]
    factories.accepted(factories.item(1), factories.item(2, competence="1.2", level=2))
    factories.accepted(factories.item(3, competence="1.2", disciplines=("svt",)))
    assert asked() == [("1.2", 1, "mathematiques", bank, 1), ("1.2", 2, None, bank, 1)]
    for call in bank.calls.all():
        close_call(actor=factories.operator(), call=call)
    assert asked() == []


def test_opening_a_call_again_changes_its_count():
    bank, operator = planned(), factories.operator()
    for count in (1, 5):
        calls = open_calls(actor=operator, bank=bank, places=[Wanted(Place("1.1", 1), count)])
    assert [call.wanted for call in bank.calls.all()] == [5]
    close_call(actor=operator, call=calls[0])
    open_calls(actor=operator, bank=bank, places=[Wanted(Place("1.1", 1), 2)])
    assert bank.calls.count() == 2


def test_only_an_operator_plans_and_calls():
    bank = planned()
    teacher = factories.teacher()
    with pytest.raises(NotAllowed):
        change_blueprint(actor=teacher, bank=bank, blueprint=Blueprint())
    with pytest.raises(NotAllowed):
        open_calls(actor=teacher, bank=bank, places=[Wanted(Place("1.1", 1), 1)])


def test_wanted_places_cost_the_same_for_one_call_and_many():
    bank = planned()

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            wanted_places()
        return len(queries)

    open_calls(actor=factories.operator(), bank=bank, places=[Wanted(Place("1.1", 1), 1)])
    before = cost()
    more = [Wanted(Place("1.2", level), 1) for level in (1, 2)]
    open_calls(actor=factories.operator(), bank=bank, places=more)
    assert cost() == before
