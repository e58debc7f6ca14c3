"""Moodle XML: the question bank format of Moodle (docs.moodle.org/en/Moodle_XML_format).

Categories follow competences, `idnumber` is the identity, Markdown goes as it is: Moodle reads it.
"""

import base64
import re
from collections.abc import Iterable
from typing import IO
from xml.sax.saxutils import escape

from interop.bundle import Bundle
from interop.exporters.exporter import (
    Accept,
    Exporter,
    NotExpressible,
    Rendered,
    content_losses,
    labels,
    left_out,
    render_each,
    weights,
)
from interop.manifest import AssetEntry
from interop.report import Report
from items.document import Item

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
CARRIED = frozenset(
    [
        "id",
        "title",
        "alignments",
        "statement",
        "content",
        "disciplines",
        "classes",
        "tags",
        "illustration",
        "attachments",
        "hint",
        "feedback",
    ]
)
QUOTES = {"\r": "&#13;", '"': "&quot;"}


def export(bundle: Bundle, stream: IO[bytes], accept: Accept = frozenset()) -> Report:
    """Write every challenge of a release that Moodle can play."""
    report = Report("moodle")
    files = {entry.sha256: entry for entry in bundle.manifest.assets}
    category = ""
    stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n')
    for item, text in render_each(bundle, report, lambda item: _question(item, bundle, files, accept)):
        if category != (category := f"top/{item.primary.framework}/{item.primary.competence}"):
            stream.write(_category(category).encode())
        stream.write(text.encode())
    stream.write(b"</quiz>\n")
    return report


def _category(path: str) -> str:
    return f'<question type="category"><category><text>$course$/{escape(path)}</text></category></question>\n'


def _question(item: Item, bundle: Bundle, files: dict[str, AssetEntry], accept: Accept) -> Rendered:
    shares = weights(item)
    losses = content_losses(item, accept)
    parts = [
        f"<name>{_text(item.title)}</name>",
        f'<questiontext format="markdown">{_text(_statement(item))}{"".join(_files(item, bundle, files))}'
        "</questiontext>",
        "<defaultgrade>1</defaultgrade><penalty>0</penalty><hidden>0</hidden>",
        f"<idnumber>{item.id}</idnumber>",
        f"<single>{_yes(item.content.type == 'single_choice')}</single>",
        f"<shuffleanswers>{_yes(item.delivery.shuffle)}</shuffleanswers><answernumbering>none</answernumbering>",
        _rich("correctfeedback", item.feedback.correct),
        _rich("incorrectfeedback", item.feedback.incorrect),
        *(
            f'<answer fraction="{shares[option.id]}" format="plain_text">{_text(option.text)}'
            f"{_rich('feedback', option.feedback)}</answer>"
            for option in item.content.options
        ),
        _rich("hint", item.hint) if item.hint else "",
        f"<tags>{''.join(f'<tag>{_text(label)}</tag>' for label in labels(item))}</tags>",
    ]
    text = f'<question type="multichoice">{"".join(parts)}</question>\n'
    if ILLEGAL.search(text):
        raise NotExpressible("it holds a control character that XML cannot carry")
    return Rendered(text, (*losses, *left_out(item, CARRIED, "Moodle XML")))


def _statement(item: Item) -> str:
    """The statement, its illustration and its attachments as Markdown that points at the question's own files."""
    lines = [item.statement]
    if item.illustration:
        lines.append(f"![{item.illustration.alt}](@@PLUGINFILE@@/{item.illustration.asset})")
    lines += [f"[{attachment.label}](@@PLUGINFILE@@/{attachment.asset})" for attachment in item.attachments]
    return "\n\n".join(lines)


def _files(item: Item, bundle: Bundle, files: dict[str, AssetEntry]) -> Iterable[str]:
    for asset in item.assets:
        content = base64.b64encode(b"".join(bundle.asset(files[asset.sha256]))).decode()
        yield f'<file name="{asset.sha256}" path="/" encoding="base64">{content}</file>'


def _rich(tag: str, markdown: str) -> str:
    return f'<{tag} format="markdown">{_text(markdown)}</{tag}>'


def _text(text: str) -> str:
    return f"<text>{escape(text, QUOTES)}</text>"


def _yes(value: bool) -> str:
    return "true" if value else "false"


EXPORTER = Exporter("moodle", ".xml", "application/xml", export)
