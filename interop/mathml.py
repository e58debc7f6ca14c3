"""MathML on one line of text, the way a calculator takes it: `(a+b)/2`, `x²`, `√(b²−4ac)`."""

import re
from collections.abc import Callable

from lxml import etree

Element = etree._Element
SUPERSCRIPTS = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
SUBSCRIPTS = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
SIMPLE = re.compile(r"[\w.,∞…°%]*")
SMALL = re.compile(r"[0-9+−n-]+")
SPACED = frozenset("=≠<>≤≥≈±×÷→⇒⇔∈")
INVISIBLE = re.compile("[\u2061-\u2064\\s]+")


def linear(element: Element) -> str:
    """The formula of a `math` element, or of one inside it."""
    name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    parts = [each for each in element if isinstance(each.tag, str)]
    if name == "semantics":
        return linear(parts[0]) if parts else ""
    if name in SHAPES and len(parts) >= SHAPES[name][0]:
        return SHAPES[name][1]([linear(each) for each in parts])
    if not parts:
        return _token(INVISIBLE.sub(" ", element.text or "").strip(), name)
    if name == "mfenced":
        inside = (element.get("separators") or ",")[:1].join(linear(each) for each in parts)
        return f"{element.get('open', '(')}{inside}{element.get('close', ')')}"
    between = {"mtable": "; ", "mtr": " "}.get(name, "")
    return between.join(linear(each) for each in parts)


def _token(text: str, name: str) -> str:
    return f" {text} " if name == "mo" and text in SPACED else text


def _group(text: str) -> str:
    return text if SIMPLE.fullmatch(text) else f"({text})"


def _raised(base: str, power: str) -> str:
    power = power.strip()
    return f"{_group(base)}{power.translate(SUPERSCRIPTS) if SMALL.fullmatch(power) else f'^{_group(power)}'}"


def _lowered(base: str, index: str) -> str:
    index = index.strip()
    return f"{base}{index.translate(SUBSCRIPTS) if re.fullmatch('[0-9+−-]+', index) else f'_{_group(index)}'}"


SHAPES: dict[str, tuple[int, Callable[[list[str]], str]]] = {
    "mfrac": (2, lambda p: f"{_group(p[0])}/{_group(p[1])}"),
    "msqrt": (1, lambda p: f"√{_group(''.join(p))}"),
    "mroot": (2, lambda p: f"{p[1].strip().translate(SUPERSCRIPTS)}√{_group(p[0])}"),
    "msup": (2, lambda p: _raised(p[0], p[1])),
    "msub": (2, lambda p: _lowered(p[0], p[1])),
    "msubsup": (3, lambda p: _raised(_lowered(p[0], p[1]), p[2])),
    "munderover": (3, lambda p: f"{_lowered(p[0], p[1])}^{_group(p[2])}"),
    "munder": (2, lambda p: _lowered(p[0], p[1])),
    "mover": (2, lambda p: f"{p[0]}{p[1]}"),
}
"""How many parts each shape has, and how it is said."""
