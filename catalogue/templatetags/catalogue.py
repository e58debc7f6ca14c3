"""Tags of the public pages: addresses, the map of competences, our Markdown."""

from typing import Any

import orjson
from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from catalogue import queries
from challengebank.models import Standing, Version
from items.markdown import to_html

register = template.Library()


@register.filter
def address_of(version: Version | Standing) -> str:
    """The public page of a version."""
    return reverse(f"catalogue:{version.kind}", args=[version.identity_id])


@register.filter
def markdown(text: str) -> SafeString:
    """Our Markdown as HTML, which is safe by its own sanitiser."""
    return mark_safe(to_html(text))  # noqa: S308


@register.filter
def linked_data(described: dict[str, Any]) -> SafeString:
    """What a page says to search engines: JSON-LD, in which no text can close its element."""
    text = orjson.dumps(described).decode().replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


@register.simple_tag
def competence_map() -> tuple[queries.MapDomain, ...]:
    """The CRCN with what there is for each competence and level."""
    return queries.competence_map()


@register.filter
def lookup(values: dict[str, str], key: str) -> str:
    """A value by its key."""
    return values.get(key, "")


@register.filter
def heat(count: int) -> int:
    """How strong a cell is drawn, from 0 (nothing) to 3."""
    return 0 if not count else 1 if count < 3 else 2 if count < 10 else 3
