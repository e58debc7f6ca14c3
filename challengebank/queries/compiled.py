"""Queries that Django compiles once and the database answers many times: compiling one costs more than its answer."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import psycopg
from django.db import connection
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler


class Given(Expression):
    """A value of a compiled query that is given each time it is asked."""

    def __init__(self, name: str, output_field: Field) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list["Given"]]:
        """Its place, and itself instead of its value."""
        return "%s", [self]

    def ready(self, values: dict[str, Any]) -> Any:
        """Its value among those given, as the database takes it."""
        return self.output_field.get_db_prep_value(values[self.name], connection)


def instance(model: type[Model], columns: Sequence[str], row: Iterable[Any]) -> Any:
    """An object of the model from some of its columns; the others are read when they are asked."""
    given = dict(zip(columns, row, strict=True))
    names = [field.attname for field in model._meta.concrete_fields if field.attname in given]  # the order of from_db
    return model.from_db(None, names, [given[name] for name in names])


@contextmanager
def values_apart() -> Iterator[None]:
    """PostgreSQL is sent statements and values apart, where Django puts values into the text.

    A statement that comes again is then the same one, whose plan it keeps: planning costs more than all else. And a
    large value is not in memory several times over.
    """
    if connection.vendor != "postgresql":
        yield
        return
    connection.ensure_connection()
    own = connection.connection
    usual, own.cursor_factory = own.cursor_factory, psycopg.Cursor
    try:
        yield
    finally:
        own.cursor_factory = usual


class Compiled:
    """A query set of values, in which `Given` stands for what changes."""

    def __init__(self, query: Callable[[], QuerySet]) -> None:
        self.query = query

    def rows(self, **values: Any) -> Iterable[Sequence[Any]]:
        """What the database has for these values."""
        compiler, statement, places, converters = self._compiled
        with values_apart(), connection.cursor() as cursor:
            cursor.execute(statement, [p.ready(values) if isinstance(p, Given) else p for p in places])
            return compiler.apply_converters(cursor.fetchall(), converters)

    @cached_property
    def _compiled(self) -> tuple[SQLCompiler, str, tuple[Any, ...], dict[int, Any]]:
        compiler = self.query().query.get_compiler(connection=connection)
        statement, places = compiler.as_sql()
        return compiler, statement, places, compiler.get_converters(column for column, *_names in compiler.select)
