"""Files that come with a question: pictures become its illustration, the others its attachments."""

import base64
import binascii
import hashlib
import mimetypes
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import unquote

from interop.findings import Finding
from interop.html import DATA
from items.messages import Message, message

LINK = re.compile(rf"(!?)\[((?:\\.|[^\]\\\n])*)\]\((?:@@PLUGINFILE@@/([^\s()]+)|({DATA}))\)")
POINTED = ("](@@PLUGINFILE@@/", "](data:image/")
ALONE = re.compile(r"(?:\n\n|^)\x00[^\x00]*\x00(?=\n\n|$)")
"""A paragraph that was no more than a file."""
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
    """Give a draft the files that its texts point at (`@@PLUGINFILE@@/path`), and say what became of them.

    The first picture illustrates; a picture without alternative text asks for one. What a hint or a feedback shows is
    left out: beside the statement it would tell the answer.
    """
    plain = str(draft)
    if not any(mark in plain for mark in POINTED):
        return
    taken: dict[str, File] = {}
    findings: list[Finding] = []

    def took(found: re.Match[str]) -> str:
        mark, label, path = found[1], unescape(ESCAPE.sub(r"\1", found[2])).strip(), unquote(found[3] or "")
        file = files.get(path) if path else _inline(found[4])
        if wrong := problem(file, path, where, draft["title"]):
            findings.append(wrong)
            return label
        assert file
        taken[file.sha256] = file
        findings.extend(_place(draft, file, bool(mark), label, where))
        return "\0\0" if mark else f"\0{found[2]}\0"

    def asked(text: str) -> str:
        return ALONE.sub("", LINK.sub(took, text)).replace("\0", "").strip()

    draft["statement"] = asked(draft["statement"])
    if "text" in draft.get("content", ()):
        draft["content"]["text"] = asked(draft["content"]["text"])
    left: list[str] = []
    for name in draft.keys() - {"statement"}:
        draft[name] = _without_files(draft[name], left)
    findings += [Finding("warning", where, _left_out(path), draft["title"]) for path in dict.fromkeys(left)]
    known = {asset["sha256"] for asset in draft.get("assets", ())}
    if new := [file for file in taken.values() if file.sha256 not in known]:
        draft.setdefault("assets", []).extend(file.asset() for file in new)
    yield from taken.values()
    yield from findings


def _inline(address: str) -> File | None:
    """The picture that an address holds by itself."""
    head, _comma, body = address.partition(",")
    try:
        content = base64.b64decode(body)
    except binascii.Error:
        return None
    kind = head.removeprefix("data:image/").removesuffix(";base64").replace("jpeg", "jpg")
    return File(f"image-{hashlib.sha256(content).hexdigest()[:8]}.{kind}", content)


def _without_files(value: Any, left: list[str]) -> Any:
    """The value, in which each text says the label of a file instead of pointing at it."""

    def out(found: re.Match[str]) -> str:
        left.append(unquote(found[3] or "image"))
        return f"({found[2]}) " if found[1] and found[2].strip() else found[2]

    if isinstance(value, str):
        return LINK.sub(out, value).strip() if any(mark in value for mark in POINTED) else value
    if isinstance(value, list):
        return [_without_files(each, left) for each in value]
    if isinstance(value, dict):
        return {name: _without_files(each, left) for name, each in value.items()}
    return value


def _left_out(path: str) -> Message:
    return message("the file %(name)s of a hint or a feedback did not come along", name=path)


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


def problem(file: File | None, path: str, where: str, title: str) -> Finding | None:
    """Why a file does not come along; None when it does."""
    if file is None or not file.content:
        return Finding("warning", where, message("the file %(name)s is not there", name=path or "image"), title)
    if len(file.content) > MOST_BYTES:
        return Finding("warning", where, message("the file %(name)s is too large: left out", name=path), title)
    if "svg" in file.media_type and ACTIVE.search(file.content):
        return Finding("warning", where, message("the picture %(name)s holds a script: left out", name=path), title)
    return None
