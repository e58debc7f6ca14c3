"""Links: safe, alive, and telling where they lead."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from items.document import Document, Item, Tutorial
from items.lint.base import Context, Flaw, rule
from items.lint.choices import folded
from items.lint.lexicon import listed
from items.lint.texts import LINK, prose
from items.messages import message
from items.types.simulator import Simulator
from items.types.web_task import WebTask

_URL = re.compile(r"https?://[^\s<>\"»)\]`]+")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_SHORTENERS = listed("shorteners")
_VAGUE = listed("vague_links")


def links(document: Document) -> Iterator[tuple[str, str]]:
    """Every address of a document that someone may open, with its place; those shown as code are not opened."""
    for text in prose(document):
        yield from ((text.where, url.rstrip(".,;:!?…’")) for url in _URL.findall(_CODE.sub(" ", text.raw)))
    if isinstance(document, Item):
        yield from ((f"delivery.sites.{n}", site) for n, site in enumerate(document.delivery.sites))
        if isinstance(document.content, WebTask):
            yield from ((f"content.sites.{n}", site) for n, site in enumerate(document.content.sites))
        if isinstance(document.content, Simulator):
            yield "content.url", document.content.url
    if isinstance(document, Tutorial) and document.url:
        yield "url", document.url


@rule(
    "warning",
    Document,
    message("A link that is not secure"),
    message("Use the https address; where there is none, choose another site."),
)
def insecure_link(document: Document, context: Context) -> Iterator[Flaw]:
    """An address in http, outside of code."""
    for where, url in links(document):
        if url.startswith("http://"):
            yield where, message("%(url)s is not https", url=url)


@rule(
    "warning",
    Document,
    message("A dead link"),
    message("Correct the address, or replace the page."),
)
def dead_link(document: Document, context: Context) -> Iterator[Flaw]:
    """An address that the last check could not open."""
    for where, url in links(document):
        if reason := context.broken_links.get(url):
            yield where, message("%(url)s does not answer: %(reason)s", url=url, reason=reason)


@rule(
    "warning",
    Document,
    message("A shortened link"),
    message("Give the full address: pupils are taught not to follow what they cannot read."),
)
def short_link(document: Document, context: Context) -> Iterator[Flaw]:
    """An address of a shortening service, which hides where it leads and may vanish."""
    for where, url in links(document):
        if (host := urlsplit(url).hostname) in _SHORTENERS:
            yield where, message("%(host)s hides where the link leads", host=host)


@rule(
    "warning",
    Document,
    message("A link that does not say where it leads"),
    message("Name the page in the link: screen readers list links out of their sentence."),
)
def vague_link(document: Document, context: Context) -> Iterator[Flaw]:
    """A Markdown link on « ici », « cliquez ici », « this link »… (WCAG 2.4.4, RGAA 6.1)."""
    for text in prose(document):
        for found in LINK.finditer(text.raw):
            if folded(found.group("text")).strip(" .!…") in _VAGUE:
                yield text.where, message("« %(link)s » does not say where it leads", link=found.group("text"))
