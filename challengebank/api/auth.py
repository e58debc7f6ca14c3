"""Who calls: nobody in particular, or an engine with its key. And what each may read."""

from django.http import HttpRequest
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from challengebank.domain.engines import engine_of
from challengebank.enums import Purpose
from challengebank.models import Bank, Engine

PUBLIC = "public"
Caller = Engine | str


class EngineAuth(HttpBearer):
    """`Authorization: Bearer KEY`. Without it, training banks alone can be read; a wrong key is refused."""

    def __call__(self, request: HttpRequest) -> Caller:
        return super().__call__(request) if "Authorization" in request.headers else PUBLIC

    def authenticate(self, request: HttpRequest, token: str) -> Engine:
        """The engine of a living key."""
        engine = engine_of(token, request.META.get("REMOTE_ADDR"))
        if engine is None:
            raise AuthenticationError
        return engine


def readable_banks(caller: Caller) -> "list[Bank]":
    """Training banks for everybody, certification banks for the engines they were opened to."""
    banks = {bank.pk: bank for bank in Bank.objects.filter(purpose=Purpose.TRAINING)}
    if isinstance(caller, Engine):
        banks |= {bank.pk: bank for bank in caller.banks.all()}
    return sorted(banks.values(), key=lambda bank: bank.slug)


def may_read(caller: Caller, bank: Bank) -> bool:
    """Whether a caller may know that this bank exists."""
    if bank.purpose == Purpose.TRAINING:
        return True
    return isinstance(caller, Engine) and caller.banks.filter(pk=bank.pk).exists()
