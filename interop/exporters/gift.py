"""GIFT, Moodle's plain text format (docs.moodle.org/en/GIFT_format), with its `[id:…]` and `[tag:…]` comments."""

import re
from typing import IO

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
from interop.report import Report
from items.document import Item

CARRIED = frozenset(["id", "title", "alignments", "statement", "content", "disciplines", "classes", "tags"])
SPECIAL = re.compile(r"[\\~=#{}:]")


def export(bundle: Bundle, stream: IO[bytes], accept: Accept = frozenset()) -> Report:
    """Write every challenge of a release that GIFT can say."""
    report = Report("gift")
    category = ""
    for item, text in render_each(bundle, report, lambda item: _question(item, accept)):
        if category != (category := f"$course$/top/{item.primary.framework}/{item.primary.competence}"):
            stream.write(f"$CATEGORY: {category}\n\n".encode())
        stream.write(text.encode())
    return report


def _question(item: Item, accept: Accept) -> Rendered:
    shares = weights(item)
    losses = content_losses(item, accept)
    single = item.content.type == "single_choice"
    tags = "".join(f" [tag:{_comment(label)}]" for label in labels(item))
    lines = [
        f"// [id:{item.id}]{tags}",
        f"::{_escape(item.title)}::[markdown]{_escape(item.statement)}{{",
        *(
            f"{_mark(single, shares[option.id])}[plain]{_escape(option.text)}{_feedback(option.feedback)}"
            for option in item.content.options
        ),
        "}\n\n",
    ]
    text = "\n".join(lines)
    if "\r" in text:
        raise NotExpressible("it holds a bare carriage return, which GIFT takes for the end of a line")
    return Rendered(text, (*losses, *left_out(item, CARRIED, "GIFT")))


def _mark(single: bool, share: str) -> str:
    if single:
        return "=" if share == "100" else "~"
    return f"~%{share}%"


def _feedback(markdown: str) -> str:
    return f"#[markdown]{_escape(markdown)}" if markdown else ""


def _escape(text: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", text).replace("\n", "\\n")


def _comment(label: str) -> str:
    return label.replace("\\", "\\\\").replace("]", "\\]")


EXPORTER = Exporter("gift", ".gift", "text/plain", export)
