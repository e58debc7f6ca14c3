"""Telling engines what happened: signed lists and webhooks, written in the transaction of what they tell."""

from challengebank.domain.trust import publish_trust
from challengebank.domain.webhooks import queue
from challengebank.models import Delivery, Recall, Release
from challengebank.queries.recalls import banks_with, told


def announce_release(release: Release) -> None:
    """Sign the bank's list of releases with this one in it, and tell its engines."""
    publish_trust(bank=release.bank)
    told = {"bank": release.bank.slug, "number": release.number, "digest": release.digest, "count": release.count}
    queue(Delivery.Event.RELEASED, [release.bank], told)


def announce_recall(recall: Recall) -> None:
    """Sign the lists of recalls of the banks that released it, and tell their engines."""
    banks = banks_with(recall)
    for bank in banks:
        publish_trust(bank=bank)
    queue(Delivery.Event.RECALLED, banks, told(recall))
