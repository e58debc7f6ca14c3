"""How long it takes to prove that exam forms exist: `python benchmarks/exam_assembly.py N K`.

N challenges drawn at random over 16 competences, 8 levels and 8 themes a competence, some with enemies and families;
K parallel forms of 32 questions. Prints one JSON line.
"""

import json
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from challengebank.assembly import ExamRules, Question, prove
from challengebank.assembly.exam import ADAPTATIONS
from items.document import CRCN

COMPETENCES = tuple(sorted(CRCN))


def question(number: int, count: int, chance: random.Random) -> Question:
    """A challenge as a bank may hold it: one in twenty has an enemy, one in ten is in a family of about four."""
    return Question(
        key=number,
        identity=str(number),
        competence=chance.choice(COMPETENCES),
        level=chance.randint(1, 8),
        seconds=chance.choice([None, 60, 90, 120, 180, 240, 300]),
        theme=f"theme {chance.randint(1, 8)}",
        family=str(chance.randint(0, count // 40)) if chance.random() < 0.1 else "",
        enemies=frozenset({str(chance.randrange(count))}) if chance.random() < 0.05 else frozenset(),
        accessible=frozenset(a for a in ADAPTATIONS if chance.random() < 0.9),
    )


def main(count: int, forms: int) -> None:
    """Prove, and say in how long."""
    chance = random.Random(1)
    questions = [question(number, count, chance) for number in range(count)]
    start = time.perf_counter()
    proof = prove(questions, ExamRules(COMPETENCES, tuple(range(1, 9))), forms)
    result = {
        "items": count,
        "forms": forms,
        "seconds": round(time.perf_counter() - start, 2),
        "possible": proof.possible,
        "proved": proof.proved,
        "overlap": round(proof.overlap, 3),
        "missing": sum(cell.count for cell in proof.missing),
        "set_aside": proof.set_aside,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
