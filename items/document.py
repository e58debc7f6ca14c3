"""The item document: the exact content that reviewers judge, that a release carries and that an engine plays.

Canonical form: UTF-8 JSON, keys sorted by code point, no white space, every field present, strings in NFC, no float
(decimals are canonical strings). It is the RFC 8785 form of such a document. Its digest is the SHA-256 of those bytes.
"""

import hashlib
import re
from collections import Counter
from operator import attrgetter
from typing import Annotated, Any, Literal, Self

import orjson
from pydantic import Field, ValidationError, model_validator

from items.base import Frozen, Label, Line, Locale, Markdown, Seconds, Sha256, Slug, Uuid
from items.errors import InvalidDocument, problems
from items.scoring import AnswerTest
from items.types import Content

FIELDS = attrgetter("__dict__")
"""The fields of a model as orjson wants them: it is `vars`, a fifth faster."""

Purpose = Literal["training", "certification"]
CompetenceCode = Annotated[str, Field(pattern=r"^[1-9]\.[1-9]$")]
CRCN = frozenset(
    f"{domain}.{place}" for domain, count in enumerate((3, 4, 4, 3, 2), 1) for place in range(1, count + 1)
)
"""The sixteen competences of the CRCN (arrêté du 30 août 2019), domain by domain."""

IMAGE_IN_TEXT = re.compile(rb"asset:([0-9a-f]{64})")
"""How a Markdown text names a file of its document."""


class Alignment(Frozen):
    """One place in a framework that the document works on."""

    framework: Slug = "crcn"
    competence: CompetenceCode
    level: int = Field(ge=1, le=8)
    theme: Line = ""
    primary: bool = False

    @model_validator(mode="after")
    def _competence_exists(self) -> Self:
        if self.framework == "crcn" and self.competence not in CRCN:
            raise ValueError(f"the CRCN has no competence {self.competence}")
        return self


class Asset(Frozen):
    """A file that travels with the document, named by its own SHA-256."""

    sha256: Sha256
    name: Label
    media_type: Annotated[str, Field(pattern=r"^[a-z]+/[a-z0-9.+-]+$")]
    size: int = Field(ge=0, le=50_000_000)


class Illustration(Frozen):
    """An image beside the statement. Its alternative text is mandatory."""

    asset: Sha256
    alt: Label
    credit: Line = ""


class Attachment(Frozen):
    """A file the pupil opens or downloads."""

    asset: Sha256
    label: Label


class Feedback(Frozen):
    """What the pupil reads after answering, beside the feedback of each option."""

    correct: Markdown = ""
    incorrect: Markdown = ""


class Delivery(Frozen):
    """How an engine plays the item. Times are in seconds."""

    shuffle: bool = True
    estimated_time: Seconds | None = None
    time_limit: Seconds | None = None
    focus: bool = False
    calculator: bool = False
    devices: tuple[Literal["computer", "tablet", "phone"], ...] = ("computer", "tablet", "phone")
    sites: tuple[Line, ...] = ()


class Accessibility(Frozen):
    """Who can answer without help: True when usable as it is, None when nobody has said."""

    blind: bool | None = None
    colour_blind: bool | None = None
    deaf: bool | None = None


class TutorialLinks(Frozen):
    """Tutorials by their identity: to understand before, to go further after."""

    understand: tuple[Uuid, ...] = ()
    further: tuple[Uuid, ...] = ()


