"""One item of a QTI package, whole, in the words of QTI 3.0."""

from functools import cache

from interop.exporters.exporter import Ledger, lose_all_but
from interop.exporters.qti import expressions as e
from interop.exporters.qti.asked import FULL, RESPONSE, Asked
from interop.exporters.qti.assets import address
from interop.exporters.qti.interactions import ask
from interop.exporters.qti.xhtml import attribute, escape, xhtml
from interop.labels import CARRIED as LABELLED
from items.document import Item
from items.markdown import CONTROL
from items.messages import message
from items.types import ExtendedText, InlineChoice, Match, MultipleChoice, Order, SingleChoice, WebTask

NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
LOCATION = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd"
CARRIED = (*LABELLED, "illustration", "attachments", "hint", "feedback", "delivery.shuffle")
HAS_FILE = "](asset:"
HINT = "ext:hint"
"""The support of a hint in the catalogue of an item: QTI 3.0 has no name of its own for what is shown on demand."""
SHUFFLED = (SingleChoice, MultipleChoice, InlineChoice, Order, Match)


def _outcome(name: str, cardinality: str, base_type: str, value: str = "", more: str = "") -> str:
    """The declaration of an outcome, with what it is by default."""
    head = f'<qti-outcome-declaration identifier="{name}" cardinality="{cardinality}" base-type="{base_type}"{more}'
    if not value:
        return f"{head}/>"
    default = f"<qti-default-value><qti-value>{value}</qti-value></qti-default-value>"
    return f"{head}>{default}</qti-outcome-declaration>"


BOUNDS = ' normal-maximum="1" normal-minimum="0"'
SCORE = _outcome("SCORE", "single", "float", "0", BOUNDS)
HUMAN_SCORE = _outcome("SCORE", "single", "float", "", f' external-scored="human"{BOUNDS}')
MOST = _outcome("MAXSCORE", "single", "float", "1")
START = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<qti-assessment-item xmlns="{NAMESPACE}" '
    f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="{NAMESPACE} {LOCATION}"'
)
TELLING = e.assign("FEEDBACK", e.variable(RESPONSE))
JUDGING = e.when(
    (
        f"<qti-gte>{e.variable('SCORE')}{e.value('float', FULL)}</qti-gte>",
        e.assign("VERDICT", e.value("identifier", "correct")),
    ),
    (
        f"<qti-lt>{e.variable('SCORE')}{e.value('float', FULL)}</qti-lt>",
        e.assign("VERDICT", e.value("identifier", "incorrect")),
    ),
)


def item_xml(item: Item, ledger: Ledger) -> tuple[str, Asked]:
    """The XML of an item and its interaction; NotExpressible when QTI cannot say it."""
    asked = ask(item, ledger)
    _lose(item, ledger)
    hint = item.hint
    if hint and (HAS_FILE in hint or CONTROL.sub("", hint).isspace()):
        hint = ""
    verdict = any((item.feedback.correct, item.feedback.incorrect)) and not asked.human
    xml = "".join(
        [
            f'{START} identifier="item-{item.id}" title={attribute(item.title)} adaptive="false" '
            f'time-dependent="false" xml:lang="{item.locale}">',
            asked.responses,
            _outcomes(asked.told, asked.places, asked.human, verdict),
            f"<qti-item-body>{_statement(item, hint)}{asked.body}</qti-item-body>",
            _catalogue(hint),
            f"<qti-response-processing>{_processing(asked, verdict)}</qti-response-processing>",
            _feedback(item, asked, verdict),
            "</qti-assessment-item>",
        ]
    )
    return xml, asked


def _lose(item: Item, ledger: Ledger) -> None:
    left = ["feedback"] if isinstance(item.content, ExtendedText) else []
    left += ["hint"] if HAS_FILE in item.hint else []
    lose_all_but(ledger, tuple(name for name in CARRIED if name not in left) if left else CARRIED)
    if item.illustration and item.illustration.credit:
        ledger.lose("illustration.credit", message("the format has no place for it"))
    if not item.delivery.shuffle and not isinstance(item.content, SHUFFLED):
        ledger.lose("delivery.shuffle", message("the format does not say whether to shuffle"))


@cache
def _outcomes(told: str, places: int, human: bool, verdict: bool) -> str:
    rows = [HUMAN_SCORE if human else SCORE, MOST]
    rows += [_outcome(f"PLACE{place}", "single", "integer", str(place)) for place in range(1, places + 1)]
    rows += [_outcome("FEEDBACK", "single" if told == "typed" else told, "identifier")] if told else []
    rows += [_outcome("VERDICT", "single", "identifier")] if verdict else []
    return "".join(rows)


def _processing(asked: Asked, verdict: bool) -> str:
    rules = asked.scoring + asked.telling
    if asked.told in ("single", "multiple") and not asked.telling:
        rules += TELLING
    return rules + JUDGING if verdict else rules


def _statement(item: Item, hint: str) -> str:
    addresses = {asset.sha256: address(asset.sha256, asset.name) for asset in item.assets}
    called = ' data-catalog-idref="hint"' if hint else ""
    parts = [f'<div class="statement"{called}>{xhtml(item.statement, addresses.get)}</div>']  # type: ignore[arg-type]
    if item.illustration:
        picture = f"<img src={attribute(addresses[item.illustration.asset])} alt={attribute(item.illustration.alt)}/>"
        parts.append(f'<div class="illustration"><p>{picture}</p></div>')
    if item.attachments:
        links = [_link(addresses[attached.asset], attached.label) for attached in item.attachments]
        parts.append(f'<div class="attachments">{"".join(links)}</div>')
    if isinstance(item.content, WebTask):
        parts.append(f'<div class="sites">{"".join(_link(site, site) for site in item.content.sites)}</div>')
    return "".join(parts)


def _catalogue(hint: str) -> str:
    """What is shown on demand, beside the statement that refers to it."""
    if not hint:
        return ""
    content = f"<qti-html-content>{xhtml(hint)}</qti-html-content>"
    card = f'<qti-card support="{HINT}">{content}</qti-card>'
    return f'<qti-catalog-info><qti-catalog id="hint">{card}</qti-catalog></qti-catalog-info>'


def _link(target: str, label: str) -> str:
    return f"<p><a href={attribute(target)}>{escape(label)}</a></p>"


def _feedback(item: Item, asked: Asked, verdict: bool) -> str:
    rows = [("FEEDBACK", name, text) for name, text in asked.feedback]
    if verdict:
        rows += [("VERDICT", side, getattr(item.feedback, side)) for side in ("correct", "incorrect")]
    return "".join(
        f'<qti-modal-feedback outcome-identifier="{outcome}" identifier="{name}" show-hide="show">'
        f"<qti-content-body>{xhtml(text)}</qti-content-body></qti-modal-feedback>"
        for outcome, name, text in rows
        if text
    )
