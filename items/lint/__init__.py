"""Flaws that a document shows by itself, found while its author types and again at submission.

One function a rule, all of them in `rules.RULES`; `docs/lint.md` is made from them.
"""

from items.document import Document
from items.lint.base import Context, Finding, Rule, Severity
from items.lint.rules import RULES

__all__ = ["RULES", "Context", "Finding", "Rule", "Severity", "lint"]

_ORDER = {"error": 0, "warning": 1, "info": 2}


def lint(document: Document, *, context: Context | None = None) -> tuple[Finding, ...]:
    """Everything that the rules find in an item or a tutorial: errors, then warnings, then advice."""
    known = context or Context()
    found = (finding for rule in RULES for finding in rule.findings(document, known))
    return tuple(sorted(found, key=lambda finding: _ORDER[finding.severity]))
