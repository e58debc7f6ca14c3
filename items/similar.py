"""Challenges that are nearly the same: fingerprints, what two of them share, and which of many to compare.

A fingerprint is three sets of shingles: words of four letters or more, and pairs of neighbouring words, of the stem, of
the options and of the key; folded, so that case, accents and punctuation do not count. Likeness is Jaccard's index:
shared shingles over all shingles. To find what is alike without comparing everything with everything, MinHash
signatures (Broder, 1997) are cut in bands (Leskovec, Rajaraman & Ullman, « Mining of Massive Datasets », chapter 3):
two fingerprints with a band in common are compared. Hashing and signatures are rensa's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from items.document import Item
from items.lint.choices import answers, folded
from items.lint.texts import texts

BANDS, ROWS = 32, 4
"""A pair with likeness s is compared with probability 1 - (1 - s⁴)³²: 0.999 at 0.7, 0.87 at 0.5, 0.003 at 0.1."""
SEED = 20_260_301
ALIKE = 0.4
"""Likeness from which two challenges are said to be nearly the same."""
SHARED = 0.8
"""Likeness from which a stem, options or a key are said to be shared."""
_MULTIPLIERS = np.random.default_rng(SEED).integers(1, 2**63, size=(BANDS, ROWS), dtype=np.uint64) | np.uint64(1)

MARGIN = 0.15
"""Three standard errors of a likeness estimated from a signature."""
MOST_ALIKE = 200
"""How many texts with one band in common are paired: beyond, they are copies of one another."""
CHUNK = 50_000
LONG = 4
_TOKEN = re.compile(r"\w+(?:[.,]\d+)*")

Shingles = frozenset[int]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Fingerprint:
    """The hashes of the shingles of an item, 64 bits each."""

    stem: Shingles
    options: Shingles
    key: Shingles

    @cached_property
    def whole(self) -> Shingles:
        """Every shingle, once."""
        return self.stem | self.options | self.key

    def pack(self) -> bytes:
        """Three sets as bytes, in little-endian 64-bit integers: their sizes, then their members in order."""
        parts = [sorted(part) for part in (self.stem, self.options, self.key)]
        return np.array([*map(len, parts), *parts[0], *parts[1], *parts[2]], dtype="<u8").tobytes()

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """The fingerprint that `pack` wrote."""
        values: list[int] = np.frombuffer(packed, dtype="<u8").tolist()
        first, second = 3 + values[0], 3 + values[0] + values[1]
        return cls(*map(frozenset, (values[3:first], values[first:second], values[second:])))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two items are alike, from 0 to 1: on the whole and part by part."""

    whole: float
    stem: float
    options: float
    key: float

    @property
    def shared(self) -> tuple[str, ...]:
        """The parts that both have, nearly word for word: `stem`, `options`, `key`."""
        return tuple(part for part in ("stem", "options", "key") if getattr(self, part) >= SHARED)

    @property
    def is_near(self) -> bool:
        """Whether an author should look at both."""
        return self.whole >= ALIKE or self.stem >= SHARED


def fingerprints(items: Iterable[Item]) -> list[Fingerprint]:
    """The fingerprint of each item; many at once are faster."""
    tokens = [part for item in items for part in _parts(item)]
    hashed = list(map(frozenset, RMinHash.hash_token_sets(tokens)))
    return [Fingerprint(*hashed[place : place + 3]) for place in range(0, len(hashed), 3)]


def compare(one: Fingerprint, other: Fingerprint) -> Likeness:
    """What two items share. Two empty parts share nothing."""
    return Likeness(
        _jaccard(one.whole, other.whole),
        _jaccard(one.stem, other.stem),
        _jaccard(one.options, other.options),
        _jaccard(one.key, other.key),
    )


