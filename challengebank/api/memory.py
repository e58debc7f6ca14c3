"""A short memory of each process, for what seldom changes."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings


def remembered(look_up: Callable[..., Any]) -> Callable[..., Any]:
    """What was found is good for VIVIER_API_MEMORY seconds; then all of it is forgotten. An error is not kept."""
    found: dict[tuple[Any, ...], Any] = {}
    since = 0.0

    @wraps(look_up)
    def remember(*key: Any) -> Any:
        nonlocal found, since
        now, memory = time.monotonic(), found
        if now - since >= settings.VIVIER_API_MEMORY:
            since, found = now, {}
            memory = found
        if key not in memory:
            memory[key] = look_up(*key)
        return memory[key]

    return remember
