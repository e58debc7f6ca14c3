"""Facts: rows that are added, and never changed or deleted. The database holds the same rule by a trigger."""

from typing import Any, NoReturn

from django.db import models

from challengebank.errors import ImmutableError


class FactQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Refuses bulk changes as well."""

    def update(self, **values: Any) -> NoReturn:
        """Refused."""
        raise ImmutableError(f"{self.model._meta.label} rows are never changed")

    def delete(self) -> NoReturn:
        """Refused."""
        raise ImmutableError(f"{self.model._meta.label} rows are never deleted")


class Fact(models.Model):
    """A row that stays as it was written."""

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only."""
        if not self._state.adding:
            raise ImmutableError(f"{self._meta.label} {self.pk} is never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise ImmutableError(f"{self._meta.label} {self.pk} is never deleted")