class Document(Frozen):
    """What items and tutorials share: identity, alignment, origin, files."""

    id: Uuid
    locale: Locale = "fr"
    title: Label
    alignments: Annotated[tuple[Alignment, ...], Field(min_length=1, max_length=10)]
    disciplines: tuple[Slug, ...] = ()
    classes: tuple[Slug, ...] = ()
    tags: tuple[Line, ...] = ()
    licence: Line = ""
    authors: tuple[Label, ...] = ()
    source: Line = ""
    translation_of: Uuid | None = None
    illustration: Illustration | None = None
    attachments: tuple[Attachment, ...] = ()
    assets: tuple[Asset, ...] = ()

    @property
    def primary(self) -> Alignment:
        """The one alignment that counts in coverage."""
        first, *others = self.alignments
        return first if first.primary else next(alignment for alignment in others if alignment.primary)

    @model_validator(mode="after")
    def _one_primary_alignment(self) -> Self:
        if sum(alignment.primary for alignment in self.alignments) != 1:
            raise ValueError("exactly one alignment must be primary")
        places = Counter((a.framework, a.competence) for a in self.alignments)
        if repeated := [code for (_, code), count in places.items() if count > 1]:
            raise ValueError(f"competence {repeated[0]} is aligned twice")
        return self

    @model_validator(mode="after")
    def _assets_are_all_declared(self) -> Self:
        used = self.files()
        declared = {asset.sha256 for asset in self.assets}
        if missing := sorted(used - declared):
            raise ValueError(f"asset {missing[0]} is used but not declared in assets")
        if unused := sorted(declared - used):
            raise ValueError(f"asset {unused[0]} is declared but never used")
        return self

    def files(self) -> set[str]:
        """SHA-256 of each file used: illustration, attachments, images in the texts, and what the content needs."""
        used = {attachment.asset for attachment in self.attachments}
        if self.illustration:
            used.add(self.illustration.asset)
        return used | {digest.decode() for digest in IMAGE_IN_TEXT.findall(self.canonical())}

    def canonical(self) -> bytes:
        """The canonical JSON of this document."""
        return orjson.dumps(self, default=FIELDS, option=orjson.OPT_SORT_KEYS)

    def digest(self) -> str:
        """SHA-256 of the canonical JSON, in lower-case hexadecimal."""
        return hashlib.sha256(self.canonical()).hexdigest()

    @classmethod
    def parse(cls, data: bytes | str | dict[str, Any]) -> Self:
        """Read a document from JSON or from plain values; InvalidDocument says every place and reason."""
        text = orjson.dumps(data) if isinstance(data, dict) else data
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            raise InvalidDocument(problems(error)) from None


class Item(Document):
    """A challenge as an engine plays it.

    `family` is the identity of the prototype that this item varies (its own for a prototype), and `varies` names the
    fields that are the variant's own (items/families.py). `enemies` are identities that must not meet it in one test.
    """

    format: Literal["vivier.item/1"] = "vivier.item/1"
    purpose: Purpose = "training"
    statement: Annotated[Markdown, Field(min_length=1)]
    content: Content
    hint: Markdown = ""
    feedback: Feedback = Feedback()
    delivery: Delivery = Delivery()
    accessibility: Accessibility = Accessibility()
    tutorials: TutorialLinks = TutorialLinks()
    answer_tests: tuple[AnswerTest, ...] = ()
    family: Uuid | None = None
    varies: tuple[Slug, ...] = ()
    enemies: tuple[Uuid, ...] = ()

    @model_validator(mode="after")
    def _type_has_what_it_needs(self) -> Self:
        if self.content.type == "file_task" and not self.attachments:
            raise ValueError("a file task needs an attachment: the file to open")
        if self.content.type == "extended_text" and self.purpose == "certification":
            raise ValueError("an extended text is judged by the pupil: it cannot certify")
        return self

    def files(self) -> set[str]:
        return super().files() | self.content.asset_digests()


class Tutorial(Document):
    """A lesson that a challenge points to: a text of ours, or a link, a video or a file."""

    format: Literal["vivier.tutorial/1"] = "vivier.tutorial/1"
    kind: Literal["text", "link", "video", "file"] = "text"
    body: Markdown = ""
    url: Line = ""
    duration: Seconds | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.kind == "text" and not self.body.strip():
            raise ValueError("a text tutorial needs a body")
        if self.kind in ("link", "video") and not self.url.startswith("https://"):
            raise ValueError("a link or a video needs an https:// address")
        if self.kind == "file" and not self.attachments:
            raise ValueError("a file tutorial needs an attachment")
        return self


DOCUMENTS: dict[str, type[Document]] = {"vivier.item/1": Item, "vivier.tutorial/1": Tutorial}


def parse_document(data: bytes) -> Document:
    """Read an item or a tutorial, whichever its `format` says."""
    try:
        head = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise InvalidDocument.at("", f"not JSON: {error}") from None
    name = head.get("format") if isinstance(head, dict) else None
    if name not in DOCUMENTS:
        raise InvalidDocument.at("format", f"unknown document format {name!r}")
    return DOCUMENTS[name].parse(data)
