"""What will be wrong next year, or only works with one company."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from items.document import Document, Item
from items.lint.base import Context, Flaw, rule
from items.lint.lexicon import any_of
from items.lint.texts import prose
from items.messages import message
from items.types.web_task import WebTask

_DATED = any_of("dated", names=True)
_BRAND = any_of("brands", names=True)
_ALTERNATIVE = any_of("alternatives")
_GIANT = any_of("giants")
_MOVING_DATE = any_of("moving_dates")


@rule(
    "warning",
    Document,
    message("A name that dates"),
    message("Speak of the function (« the system settings »), or of the product without its version."),
)
def dated_name(document: Document, context: Context) -> Iterator[Flaw]:
    """A product with its version (« Windows 10 »), or one that was renamed or stopped (« Twitter »)."""
    for text in prose(document):
        for name in dict.fromkeys(found.group() for found in _DATED.finditer(text.plain)):
            yield text.where, message("« %(name)s » will not be called so for long", name=name)


@rule(
    "warning",
    Item,
    message("Only with one company's product"),
    message("Name the kind of software, or a free one beside: every pupil must be able to do the task."),
)
def one_company(item: Item, context: Context) -> Iterator[Flaw]:
    """A product of Google, Apple, Meta, Amazon or Microsoft in a text without a kind of software or another product."""
    for text in prose(item):
        if (found := _BRAND.search(text.plain)) and not _ALTERNATIVE.search(text.plain):
            yield text.where, message("« %(name)s » alone", name=found.group())


@rule(
    "warning",
    Item,
    message("Only with one company's site"),
    message("Add a site that asks for no account and does not track pupils."),
)
def one_company_site(item: Item, context: Context) -> Iterator[Flaw]:
    """A web task whose sites all belong to Google, Apple, Meta, Amazon or Microsoft."""
    if isinstance(item.content, WebTask):
        hosts = [urlsplit(site).hostname or "" for site in item.content.sites]
        if all(_GIANT.search(host) for host in hosts):
            yield "content.sites", message("Every site is one of theirs: %(hosts)s", hosts=", ".join(hosts))


@rule(
    "info",
    Document,
    message("A date that moves"),
    message("Give the year: a challenge lives for years."),
)
def moving_date(document: Document, context: Context) -> Iterator[Flaw]:
    """« cette année », « l’an dernier » and their like."""
    for text in prose(document):
        if found := _MOVING_DATE.search(text.plain):
            yield text.where, message("« %(words)s » will be wrong next year", words=found.group())
