"""Who calls: nobody in particular, or an engine with its key; how often they may."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja.errors import AuthenticationError, HttpError
from ninja.security import HttpBearer

from accounts.attempts import address_of, one_more
from challengebank.api.memory import remembered
from challengebank.domain.engines import engine_of
from challengebank.models import Bank, Engine, Release
from challengebank.queries.served import readable_bank

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
        _count(f"engine:{caller.pk}" if isinstance(caller, Engine) else f"address:{address_of(request)}")
        if caller is None:
            raise AuthenticationError
        return caller

    def authenticate(self, request: HttpRequest, token: str) -> Engine | None:
        """The engine of a living key."""
        return engine_of(token, address_of(request))


def _count(who: str) -> None:
    """Count a request of this minute, refused or not; TooManyRequestsError beyond VIVIER_API_RATE. 0 means no limit."""
    minute, second = divmod(int(timezone.now().timestamp()), MINUTE)
    if settings.VIVIER_API_RATE and one_more(f"rate:{who}:{minute}", MINUTE) > settings.VIVIER_API_RATE:
        raise TooManyRequestsError(MINUTE - second)


def engine(request: HttpRequest) -> Engine | None:
    """The engine that calls; None for the public."""
    return request.auth if isinstance(request.auth, Engine) else None


def bank_or_404(request: HttpRequest, slug: str) -> Bank:
    """A bank that the caller may read; one that he may not does not exist."""
    caller = engine(request)
    return _bank(caller, slug) if caller else _public_bank(slug)


def release_or_404(request: HttpRequest, slug: str, number: int) -> Release:
    """A release that the caller may read, without its manifest and keys."""
    return release_of(bank_or_404(request, slug), number)


def release_of(bank: Bank, number: int) -> Release:
    """A release of a bank: releases do not change, so that they are remembered."""
    release = _release(bank.pk, number)
    release.bank = bank
    return release


def _bank(caller: Engine | None, slug: str) -> Bank:
    bank = readable_bank(caller, slug)
    if bank is None:
        raise Http404
    return bank


@remembered
def _public_bank(slug: str) -> Bank:
    return _bank(None, slug)


@remembered
def _release(bank: int, number: int) -> Release:
    release = Release.objects.filter(bank=bank, number=number).light().first()
    if release is None:
        raise Http404
    return release
