"""A command's progress on one line of a terminal."""

import time
from dataclasses import dataclass, field

from django.core.management.base import OutputWrapper


@dataclass
class ProgressLine:
    """Called with a step, how many are done and how many there are; silent where nobody watches."""

    out: OutputWrapper
    since: float = field(default_factory=time.monotonic)

    def __call__(self, step: str, done: int, total: int) -> None:
        if self.out.isatty():
            self.out.write(f"\r{step} {self._counts(done, total)}".ljust(70), ending="")
            self.out.flush()

    def _counts(self, done: int, total: int) -> str:
        if not total:
            return ""
        left = f", {(time.monotonic() - self.since) * (total - done) / done:.0f} s left" if done else ""
        return f"{done:,} of {total:,}{left}"
