"""Moodle XML: the question bank format of Moodle (docs.moodle.org/en/Moodle_XML_format).

Categories follow competences, `idnumber` is the identity, Markdown goes as it is: Moodle reads it.
"""

import base64
from collections.abc import Iterable
from typing import IO
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from interop.bundle import Bundle
from interop.exporters.exporter import Accept, Exporter, Ledger, lose_all_but, render_each
from interop.exporters.moodle_questions import Question, asked
from interop.exporters.moodle_xml import combined, rich, text, whole, yes
from interop.exporters.xml_text import encoded
from interop.labels import CARRIED as LABELLED
from interop.labels import labels
from interop.manifest import AssetEntry
from interop.report import Report
from items.document import Asset, Item
from items.messages import message

CARRIED = (*LABELLED, "illustration", "attachments", "hint", "feedback", "delivery.shuffle")
FILES = b"<!--files-->"


def export(bundle: Bundle, stream: IO[bytes], accept: Accept = frozenset()) -> Report:
    """Write every challenge of a release that Moodle can play."""
    report = Report("moodle")
    files = {entry.sha256: entry for entry in bundle.listed_assets()}
    category = ""
    stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n')
    for place, xml, assets in render_each(bundle, report, accept, _question):
        if category != (category := place):
            stream.write(_category(category).encode())
        stream.write(xml.replace(FILES, b"".join(_files(assets, bundle, files)), 1) if assets else xml)
    stream.write(b"</quiz>\n")
    return report


def _category(path: str) -> str:
    return f'<question type="category"><category><text>$course$/{escape(path)}</text></category></question>\n'


def _question(item: Item, ledger: Ledger) -> tuple[str, bytes, tuple[Asset, ...]]:
    """The category of a question, its XML, and the files that stand in it."""
    question = asked(item, ledger)
    _lose(question, item, ledger)
    parts = [
        f'<question type="{question.kind}"><name>{text(item.title)}</name>',
        _text(item, question),
        "<defaultgrade>1</defaultgrade><penalty>0</penalty><hidden>0</hidden>",
        f"<idnumber>{item.id}</idnumber>",
        f"<shuffleanswers>{yes(item.delivery.shuffle)}</shuffleanswers>" if question.shuffles else "",
        combined(item.feedback) if question.combined else "",
        question.body,
        rich("hint", item.hint) if item.hint else "",
        f"<tags>{''.join(f'<tag>{text(label)}</tag>' for label in labels(item))}</tags></question>\n",
    ]
    return f"top/{item.primary.framework}/{item.primary.competence}", encoded("".join(parts)), item.assets


def _lose(question: Question, item: Item, ledger: Ledger) -> None:
    if not question.shuffles and not item.delivery.shuffle:
        ledger.lose("delivery.shuffle", message("the format does not say whether to shuffle"))
    if item.illustration and item.illustration.credit:
        ledger.lose("illustration.credit", message("the format has no place for it"))
    if not question.feedback:
        for side in ("correct", "incorrect"):
            if f"feedback.{side}" in ledger.features:
                ledger.lose(f"feedback.{side}", message("the format has no place for it"))
    lose_all_but(ledger, CARRIED)


def _text(item: Item, question: Question) -> str:
    """The statement, then the illustration and the attachments, which point at the question's own files."""
    if not item.assets:
        return whole("questiontext", question.parts, str, question.fill)
    address = {asset.sha256: f"@@PLUGINFILE@@/{asset.sha256}/{quote(asset.name)}" for asset in item.assets}
    tail = [f"<p>{_link(address[attached.asset], attached.label)}</p>" for attached in item.attachments]
    if item.illustration:
        picture = f"<img src={quoteattr(address[item.illustration.asset])} alt={quoteattr(item.illustration.alt)}>"
        tail.insert(0, f"<p>{picture}</p>")
    return whole("questiontext", question.parts, address.__getitem__, question.fill, "".join(tail), FILES.decode())


def _link(address: str, label: str) -> str:
    return f"<a href={quoteattr(address)}>{escape(label)}</a>"


def _files(assets: Iterable[Asset], bundle: Bundle, files: dict[str, AssetEntry]) -> Iterable[bytes]:
    for asset in assets:
        content = base64.b64encode(b"".join(bundle.asset(files[asset.sha256])))
        name = escape(asset.name, {'"': "&quot;"})
        yield f'<file name="{name}" path="/{asset.sha256}/" encoding="base64">'.encode() + content + b"</file>"


EXPORTER = Exporter("moodle", ".xml", "application/xml", export, importer="moodle")
