"""How fast answers are scored and documents are read: `python -m benchmarks.score_speed [N]` (100,000 by default).

Half of the texts come once only, as when a whole school answers. The floor of a document does the same work on plain
dictionaries: orjson and hashlib on the same bytes, orjson alone for reading.
"""

import hashlib
import sys
import time

import orjson

from items.document import Item
from items.types.content import Option, Refused
from items.types.multiple_choice import MultipleChoice
from items.types.number import Number
from items.types.short_text import ShortText
from items.types.single_choice import SingleChoice
from tests.interop.releases import item

TEXT = ShortText(
    accepted=("navigateur", "un navigateur", "navigateur web"),
    tolerances=("case", "accents", "spaces", "punctuation", "ligatures", "slips"),
    refused=(Refused(text="moteur de recherche", feedback="Il sert à chercher, non à afficher."),),
)
SPELLINGS = (
    "navigateur",
    "Navigateur",
    " UN NAVIGATEUR",
    "navigatuer",
    "Näviguateur",
    "ordinateur",
    "moteur",
    "je ne sais pas",
)
OPTIONS = tuple(Option(id=f"n{number}", text=f"Option {number}") for number in range(5))
ONE = SingleChoice(options=OPTIONS, key="n2")
SEVERAL = MultipleChoice(options=OPTIONS, keys=("n1", "n3"), strategy="right_minus_wrong")
SELECTIONS = (["n1", "n3"], ["n3", "n1"], ["n1"], ["n0", "n1", "n3"], [])
NUMBER = Number(value="1234.5", tolerance="0.5", unit="€", units=("euros",))


def texts(count):
    """Spellings right, nearly right and wrong; half of the texts come once only."""
    return [SPELLINGS[n % 8] if n % 2 else f"{SPELLINGS[n % 7]} {n}" for n in range(count)]


def rate(act, things, rounds=5):
    """How many things a second of processor, in the best of some rounds: other programs do not count."""
    best = min(timed(act, things) for _ in range(rounds))
    return len(things) / best


def timed(act, things):
    """The seconds of processor that it takes."""
    start = time.process_time()
    for thing in things:
        act(thing)
    return time.process_time() - start


def score_answers(count):
    """Print the answers scored a second, type by type, with what is asked of them."""
    for name, content, answers, asked in (
        ("short text", TEXT, texts(count), 50_000),
        ("number", NUMBER, [f"{n:,} €".replace(",", "\u202f") for n in range(count)], 50_000),
        ("single choice", ONE, [f"n{n % 6}" for n in range(count)], 200_000),
        ("multiple choice", SEVERAL, [SELECTIONS[n % 5] for n in range(count)], 200_000),
    ):
        found = rate(content.score, answers)
        print(f"{name:16} {found:>12,.0f} answers/s  {found / asked:5.1f} × the {asked:,} asked")


def plain_digest(values):
    """The digest of a document that is a dictionary."""
    return hashlib.sha256(orjson.dumps(values)).hexdigest()


def read_documents(count):
    """Print the documents digested and read a second, beside the floor, for a small and a large document."""
    options = [{"id": f"n{n}", "text": f"Option {n}", "feedback": "Relis la consigne."} for n in range(20)]
    large = item(content={"type": "multiple_choice", "options": options, "keys": ["n1"]})
    for name, document in (("small", item()), ("large", large)):
        data = document.canonical()
        values = orjson.loads(data)
        ours, floor = rate(Item.digest, [document] * count), rate(plain_digest, [values] * count)
        print(f"digest, {name:8} {ours:>12,.0f} documents/s  {ours / floor:5.2f} of the floor ({len(data):,} bytes)")
        read, floor = rate(Item.parse, [data] * count), rate(orjson.loads, [data] * count)
        print(f"read, {name:10} {read:>12,.0f} documents/s  {read / floor:5.2f} of the floor")


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    score_answers(number)
    read_documents(max(number // 10, 1))
