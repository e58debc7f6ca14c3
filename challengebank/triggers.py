"""Database triggers that refuse to change or delete a fact, whatever program asks.

One change passes: the link to a person becomes NULL when that person is erased, all other columns being the same.
"""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import connections, models, transaction

from accounts.models import AuditEvent
from challengebank.models.immutable import Fact

SQLITE = """CREATE TRIGGER "{table}_no_{verb}" BEFORE {verb} ON "{table}" WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{table} rows are facts: {verb} refused'); END"""

POSTGRESQL = """CREATE OR REPLACE TRIGGER "{table}_no_{verb}" BEFORE {verb} ON "{table}" FOR EACH ROW WHEN ({condition})
EXECUTE FUNCTION vivier_refuse()"""

POSTGRESQL_FUNCTION = """CREATE OR REPLACE FUNCTION vivier_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% rows are facts: % refused', TG_TABLE_NAME, TG_OP
USING ERRCODE = 'integrity_constraint_violation';
END $$"""


def facts() -> list[type[models.Model]]:
    """The models whose rows are only ever added."""
    return [*(model for model in apps.get_models() if issubclass(model, Fact)), AuditEvent]


def install(using: str = "default") -> None:
    """Create the triggers of every fact, or put new ones in their place, which know the columns that came since."""
    connection = connections[using]
    postgresql = connection.vendor == "postgresql"
    with transaction.atomic(using), connection.cursor() as cursor:
        if postgresql:
            cursor.execute(POSTGRESQL_FUNCTION)
        for model in facts():
            for verb, condition in (("UPDATE", f"NOT ({_erasure(model)})"), ("DELETE", "TRUE")):
                if not postgresql:
                    cursor.execute(f'DROP TRIGGER IF EXISTS "{model._meta.db_table}_no_{verb}"')
                sql = POSTGRESQL if postgresql else SQLITE
                cursor.execute(sql.format(table=model._meta.db_table, verb=verb, condition=condition))


def remove(model: type[models.Model], using: str = "default") -> None:
    """Drop the triggers of one fact: for tests that must tamper with it."""
    connection = connections[using]
    target = f' ON "{model._meta.db_table}"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for verb in ("UPDATE", "DELETE"):
            cursor.execute(f'DROP TRIGGER IF EXISTS "{model._meta.db_table}_no_{verb}"{target}')


def _erasure(model: type[models.Model]) -> str:
    """SQL: one link to a person becomes NULL and nothing else changes."""
    columns = [field.column for field in model._meta.concrete_fields]
    people = list(_people(model))
    return (
        " OR ".join(
            " AND ".join(
                [
                    f'NEW."{person}" IS NULL',
                    *(f'NEW."{c}" IS NOT DISTINCT FROM OLD."{c}"' for c in columns if c != person),
                ]
            )
            for person in people
        )
        or "FALSE"
    )


def _people(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        if (
            field.null
            and field.related_model is not None
            and field.related_model._meta.label == settings.AUTH_USER_MODEL
        ):
            yield field.column
