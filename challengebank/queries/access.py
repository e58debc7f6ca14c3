"""What a caller of the API may read."""

from django.db.models import Q, QuerySet

from challengebank.enums import Channel, Purpose
from challengebank.models import Bank, Engine

EVERYBODY = Q(purpose=Purpose.TRAINING, channel=Channel.PRODUCTION)


def readable(engine: Engine | None) -> QuerySet[Bank]:
    """Training banks in production for everybody; for an engine also the banks opened to it, as far as its channel."""
    if engine is None:
        return Bank.objects.filter(EVERYBODY)
    channels = [Channel.PRODUCTION, *([Channel.STAGING] if engine.channel == Channel.STAGING else [])]
    return Bank.objects.filter(EVERYBODY | Q(pk__in=engine.banks.values("pk"), channel__in=channels))


def is_public(bank: Bank) -> bool:
    """Whether anybody may read it, so that caches on the way may keep it."""
    return bank.purpose == Purpose.TRAINING and bank.channel == Channel.PRODUCTION
