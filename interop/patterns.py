"""Regular expressions that match what our tolerances let through, for engines that score by `patternMatch`.

They keep to what XML Schema and JavaScript share: no anchor, no look-around, no group that does not capture.
"""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Context, Decimal

from items.text import PUNCTUATION, Tolerance, plain

SPACE = "[ \u00a0\u2009\u202f]"
DIGIT_GAP = "[ \u00a0\u202f']?"
SIGNS = "[.,;:!?…'’\"«»“”(){}/+=<>*_#%&@|~^`´\u00a8–—‑-]"
SIGNS_AND_SPACES = f"{SPACE[:-1]}{SIGNS[1:]}"
ALIKE = {"'": "['’‘]", "-": "[-‐‑−]", " ": SPACE}
LIGATURES = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"}
SPECIAL = re.compile(r"[\\.?*+(){}|\[\]^$-]")
ACCENTS = "\u0300\u0301\u0302\u0303\u0308\u0327"


def text_pattern(accepted: Iterable[str], tolerances: Iterable[Tolerance]) -> str:
    """What matches any of these answers; `slips` cannot be said, the other tolerances can."""
    let = frozenset(tolerances)
    edge = f"{SIGNS_AND_SPACES}*" if "punctuation" in let else f"{SPACE}*"
    return f"{edge}({'|'.join(_answer(plain(text), let) for text in accepted)}){edge}"


def _answer(text: str, let: frozenset[Tolerance]) -> str:
    kept = "".join(char for char in text if not _ignored(char, let))
    words = kept.split(" ") if "punctuation" not in let else kept.split()
    between = _between(let)
    gap = SPACE if "punctuation" not in let else f"{SIGNS}*{SPACE}{SIGNS_AND_SPACES}*"
    return gap.join(between.join(_character(char, let) for char in word) for word in words)


def _between(let: frozenset[Tolerance]) -> str:
    """What may stand between two characters of a word."""
    if "punctuation" in let:
        return f"{SIGNS_AND_SPACES}*" if "spaces" in let else f"{SIGNS}*"
    return f"{SPACE}*" if "spaces" in let else ""


def _ignored(char: str, let: frozenset[Tolerance]) -> bool:
    if char == " ":
        return "spaces" in let
    return "punctuation" in let and not char.translate(PUNCTUATION)


def _character(char: str, let: frozenset[Tolerance]) -> str:
    if char in ALIKE:
        return ALIKE[char]
    if "ligatures" in let and char in LIGATURES:
        letters = "".join(_character(letter, let) for letter in LIGATURES[char])
        return f"({_class(char, let)}|{letters})"
    return _class(char, let)


def _class(char: str, let: frozenset[Tolerance]) -> str:
    found = {char}
    if "accents" in let and char.isalpha():
        base = unicodedata.normalize("NFD", char)[0]
        found |= {base, *(c for c in (unicodedata.normalize("NFC", base + a) for a in ACCENTS) if len(c) == 1)}
    if "case" in let:
        found |= {c for letter in found for c in (letter.lower(), letter.upper()) if len(c) == 1}
    if len(found) == 1:
        return _escaped(char)
    return f"[{''.join(sorted(_escaped(c) for c in found))}]"


