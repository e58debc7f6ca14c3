"""What JavaScript does with texts, numbers and objects, where Python does otherwise."""

import re

SPACES = "\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))
DECIMAL = re.compile(r"[+-]?(?:Infinity|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)")
OTHER_BASE = re.compile(r"0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+")
INDEX = re.compile(r"0|[1-9][0-9]{0,9}")


def trim(text: str) -> str:
    """`text.trim()`."""
    return text.strip(SPACES)


def is_number(text: str) -> bool:
    """`!isNaN(text)`: the whole text is a number. An empty one is 0."""
    text = trim(text)
    return not text or bool(DECIMAL.fullmatch(text) or OTHER_BASE.fullmatch(text))


def parse_float(text: str) -> float | None:
    """`parseFloat(text)`: the number that the text starts with; None for NaN."""
    found = DECIMAL.match(text.lstrip(SPACES))
    return float(found[0]) if found else None


def units(text: str) -> str:
    """The text as JavaScript counts it: a character beyond U+FFFF is two."""
    if not text or max(text) <= "\uffff":
        return text
    return "".join(map(chr, memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H")))


def in_order(keys: list[str]) -> list[str]:
    """The keys of an object as JavaScript walks them: whole numbers first, sorted, then the others as written."""
    numbers = [key for key in keys if INDEX.fullmatch(key) and int(key) < 2**32 - 1]
    return sorted(numbers, key=int) + [key for key in keys if key not in numbers]
