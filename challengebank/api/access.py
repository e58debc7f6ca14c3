"""Who calls: nobody in particular, or an engine with its key; how often they may."""

import time
from functools import lru_cache

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja.errors import AuthenticationError, HttpError
from ninja.security import HttpBearer

from challengebank.domain.engines import engine_of
from challengebank.models import Bank, Engine, Release
from challengebank.queries.access import readable

PUBLIC = "public"
MINUTE = 60
Caller = Engine | str


class TooManyRequestsError(HttpError):
    """The caller asked too much this minute; `wait` is the number of seconds to the next."""

    def __init__(self, wait: int) -> None:
        super().__init__(429, f"Too many requests: wait {wait} s.")
        self.wait = wait


class EngineAuth(HttpBearer):
    """`Authorization: Bearer KEY`. Without it, training banks in production alone are read; a wrong key is refused."""

    def __call__(self, request: HttpRequest) -> Caller:
        caller = super().__call__(request) if "Authorization" in request.headers else PUBLIC
        if caller is None:
            raise AuthenticationError
        _count(f"engine:{caller.pk}" if isinstance(caller, Engine) else f"address:{address_of(request)}")
        return caller

    def authenticate(self, request: HttpRequest, token: str) -> Engine:
        """The engine of a living key."""
        engine = engine_of(token, address_of(request))
        if engine is None:
            raise AuthenticationError
        return engine


def _count(who: str) -> None:
    """Count a request of this minute; TooManyRequestsError beyond VIVIER_API_RATE. 0 means no limit."""
    minute, second = divmod(int(timezone.now().timestamp()), MINUTE)
    key = f"rate:{who}:{minute}"
    if not settings.VIVIER_API_RATE or cache.add(key, 1, MINUTE):
        return
    if cache.incr(key) > settings.VIVIER_API_RATE:
        raise TooManyRequestsError(MINUTE - second)


def address_of(request: HttpRequest) -> str:
    """The caller's address: what our own proxy saw, when there is one."""
    forwarded = request.headers.get("X-Forwarded-For") if settings.BEHIND_PROXY else None
    return forwarded.rpartition(",")[2].strip() if forwarded else request.META.get("REMOTE_ADDR", "")


def engine(request: HttpRequest) -> Engine | None:
    """The engine that calls; None for the public."""
    return request.auth if isinstance(request.auth, Engine) else None


def bank_or_404(request: HttpRequest, slug: str) -> Bank:
    """A bank that the caller may read; one that he may not does not exist."""
    caller = engine(request)
    return _bank(caller, slug) if caller else _public_bank(slug, _tick())


def release_or_404(request: HttpRequest, slug: str, number: int) -> Release:
    """A release that the caller may read, without its manifest."""
    caller = engine(request)
    return _release(caller, slug, number) if caller else _public_release(slug, number, _tick())


def readable_banks(request: HttpRequest) -> list[int]:
    """The keys of the banks that the caller may read."""
    caller = engine(request)
    return list(readable(caller).values_list("pk", flat=True)) if caller else _public_banks(_tick())


def _tick() -> float:
    """Which span of VIVIER_API_MEMORY seconds this is: what the public may read is looked up once in each."""
    memory = settings.VIVIER_API_MEMORY
    return time.monotonic() // memory if memory else time.monotonic()


@lru_cache(maxsize=1)
def _public_banks(tick: float) -> list[int]:
    return list(readable(None).values_list("pk", flat=True))


@lru_cache(maxsize=1000)
def _public_bank(slug: str, tick: float) -> Bank:
    return _bank(None, slug)


@lru_cache(maxsize=10_000)
def _public_release(slug: str, number: int, tick: float) -> Release:
    return _release(None, slug, number)


def _bank(caller: Engine | None, slug: str) -> Bank:
    bank = readable(caller).filter(slug=slug).first()
    if bank is None:
        raise Http404
    return bank


def _release(caller: Engine | None, slug: str, number: int) -> Release:
    releases = Release.objects.filter(bank__in=readable(caller), bank__slug=slug, number=number)
    release = releases.select_related("bank").defer("manifest").first()
    if release is None:
        raise Http404
    return release
