"""The expressions of response processing, in the words of QTI 3.0, with what third-party players agree on."""

from collections.abc import Iterable

from interop.exporters.qti.xhtml import attribute, escape


def variable(name: str) -> str:
    """The value of a variable."""
    return f'<qti-variable identifier="{name}"/>'


def value(base_type: str, text: str) -> str:
    """A constant."""
    return f'<qti-base-value base-type="{base_type}">{escape(text)}</qti-base-value>'


def number(amount: float) -> str:
    """A constant number, with enough decimals for a share of the marks."""
    return value("float", f"{amount:.9f}".rstrip("0").rstrip(".") or "0")


def match(name: str, base_type: str, text: str) -> str:
    """Whether a single response is this value."""
    return f"<qti-match>{variable(name)}{value(base_type, text)}</qti-match>"


def correct(name: str) -> str:
    """Whether a response is the correct one, as a whole."""
    return f'<qti-match>{variable(name)}<qti-correct identifier="{name}"/></qti-match>'


def pattern(name: str, regular: str) -> str:
    """Whether a text response matches a regular expression of `interop.patterns`."""
    return f"<qti-pattern-match pattern={attribute(f'({regular})')}>{variable(name)}</qti-pattern-match>"


def string(name: str, text: str, case: bool) -> str:
    """Whether a text response is this text."""
    sensitive = "true" if case else "false"
    return (
        f'<qti-string-match case-sensitive="{sensitive}" substring="false">{variable(name)}{value("string", text)}'
        "</qti-string-match>"
    )


def any_of(tests: Iterable[str]) -> str:
    """Whether one of them holds."""
    tests = tuple(tests)
    return tests[0] if len(tests) == 1 else f"<qti-or>{''.join(tests)}</qti-or>"


def all_of(tests: Iterable[str]) -> str:
    """Whether they all hold."""
    tests = tuple(tests)
    return tests[0] if len(tests) == 1 else f"<qti-and>{''.join(tests)}</qti-and>"


def no(test: str) -> str:
    """Whether a test does not hold."""
    return f"<qti-not>{test}</qti-not>"


def answered(name: str) -> str:
    """Whether there is a response at all: without this guard one player loses the whole score."""
    return no(f"<qti-is-null>{variable(name)}</qti-is-null>")


def mapped(name: str) -> str:
    """The score of a response by its map."""
    return f'<qti-map-response identifier="{name}"/>'


def total(*amounts: str) -> str:
    """A sum."""
    return f"<qti-sum>{''.join(amounts)}</qti-sum>"


def assign(name: str, expression: str) -> str:
    """Give an outcome a value."""
    return f'<qti-set-outcome-value identifier="{name}">{expression}</qti-set-outcome-value>'


def add(name: str, identifier: str) -> str:
    """Add an identifier to an outcome that holds several."""
    both = f"{variable(name)}{value('identifier', identifier)}"
    return assign(name, f"<qti-multiple>{both}</qti-multiple>")


def when(*branches: tuple[str, str]) -> str:
    """The rules of the first branch whose test holds."""
    names = ["if", *["else-if"] * (len(branches) - 1)]
    parts = [
        f"<qti-response-{name}>{test}{rules}</qti-response-{name}>"
        for name, (test, rules) in zip(names, branches, strict=True)
    ]
    return f"<qti-response-condition>{''.join(parts)}</qti-response-condition>"
