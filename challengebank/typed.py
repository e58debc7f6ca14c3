"""What the documents that a bank stores have in common: read from plain JSON, kept as plain JSON."""

from typing import Any, Self

import orjson
from pydantic import ValidationError

from challengebank.errors import BankError
from items.base import Frozen
from items.errors import problems


class BankDocument(Frozen):
    """A typed value kept in a JSON column of a bank."""

    @classmethod
    def read(cls, data: dict[str, Any]) -> Self:
        """The document in plain JSON values; BankError says every place and reason."""
        try:
            return cls.model_validate_json(orjson.dumps(data))
        except ValidationError as error:
            raise BankError("; ".join(str(problem) for problem in problems(error))) from None

    def plain(self) -> dict[str, Any]:
        """Plain JSON values, only what differs from asking nothing."""
        return self.model_dump(mode="json", exclude_defaults=True)
