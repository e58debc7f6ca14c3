"""Small things that templates of authoring need."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def under(values: Mapping[str, Any], name: str) -> Any:
    """What a mapping has under a name, or nothing."""
    return values.get(name, "")
