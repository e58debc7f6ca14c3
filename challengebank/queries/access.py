"""What a caller of the API may read."""

from django.db.models import Q, QuerySet

from challengebank.enums import Channel, Purpose
from challengebank.models import Bank, Engine
from challengebank.queries.compiled import Given

EVERYBODY = Q(purpose=Purpose.TRAINING, channel=Channel.PRODUCTION)


def readable(engine: Engine | Given | None) -> QuerySet[Bank]:
    """Training banks in production for everybody; for an engine also the banks opened to it, as far as its channel."""
    if engine is None:
        return Bank.objects.filter(EVERYBODY)
    far = Q(bank__channel=Channel.PRODUCTION) | Q(bank__channel=Channel.STAGING, engine__channel=Channel.STAGING)
    opened = Engine.banks.through.objects.filter(far, engine=engine).values("bank")
    return Bank.objects.filter(EVERYBODY | Q(pk__in=opened))


def is_public(bank: Bank) -> bool:
    """Whether anybody may read it, so that caches on the way may keep it."""
    return bank.purpose == Purpose.TRAINING and bank.channel == Channel.PRODUCTION
