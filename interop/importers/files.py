"""Files that come with a question: pictures become its illustration, the others its attachments."""

import hashlib
import mimetypes
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import unquote

from interop.findings import Finding
from items.messages import message

LINK = re.compile(r"(!?)\[((?:\\.|[^\]\\\n])*)\]\(@@PLUGINFILE@@/([^\s()]+)\)")
ALONE = re.compile(r"(?:\n\n|^)\x00(?=\n\n|$)")
ESCAPE = re.compile(r"\\([^\w\s]|_)")
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")
ACTIVE = re.compile(
    rb"<\s*(?:script|foreignObject|iframe|handler|!ENTITY)|\son\w+\s*=|javascript:|href\s*=\s*[\"']\s*https?:", re.I
)
MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class File:
    """A file named by the SHA-256 of its content."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The digest that drafts name it by."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def media_type(self) -> str:
        """The type that its name tells."""
        guessed = mimetypes.guess_type(self.name)[0] or ""
        return guessed if MEDIA_TYPE.fullmatch(guessed) else "application/octet-stream"

    def asset(self) -> dict[str, Any]:
        """Its entry in a document."""
        name = re.sub(r"[\n\r\0]", " ", self.name).strip()[:500] or "file"
        return {"sha256": self.sha256, "name": name, "media_type": self.media_type, "size": len(self.content)}


def take_files(draft: dict[str, Any], files: Mapping[str, File], where: str) -> Iterator[File | Finding]:
    """Give a draft the files that its statement points at (`@@PLUGINFILE@@/path`), and say what became of them.

    The first picture illustrates; a picture without alternative text asks for one.
    """
    taken: dict[str, File] = {}
    findings: list[Finding] = []

    def took(found: re.Match[str]) -> str:
        mark, label, path = found[1], unescape(ESCAPE.sub(r"\1", found[2])).strip(), unquote(found[3])
        file = files.get(path)
        if problem := _problem(file, path, where, draft["title"]):
            findings.append(problem)
            return label
        assert file
        taken[file.sha256] = file
        findings.extend(_place(draft, file, bool(mark), label, where))
        return "\0"

    statement = LINK.sub(took, draft["statement"])
    draft["statement"] = ALONE.sub("", statement).replace("\0", "").strip()
    if taken:
        draft["assets"] = [file.asset() for file in taken.values()]
    yield from taken.values()
    yield from findings


def _place(draft: dict[str, Any], file: File, picture: bool, label: str, where: str) -> Iterator[Finding]:
    if picture and "illustration" not in draft:
        draft["illustration"] = {"asset": file.sha256, "alt": label}
        if not label:
            text = message("the picture %(name)s needs an alternative text", name=file.name)
            yield Finding("warning", where, text, draft["title"])
    else:
        attachments = draft.setdefault("attachments", [])
        if all(attached["asset"] != file.sha256 for attached in attachments):
            attachments.append({"asset": file.sha256, "label": label or file.name})
        if picture:
            text = message("the picture %(name)s came in as a file to open", name=file.name)
            yield Finding("note", where, text, draft["title"])


def _problem(file: File | None, path: str, where: str, title: str) -> Finding | None:
    if file is None:
        return Finding("warning", where, message("the file %(name)s is not there", name=path), title)
    if len(file.content) > MOST_BYTES:
        return Finding("warning", where, message("the file %(name)s is too large: left out", name=path), title)
    if "svg" in file.media_type and ACTIVE.search(file.content):
        return Finding("warning", where, message("the picture %(name)s holds a script: left out", name=path), title)
    return None
