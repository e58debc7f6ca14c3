"""How often somebody tries, and from where: counts in the shared cache, which forgets them."""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

MOST = 10
"""Wrong passwords for one account from one address before it must wait: others sign in all the same."""
PAUSE = 300
"""Seconds to wait."""


def address_of(request: HttpRequest) -> str:
    """The caller's address: what our own proxy saw, when there is one."""
    forwarded = request.headers.get("X-Forwarded-For") if settings.BEHIND_PROXY else None
    return forwarded.rpartition(",")[2].strip() if forwarded else request.META.get("REMOTE_ADDR", "")


def one_more(key: str, seconds: int) -> int:
    """One more; the first begins the count, which is forgotten after so many seconds."""
    try:
        return cache.incr(key)
    except ValueError:
        return 1 if cache.add(key, 1, seconds) else cache.incr(key)


def wrong_passwords(email: str, request: HttpRequest) -> str:
    """The key of the count of wrong passwords for an account from an address."""
    who = hashlib.sha256(f"{email.casefold()} {address_of(request)}".encode()).hexdigest()
    return f"wrong-passwords:{who}"


def must_wait(key: str) -> bool:
    """Whether there were too many."""
    return (cache.get(key) or 0) >= MOST
