"""What is wrong with a document: each problem with its place and its reason."""

from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong. `where` is a path such as `content.options.2.text`, empty for the whole document."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class InvalidDocument(ValueError):  # noqa: N818 - it says what the document is
    """The document cannot be read as an item or a tutorial."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(problems)

    def __str__(self) -> str:
        return "; ".join(str(problem) for problem in self.problems)

    @classmethod
    def at(cls, where: str, message: str) -> "InvalidDocument":
        """One problem at one place."""
        return cls((Problem(where, message),))


KINDS = ("content", "response")
"""Fields of several kinds: pydantic says the kind after the name of the field, and no document does."""


def problems(error: ValidationError) -> tuple[Problem, ...]:
    """The problems of a pydantic error, in the order of the document."""
    return tuple(
        Problem(_place(detail["loc"]), detail["msg"].removeprefix("Value error, "))
        for detail in error.errors(include_url=False)
        if not _follows(detail)
    )


def _follows(detail: ErrorDetails) -> bool:
    """Whether a list is too short only because its items that are wrong, and said to be, do not count."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _place(loc: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for before, part in zip(("", *loc), loc, strict=False) if before not in KINDS)
