"""Pages of lists that may be very long."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property


class CappedPaginator(Paginator):
    """Counts no more rows than `most`, and ends there: who looks for one among more asks for fewer."""

    most = 1_000
    object_list: Any

    @cached_property
    def counted(self) -> int:
        """How many there are; one more than `most` when there are more."""
        return int(self.object_list.order_by().values("pk")[: self.most + 1].count())

    @cached_property
    def count(self) -> int:
        return min(self.counted, self.most)

    @property
    def more(self) -> bool:
        """Whether there are more than it shows."""
        return self.counted > self.most
