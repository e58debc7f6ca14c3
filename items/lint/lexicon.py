"""The words that rules look for, from `words.toml`."""

import re
import tomllib
from pathlib import Path

_LISTS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def listed(name: str) -> frozenset[str]:
    """The entries of a list, as they are."""
    return frozenset(_LISTS[name])


def any_of(name: str, *, names: bool = False) -> re.Pattern[str]:
    """A pattern that finds any entry of a list as a whole word; `names` keeps their capitals."""
    entries = "|".join(entry.replace("’", "[’']") for entry in _LISTS[name])
    return re.compile(rf"(?<!\w)(?:{entries})(?!\w)", re.NOFLAG if names else re.IGNORECASE)
