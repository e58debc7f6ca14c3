"""Entries of a manifest as the canonical bytes they are: quoted from a document as it lies there, and read back.

Models of a hundred thousand entries take half a gigabyte, and most of the time of a release. Bytes pass by a page at a
time; alignments and policies, which many entries have in common, are checked by their models once for each text.
"""

import re
from functools import lru_cache
from typing import Any, NamedTuple

import orjson
from pydantic import JsonValue, TypeAdapter, ValidationError

from items.document import Alignment
from items.errors import InvalidDocument, problems

START = b'{"alignments":'
_TEXT = rb'"[^"\\]*(?:\\.[^"\\]*)*"'
_LIST = rb'(\[[^]"]*(?:' + _TEXT + rb'[^]"]*)*\])'
_OBJECT = rb'\{[^}"]*(?:' + _TEXT + rb'[^}"]*)*\}'
_DOCUMENT = re.compile((rb'\{(?:"accessibility":' + _OBJECT + rb',)?"alignments":' + _LIST).decode(), re.DOTALL)
_REST = re.compile(
    _LIST + rb',"digest":"([0-9a-f]{64})",'
    rb'"id":"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})","number":([1-9][0-9]*),'
    rb'"provenance":\{"decided_at":"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?\+00:00",'
    rb'"policy":(\{.*\})\}\}',
    re.DOTALL,
)
_NAMED = re.compile(rb'\],"digest":"([0-9a-f]{64})","id":"([0-9a-f-]{36})","number":([0-9]+),')
_ALIGNMENTS = TypeAdapter(tuple[Alignment, ...])
_POLICY = TypeAdapter(dict[str, JsonValue])


class Line(NamedTuple):
    """A version as a release carries it: its entry, the digest of its document, and its document."""

    entry: bytes
    digest: str
    content: bytes


class Named(NamedTuple):
    """Which version an entry is of."""

    digest: str
    id: str
    number: str

    @property
    def name(self) -> str:
        """How people name it in a message."""
        return f"{self.id} (version {self.number})"


class Said(NamedTuple):
    """What an entry says that its document says as well, and the version's number."""

    alignments: list[dict[str, Any]]
    digest: str
    id: str
    number: int

    @property
    def name(self) -> str:
        """How people name it in a message."""
        return f"{self.id} (version {self.number})"


def written(document: str, digest: str, id: str, number: int, decided_at: str, policy: str) -> bytes:
    """The entry of the version whose canonical document this is; `policy` is canonical JSON as well."""
    quoted = _DOCUMENT.match(document)
    if quoted is None:
        raise InvalidDocument.at("alignments", f"the document of {id} is not in its canonical form")
    provenance = f'{{"decided_at":"{decided_at}","policy":{policy}}}'
    return (
        f'{{"alignments":{quoted[1]},"digest":"{digest}","id":"{id}","number":{number},"provenance":{provenance}}}'
    ).encode()


def read(rest: bytes) -> Said:
    """What an entry says, from its canonical bytes after START; InvalidDocument when it is anything else."""
    found = _REST.fullmatch(rest)
    if found is None:
        raise InvalidDocument.at("", f"not an entry in its canonical form: {rest[:200]!r}")
    alignments, digest, identity, number, policy = found.groups()
    _check_policy(policy)
    return Said(_alignments(alignments), digest.decode(), identity.decode(), int(number))


def named(rest: bytes) -> Named:
    """Which version an entry is of, from its canonical bytes, of which nothing else is read nor checked."""
    found = _NAMED.search(rest)
    if found is None:
        raise InvalidDocument.at("", f"not an entry in its canonical form: {rest[:200]!r}")
    digest, identity, number = found.groups()
    return Named(digest.decode(), identity.decode(), number.decode())


@lru_cache(maxsize=10_000)
def _alignments(text: bytes) -> list[dict[str, Any]]:
    return [vars(alignment) for alignment in canonical(_ALIGNMENTS, text)]


@lru_cache(maxsize=1000)
def _check_policy(text: bytes) -> None:
    canonical(_POLICY, text)


def canonical(kind: TypeAdapter[Any], text: bytes) -> Any:
    """The value of this kind that these bytes are the canonical form of; InvalidDocument when they are not."""
    try:
        value = kind.validate_json(text)
    except ValidationError as error:
        raise InvalidDocument(problems(error)) from None
    if orjson.dumps(value, default=vars, option=orjson.OPT_SORT_KEYS) != text:
        raise InvalidDocument.at("", f"not in its canonical form: {text[:200]!r}")
    return value