def _escaped(char: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", char)


def number_pattern(value: Decimal, tolerance: Decimal, units: Iterable[str], unit_required: bool) -> str:
    """What matches a number within a tolerance, with a point or a comma, and one of these units.

    Without units, a lone word or sign after the number is ignored.
    """
    low, high = value - tolerance, value + tolerance
    parts = []
    if high >= 0:
        parts.append(f"\\+?{_spellings(max(low, Decimal(0)), high)}")
    if low < 0:
        parts.append(f"[-–−]{SPACE}?{_spellings(max(-high, Decimal(0)), -low)}")
    return f"{SPACE}*({'|'.join(parts)}){_unit(tuple(units), unit_required)}{SPACE}*"


def _unit(units: tuple[str, ...], required: bool) -> str:
    if not units:
        return f"({SPACE}?([A-Za-zÀ-ÿ]+|[%‰€$£¥°]))?"
    any_unit = "|".join(_one_unit(plain(unit)) for unit in units)
    return f"{SPACE}?({any_unit})\\.?" if required else f"({SPACE}?({any_unit})\\.?)?"


EXACT = Context(prec=200)
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
RAISED = {"²": "2", "³": "3", "2": "²", "3": "³"}


def _one_unit(unit: str) -> str:
    """A unit; case and accents count in symbols, not in words of four letters or more."""
    let: frozenset[Tolerance] = frozenset(("case", "accents") if re.search(r"[^\W\d_]{4,}", unit) else ())
    parts = []
    for char in unit.replace(" ", ""):
        other = RAISED.get(char)
        parts.append(f"[{char}{other}]" if other else _character(char, let))
    return f"{SPACE}?".join(parts)


def _spellings(low: Decimal, high: Decimal) -> str:
    """Non-negative decimals from `low` to `high`, in full or with a power of ten after one to three digits."""
    powers = [power for power in range(high.adjusted(), high.adjusted() - 3, -1) if power and high]
    scaled = [f"{_between_numbers(EXACT.scaleb(low, -p), EXACT.scaleb(high, -p))}{_times_ten(p)}" for p in powers]
    return f"({'|'.join([_between_numbers(low, high), *scaled])})"


def _times_ten(power: int) -> str:
    """`e3`, `× 10^3` or `× 10³`."""
    digits = str(abs(power))
    sign, raised = ("[-–−]", "⁻") if power < 0 else (r"\+?", "⁺?")
    high = f"{raised}{digits.translate(SUPERSCRIPTS)}"
    return f"([eE]{sign}{digits}|{SPACE}?[×x*·]{SPACE}?10{SPACE}?(\\^{SPACE}?{sign}{digits}|{high}))"


def _between_numbers(low: Decimal, high: Decimal) -> str:
    """Non-negative decimals from `low` to `high`, both included."""
    (whole_low, part_low), (whole_high, part_high) = _parts(low), _parts(high)
    if whole_low == whole_high:
        return f"(0*{_number(whole_low, whole_low)}{_fraction(part_low, part_high)})"
    choices = [f"{_number(whole_low, whole_low)}{_fraction(part_low, None)}"]
    if whole_high - whole_low > 1:
        choices.append(f"{_number(whole_low + 1, whole_high - 1)}([.,][0-9]*)?")
    choices.append(f"{_number(whole_high, whole_high)}{_fraction('', part_high)}")
    return f"(0*({'|'.join(choices)}))"


def _parts(number: Decimal) -> tuple[int, str]:
    whole, _point, part = f"{number:f}".partition(".")
    return int(whole), part.rstrip("0")


def _fraction(low: str, high: str | None) -> str:
    """The decimals from `low` to `high`, both included; None is no upper bound. Optional when zero will do."""
    digits = _at_least(low) if high is None else _within(low, high)
    return f"([.,]{digits})?" if not low else f"[.,]{digits}"


def _at_least(low: str) -> str:
    if not low:
        return "[0-9]*"
    choices = [f"{low[0]}{_at_least(low[1:])}"]
    if low[0] < "9":
        choices.append(f"{_digits(int(low[0]) + 1, 9)}[0-9]*")
    return f"({'|'.join(choices)})"


def _at_most(high: str) -> str:
    if not high:
        return "0*"
    choices = [f"{high[0]}{_at_most(high[1:])}"]
    if high[0] > "0":
        choices.append(f"{_digits(0, int(high[0]) - 1)}[0-9]*")
    return f"({'|'.join(choices)})?"


def _within(low: str, high: str) -> str:
    if not low:
        return _at_most(high)
    first, last = int(low[0]), int(high[0]) if high else 0
    if first == last:
        return f"{first}{_within(low[1:], high[1:])}"
    choices = [f"{first}{_at_least(low[1:])}", f"{last}{_at_most(high[1:])}"]
    if last - first > 1:
        choices.append(f"{_digits(first + 1, last - 1)}[0-9]*")
    return f"({'|'.join(choices)})"


def _digits(first: int, last: int) -> str:
    return str(first) if first == last else f"[{first}-{last}]"


def _number(low: int, high: int) -> str:
    """Whole numbers from `low` to `high`, thousands apart or not."""
    choices = []
    for length in range(len(str(low)), len(str(high)) + 1):
        least, most = max(low, 10 ** (length - 1) if length > 1 else 0), min(high, 10**length - 1)
        choices += [_spaced(digits) for digits in _ranges(str(least), str(most))]
    return choices[0] if len(choices) == 1 else f"({'|'.join(choices)})"


def _ranges(low: str, high: str) -> list[list[str]]:
    """Lists of digit classes that cover the numbers of one length from `low` to `high`."""
    if not low:
        return [[]]
    first, last = int(low[0]), int(high[0])
    size = len(low) - 1
    if low[1:] == "0" * size and high[1:] == "9" * size:
        return [[_digits(first, last), *["[0-9]"] * size]]
    if first == last:
        return [[low[0], *rest] for rest in _ranges(low[1:], high[1:])]
    found = [[low[0], *rest] for rest in _ranges(low[1:], "9" * size)]
    if last - first > 1:
        found.append([_digits(first + 1, last - 1), *["[0-9]"] * size])
    return found + [[high[0], *rest] for rest in _ranges("0" * size, high[1:])]


def _spaced(digits: list[str]) -> str:
    last = len(digits)
    return "".join(
        (DIGIT_GAP if place and (last - place) % 3 == 0 else "") + digit for place, digit in enumerate(digits)
    )
