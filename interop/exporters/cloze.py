"""Cloze, Moodle's text with holes: `{1:SHORTANSWER:=Paris~=paris}` (docs.moodle.org/en/Embedded_Answers_(Cloze))."""

import re
from html import escape

from interop.exporters.exporter import Ledger, NotExpressible, spelled
from items.messages import message
from items.types import Blanks
from items.types.blanks import Blank

HOLE = re.compile(r"\{\d*:[A-Z_]+:")
SPECIAL = re.compile(r'[\\}#~/"]')


def cloze(content: Blanks, ledger: Ledger) -> dict[str, str]:
    """The hole of each blank, by its identifier, each worth the same."""
    if content.as_set:
        raise NotExpressible(message("the format cannot judge blanks as a set"))
    if HOLE.search(ledger.item.statement) or HOLE.search(content.text):
        raise NotExpressible(message("it holds « {1:…: », which the format takes for a blank"))
    if content.strategy == "all_or_nothing" and len(content.blanks) > 1:
        ledger.degrade("partial-credit", "content.strategy")
    ledger.lose("content.blanks.label", message("the format has no place for it"))
    return {blank.id: _hole(blank, ledger) for blank in content.blanks}


def _hole(blank: Blank, ledger: Ledger) -> str:
    if blank.options:
        answers = [_choice(option, option in blank.accepted) for option in blank.options]
        if set(blank.tolerances) != {"case", "accents", "spaces"}:
            ledger.change("content.blanks.tolerances", message("what is chosen needs no tolerance"))
        return f"{{1:MULTICHOICE:{'~'.join(answers)}}}"
    kind = "SHORTANSWER" if "case" in blank.tolerances else "SHORTANSWER_C"
    answers = [f"={_escaped(answer)}" for answer in spelled(blank, "content.blanks", ledger)]
    return f"{{1:{kind}:{'~'.join(answers)}}}"


def _choice(option: str, right: bool) -> str:
    mark = "=" if right else "%0%" if option.startswith(("=", "%")) else ""
    return mark + _escaped(option)


def _escaped(answer: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", escape(answer, quote=False))
