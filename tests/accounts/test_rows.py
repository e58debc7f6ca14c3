"""Rows inserted many at once are those that Django would have inserted."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import School
from accounts.rows import insert, insert_columns

pytestmark = pytest.mark.django_db
FIELDS = ("name", "city", "academy")


def rows(*names, start=0):
    return [School(uai=f"{place:07}A", name=name, city="Né") for place, name in enumerate(names, start)]


def test_rows_are_those_of_bulk_create():
    School.objects.bulk_create(rows("Collège « A »", "B\t\\N\n'"))
    insert(rows("Collège « A »", "B\t\\N\n'", start=2))
    one, two, *others = School.objects.order_by("pk").values_list(*FIELDS)
    assert others == [one, two]


def test_keys_follow_and_are_known():
    first, second = insert(rows("A", "B"))
    assert (second.pk, first._state.adding) == (first.pk + 1, False)
    assert School.objects.create(uai="0000009A", name="C").pk > second.pk
    assert School.objects.get(pk=first.pk).name == "A"
    assert insert([]) == []


def test_what_the_database_refuses_is_refused():
    (school,) = insert(rows("A"))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([School(uai=school.uai, name="B")])
    assert School.objects.get() == school


def test_columns_make_the_same_rows_as_models():
    insert(rows("A", "B"))
    insert_columns(School, each={"uai": ["0000008A", "0000009A"], "name": ["A", "B"]}, same={"city": "Né"})
    one, two, *others = School.objects.order_by("pk").values_list(*FIELDS)
    assert others == [one, two]
