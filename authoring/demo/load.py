"""Read the demo content: the challenges and tutorials of `challenges/` and `tutorials/`, with the files they use.

One TOML file a discipline. Identities are derived from slugs, so that the same content always gives the same documents.
The first alignment of an entry is its primary one. Files are named in the TOML and stand in `files/`.
"""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from items.document import Item, Tutorial

FOLDER = Path(__file__).parent
NAMESPACE = UUID("6f1a2f0c-5d0e-4c6b-9a53-2f4b8f1f7a10")
LICENCE = "CC BY-SA 4.0"
AUTHORS = ["Équipe Vivier"]
DISCIPLINES = {"documentation-emi": ["documentation", "emi"]}
"""Files that serve several disciplines; any other is named after its own."""
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".png": "image/png",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
}

SHARED = ("title", "classes", "tags")
TUTORIAL = ("kind", "body", "url", "duration")
DELIVERY = ("shuffle", "estimated_time", "time_limit", "focus", "calculator", "devices", "sites")
ACCESSIBILITY = ("blind", "colour_blind", "deaf")
TUTORIAL_LINKS = ("understand", "further")

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Demo:
    """What a demo bank starts with. `files` are bytes by SHA-256."""

    items: tuple[Item, ...]
    tutorials: tuple[Tutorial, ...]
    files: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class File:
    """A file that an entry uses."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    def asset(self) -> Values:
        """The file as a document declares it."""
        media_type = MEDIA_TYPES[Path(self.name).suffix]
        return {"sha256": self.sha256, "name": self.name, "media_type": media_type, "size": len(self.data)}


def read_demo(folder: Path = FOLDER) -> Demo:
    """Read and check everything in `folder`; InvalidDocument says every place and reason of a wrong entry."""
    files = {path.name: File(path.name, path.read_bytes()) for path in sorted((folder / "files").iterdir())}
    return Demo(
        items=tuple(read_item(entry, files) for entry in entries(folder, "challenge")),
        tutorials=tuple(read_tutorial(entry, files) for entry in entries(folder, "tutorial")),
        files={file.sha256: file.data for file in files.values()},
    )


def entries(folder: Path, kind: str) -> Iterator[Values]:
    """Every `challenge` or `tutorial` of `folder`, with its identity and its disciplines."""
    for path in sorted((folder / f"{kind}s").glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))[kind]:
            disciplines = DISCIPLINES.get(path.stem, [path.stem])
            yield entry | {"id": identity(kind, entry["slug"]), "disciplines": disciplines}


def identity(kind: str, slug: str) -> str:
    """The identity of the `challenge` or the `tutorial` of this slug."""
    return str(uuid5(NAMESPACE, f"{kind}/{slug}"))


def read_item(entry: Values, files: dict[str, File]) -> Item:
    """The challenge that an entry describes."""
    content = entry["content"]
    if "image" in content:
        content = content | {"image": files[content["image"]].sha256}
    return Item.parse(
        shared(entry, files)
        | {
            "purpose": entry["purpose"],
            "statement": entry["statement"].strip(),
            "content": content,
            "hint": entry["hint"],
            "feedback": {"correct": entry["feedback_correct"], "incorrect": entry["feedback_incorrect"]},
            "delivery": given(entry, DELIVERY),
            "accessibility": given(entry, ACCESSIBILITY),
            "tutorials": {
                place: [identity("tutorial", slug) for slug in slugs]
                for place, slugs in given(entry, TUTORIAL_LINKS).items()
            },
            "answer_tests": [answer_test(sample) for sample in entry.get("answer_tests", ())],
        }
    )


def read_tutorial(entry: Values, files: dict[str, File]) -> Tutorial:
    """The tutorial that an entry describes."""
    return Tutorial.parse(shared(entry, files) | given(entry, TUTORIAL))


def shared(entry: Values, files: dict[str, File]) -> Values:
    """What challenges and tutorials have in common."""
    illustration = entry.get("illustration")
    return given(entry, SHARED) | {
        "id": entry["id"],
        "disciplines": entry["disciplines"],
        "alignments": [place | {"primary": rank == 0} for rank, place in enumerate(entry["alignments"])],
        "licence": LICENCE,
        "authors": entry.get("authors", AUTHORS),
        "illustration": illustration and named(illustration, files),
        "attachments": [named(attachment, files) for attachment in entry.get("attachments", ())],
        "assets": [files[name].asset() for name in sorted(file_names(entry))],
    }


def named(part: Values, files: dict[str, File]) -> Values:
    """An illustration or an attachment, whose file is named by its digest."""
    return {"asset": files[part["file"]].sha256} | {field: part[field] for field in part if field != "file"}


def file_names(entry: Values) -> set[str]:
    """The names of the files that an entry uses."""
    described = [*entry.get("attachments", ()), *filter(None, [entry.get("illustration")])]
    image = entry.get("content", {}).get("image")
    return {part["file"] for part in described} | ({image} if image else set())


def answer_test(sample: Values) -> Values:
    """A sample answer as documents say it: in thousandths, right or wrong unless the entry says how much."""
    thousandths = sample.get("thousandths", 1000 if sample["correct"] else 0)
    return {"answer": sample["answer"], "thousandths": thousandths, "note": sample["note"]}


def given(entry: Values, fields: tuple[str, ...]) -> Values:
    """The fields that an entry gives, among these."""
    return {field: entry[field] for field in fields if field in entry}
