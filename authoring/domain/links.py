"""Checking links in the background, and remembering what was found."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django_tasks import default_task_backend, task

from authoring.documents import document_if_complete
from authoring.enums import OPEN_STATES
from authoring.links import open_links
from authoring.models import Challenge, LinkCheck, Tutorial
from authoring.queries import complete
from challengebank.models import Version
from items.document import Document
from items.lint.rules.links import links

FRESH = timedelta(days=7)
"""How long a check is good; a broken link is asked again each time."""
ASKED_FOR = 600
"""Seconds in which a link being checked is not asked about again."""
BATCH = 200


def check_links(urls: Iterable[str]) -> list[LinkCheck]:
    """Open these links, those checked lately apart, and keep what was found."""
    wanted = _due([url for url in dict.fromkeys(urls) if _checkable(url)])
    now = timezone.now()
    rows = [
        LinkCheck(url=url, status=opened.status, reason=opened.reason, checked_at=now)
        for url, opened in open_links(wanted).items()
    ]
    return LinkCheck.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["url"], update_fields=["status", "reason", "checked_at"]
    )


def check_all_links() -> list[LinkCheck]:
    """The links of everything that is being written or may still be shipped."""
    return check_links(url for document in _documents() for _where, url in links(document))


def check_new_links(documents: Iterable[Document]) -> None:
    """Check the links of these documents that nobody has asked about yet, once the transaction is in."""
    urls = {url for document in documents for _where, url in links(document) if _checkable(url)}
    if urls and default_task_backend.supports_defer:
        urls -= set(LinkCheck.objects.filter(url__in=urls).values_list("url", flat=True))
        if asked := sorted(url for url in urls if _first_to_ask(url)):
            transaction.on_commit(lambda: check_links_of.enqueue(asked))


def check_later(documents: Iterable[Document]) -> None:
    """Check the links of these documents once the transaction is in; else the command does it."""
    urls = sorted({url for document in documents for _where, url in links(document)})
    if urls and default_task_backend.supports_defer:
        transaction.on_commit(lambda: check_links_of.enqueue(urls))


@task()
def check_links_of(urls: list[str]) -> None:
    """Called by the tasks backend."""
    check_links(urls)


def _first_to_ask(url: str) -> bool:
    """Whether nobody has asked lately: an autosave comes every few seconds."""
    return cache.add(f"authoring.link:{sha256(url.encode()).hexdigest()}", 1, ASKED_FOR)


def _checkable(url: str) -> bool:
    return len(url) <= 2000 and url.startswith(("https://", "http://") if settings.VIVIER_LINKS_PRIVATE else "https://")


def _due(urls: list[str]) -> list[str]:
    fresh = LinkCheck.objects.filter(url__in=urls, reason="", checked_at__gt=timezone.now() - FRESH)
    known = set(fresh.values_list("url", flat=True))
    return [url for url in urls if url not in known]


def _documents() -> Iterator[Document]:
    for version in Version.objects.eligible().iterator(BATCH):
        yield version.parsed()
    for model in (Challenge, Tutorial):
        for draft in complete(model.objects.filter(state__in=OPEN_STATES, live=False)).iterator(BATCH):
            if document := document_if_complete(draft):
                yield document
