"""How long the lint of one document takes: `python benchmarks/lint_speed.py`.

Every challenge and tutorial of the demo, spelling included. `first_ms` has the dictionaries to load. Warm: the words
have been looked up before, as while an author types. Prints one JSON line, in milliseconds of processor time (so that a
busy machine does not change them), and the five slowest rules.
"""

import json
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from authoring.demo.load import read_demo
from items.document import Document
from items.lint import RULES, Context, lint


def timed(document: Document) -> float:
    """Milliseconds of one lint."""
    start = time.process_time()
    lint(document)
    return (time.process_time() - start) * 1000


def by_rule(documents: list[Document]) -> dict[str, float]:
    """Milliseconds a document that each rule takes, the slowest first."""
    took = {}
    for rule in RULES:
        start = time.process_time()
        for document in documents:
            list(rule.findings(document, Context()))
        took[rule.name] = (time.process_time() - start) * 1000 / len(documents)
    return dict(sorted(took.items(), key=lambda entry: -entry[1]))


def main() -> dict[str, object]:
    """All figures."""
    demo = read_demo()
    documents = [*demo.items, *demo.tutorials]
    cold = [timed(document) for document in documents]
    warm = sorted(timed(document) for document in documents for _ in range(5))
    slowest = list(by_rule(documents).items())[:5]
    return {
        "documents": len(documents),
        "rules": len(RULES),
        "first_ms": round(cold[0], 1),
        "cold_ms_p50": round(statistics.median(cold[1:]), 2),
        "warm_ms_p50": round(statistics.median(warm), 2),
        "warm_ms_p95": round(warm[int(len(warm) * 0.95)], 2),
        "slowest_rules_ms": {name: round(ms, 2) for name, ms in slowest},
    }


if __name__ == "__main__":
    print(json.dumps(main()))
