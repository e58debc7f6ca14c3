"""Assignment: giving each answer one expected answer, and each expected answer to one answer at most."""

from collections.abc import Sequence


def assign(edges: Sequence[Sequence[int]]) -> list[int | None]:
    """The largest assignment: for each row, the column it gets among those of its edges, or None.

    Augmenting paths (Kuhn, 1955): a row that finds its columns taken asks those who hold them to move.
    """
    holders: dict[int, int] = {}
    for row in range(len(edges)):
        _settle(row, edges, holders, set())
    columns = {row: column for column, row in holders.items()}
    return [columns.get(row) for row in range(len(edges))]


def _settle(row: int, edges: Sequence[Sequence[int]], holders: dict[int, int], asked: set[int]) -> bool:
    for column in edges[row]:
        if column in asked:
            continue
        asked.add(column)
        if column not in holders or _settle(holders[column], edges, holders, asked):
            holders[column] = row
            return True
    return False