def nearest(one: Fingerprint, others: Sequence[Fingerprint], limit: int) -> list[tuple[int, Likeness]]:
    """The places in `others` of those that are near, the most alike on the whole first, and what each shares."""
    shares = [_jaccard(one.whole, other.whole) for other in others]
    near = [
        place
        for place, share in enumerate(shares)
        if share >= ALIKE or _jaccard(one.stem, others[place].stem) >= SHARED
    ]
    near.sort(key=shares.__getitem__, reverse=True)
    return [(place, compare(one, others[place])) for place in near[:limit]]


def bands(prints: Sequence[Fingerprint]) -> NDArray[np.int64]:
    """The band hashes of each fingerprint, an array of len(prints) × BANDS signed 64-bit integers."""
    return _bands(_signatures(prints))


def alike(prints: Sequence[Fingerprint]) -> Iterator[tuple[int, int, Likeness]]:
    """Every pair of fingerprints that are near: their two places in `prints`, the lower one first."""
    for one, other in _candidates(_signatures(prints)):
        likeness = compare(prints[one], prints[other])
        if likeness.is_near:
            yield one, other, likeness


def _signatures(prints: Sequence[Fingerprint]) -> NDArray[np.uint32]:
    """The MinHash signature of each fingerprint, an array of len(prints) × (BANDS × ROWS)."""
    wholes = [list(p.stem | p.options | p.key) for p in prints]
    matrix = RMinHash.digest_matrix_from_token_hash_sets(wholes, BANDS * ROWS, SEED)
    return np.array(matrix.to_rows(), dtype=np.uint32).reshape(len(prints), BANDS * ROWS)


def _bands(signatures: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Multilinear hashes, each band with multipliers of its own."""
    parts = signatures.reshape(-1, BANDS, ROWS).astype(np.uint64)
    hashes: NDArray[np.uint64] = (parts * _MULTIPLIERS).sum(axis=2, dtype=np.uint64)
    return hashes.view(np.int64)


def _candidates(signatures: NDArray[np.uint32]) -> list[tuple[int, int]]:
    """The pairs of rows that have a band in common and signatures that agree well enough, each once, in order."""
    hashes = _bands(signatures)
    pairs: set[tuple[int, int]] = set()
    for band in range(BANDS):
        order = np.argsort(hashes[:, band], kind="stable")
        for ones, others in _neighbours(order, hashes[order, band]):
            agreeing = _agree(signatures, ones, others)
            pairs.update(zip(ones[agreeing].tolist(), others[agreeing].tolist(), strict=True))
    return sorted(pairs)


def _neighbours(order: Places, values: NDArray[np.int64]) -> Iterator[tuple[Places, Places]]:
    """The places whose sorted values are equal, first those next to each other, then two apart, and so on."""
    for apart in range(1, min(MOST_ALIKE, len(values))):
        equal = values[apart:] == values[:-apart]
        if not equal.any():
            return
        yield order[:-apart][equal], order[apart:][equal]


def _agree(signatures: NDArray[np.uint32], ones: Places, others: Places) -> NDArray[np.bool_]:
    """Whether the share of equal places, an estimate of likeness, is not far below what counts as near."""
    parts = [slice(start, start + CHUNK) for start in range(0, len(ones), CHUNK)]
    shares = [(signatures[ones[part]] == signatures[others[part]]).mean(axis=1) for part in parts]
    return np.concatenate(shares) >= ALIKE - MARGIN


def _jaccard(one: Shingles, other: Shingles) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def _parts(item: Item) -> tuple[list[str], list[str], list[str]]:
    read = list(texts(item, "statement", "option", "answer"))
    stem = [text.raw for text in read if text.role == "statement"]
    options = [text.raw for text in read if text.role != "statement"]
    return _shingles(stem), _shingles(options), _shingles(answers(item))


def _shingles(parts: Iterable[str]) -> list[str]:
    found: list[str] = []
    for part in parts:
        tokens = _TOKEN.findall(folded(part))
        found += [token for token in tokens if len(token) >= LONG]
        found += [f"{one} {other}" for one, other in pairwise(tokens)]
        found += tokens if len(tokens) == 1 else ()
    return found
