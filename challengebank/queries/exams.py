"""A bank's challenges as the exam solver knows them."""

import orjson
from django.conf import settings

from challengebank.assembly import ExamRules, Question
from challengebank.models import Bank
from challengebank.queries.selection import select
from frameworks.queries import known_competences


def exam_rules(bank: Bank) -> ExamRules:
    """The certification exam over the competences and levels that the bank's rules ask for."""
    rules = bank.selection
    competences = rules.competences or tuple(known_competences(bank.framework))
    highest = min(rules.highest_level, settings.VIVIER_HIGHEST_LEVEL)
    return ExamRules(tuple(sorted(competences)), tuple(range(rules.lowest_level, highest + 1)))


def exam_questions(bank: Bank) -> list[Question]:
    """What the bank selects now, in the order of a release."""
    columns = ("pk", "identity", "competence", "level", "document")
    return [_question(*values) for values in select(bank).values_list(*columns).iterator(chunk_size=2000)]


def _question(key: int, identity: object, competence: str, level: int, content: bytes) -> Question:
    document = orjson.loads(bytes(content))
    return Question(
        key=key,
        identity=str(identity),
        competence=competence,
        level=level,
        seconds=document["delivery"]["estimated_time"],
        theme=next(alignment["theme"] for alignment in document["alignments"] if alignment["primary"]),
        family=document.get("family") or "",
        enemies=frozenset(document.get("enemies", ())),
        accessible=frozenset(name for name, usable in document["accessibility"].items() if usable),
    )
