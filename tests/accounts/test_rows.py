"""Rows inserted many at once are those that Django would have inserted."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import School
from accounts.rows import insert_columns, next_keys

pytestmark = pytest.mark.django_db
FIELDS = ("name", "city", "academy")


def test_columns_make_the_rows_of_bulk_create():
    names, city = ["Collège « A »", "B\t\\N\n'"], "Né"
    School.objects.bulk_create(School(uai=f"{place:07}A", name=name, city=city) for place, name in enumerate(names))
    insert_columns(School, each={"uai": ["0000002A", "0000003A"], "name": names}, same={"city": city})
    one, two, *others = School.objects.order_by("pk").values_list(*FIELDS)
    assert others == [one, two]


def test_keys_can_be_taken_before():
    keys = next_keys(School, 2)
    insert_columns(School, each={"id": keys, "uai": ["0000001A", "0000002A"], "name": ["A", "B"]})
    assert keys[1] == keys[0] + 1
    assert School.objects.create(uai="0000009A", name="C").pk > keys[1]
    assert School.objects.get(pk=keys[0]).name == "A"


def test_what_the_database_refuses_is_refused():
    school = School.objects.create(uai="0000001A", name="A")
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_columns(School, each={"uai": [school.uai], "name": ["B"]})
    assert School.objects.get() == school
