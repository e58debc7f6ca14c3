"""The questions that a reviewer answers about a document, by name: the rubric and the differences share them."""

from items.document import Document, Item

CRITERIA = (
    "key_correct",
    "aligned",
    "statement_clear",
    "distractors_plausible",
    "feedback_useful",
    "accessible",
    "fair",
    "legal_privacy",
    "time_right",
    "not_guessable",
)
"""Every criterion, in the order of the rubric."""

_WITH_DISTRACTORS = frozenset({"single_choice", "multiple_choice", "inline_choice", "match", "hotspot"})
_WITHOUT_A_KEY = frozenset({"key_correct", "distractors_plausible", "feedback_useful", "not_guessable"})


def criteria_of(document: Document) -> tuple[str, ...]:
    """The criteria that apply to a document, in the order of the rubric.

    A tutorial has no key; only a choice has distractors; only a certification must not be guessed.
    """
    return tuple(name for name in CRITERIA if name not in _without(document))


def _without(document: Document) -> frozenset[str]:
    if not isinstance(document, Item):
        return _WITHOUT_A_KEY
    names = set()
    if document.content.type not in _WITH_DISTRACTORS:
        names.add("distractors_plausible")
    if document.purpose != "certification":
        names.add("not_guessable")
    return frozenset(names)
