"""The questions of a file as they will come in, for its teacher to look at: the player draws them, rightly answered."""

import base64
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from authoring.domain.import_report import ImportReport
from challengebank.player import render
from frameworks.models import Competence
from items.document import Document, Item


@dataclass(frozen=True, slots=True)
class Coming:
    """A question, what it is and where it goes, in the reader's language; `player` is empty for a tutorial."""

    title: str
    kind: str
    places: list[str]
    remarks: list[dict[str, Any]]
    player: SafeString | None


def questions(report: ImportReport, findings: list[dict[str, Any]]) -> list[Coming]:
    """The first questions of a file, each with the findings about it."""
    remarks = defaultdict(list)
    for finding in findings:
        remarks[finding["item"]].append(finding)
    names = {(row.framework.slug, row.code): row.name for row in Competence.objects.select_related("framework")}
    addresses = {file.sha256: _address(file.media_type, file.content) for file in report.files}
    return [
        _coming(document, place, names, addresses, remarks[document.title])
        for place, document in enumerate(report.first, 1)
    ]


def _coming(
    document: Document,
    place: int,
    names: Mapping[tuple[str, str], str],
    addresses: Mapping[str, str],
    remarks: list[dict[str, Any]],
) -> Coming:
    places = [
        f"{each.competence} {names.get((each.framework, each.competence), '')} · "
        + gettext("level %(level)s") % {"level": each.level}
        for each in sorted(document.alignments, key=lambda each: not each.primary)
    ]
    if not isinstance(document, Item):
        return Coming(document.title, gettext("Tutorial"), places, remarks, None)
    content = document.content
    answer = next((sample.answer for sample in content.samples() if sample.thousandths == 1000), None)
    player = render(
        document,
        asset_url=lambda sha256: addresses.get(sha256, ""),
        language=get_language() or document.locale,
        prefix=f"q{place}-",
        answer=answer,
        score=content.score(answer),
    )
    return Coming(document.title, gettext(content.label), places, remarks, player)


def _address(media_type: str, content: bytes) -> str:
    """An address that holds the file itself: nothing of it is on the site yet."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"
