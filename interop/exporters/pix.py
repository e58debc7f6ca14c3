"""A JSON of the shape that Pix's engine reads: the tree of a framework, then challenges with their tolerances t1 to t3.

`t1` ignores case, accents and spaces, `t2` punctuation, `t3` slips. A skill is a competence at a level here, and the
theme of an alignment is a thematic.
"""

import re
from hashlib import sha256
from typing import IO, Any

import orjson

from interop.bundle import Bundle
from interop.case import guid
from interop.exporters.exporter import (
    Accept,
    Exporter,
    Ledger,
    NotExpressible,
    lose_all_but,
    no_equivalent,
    render_each,
)
from interop.report import Report
from items.document import Item, Tutorial
from items.messages import message
from items.types import Blanks, MultipleChoice, Number, ShortText, SingleChoice
from items.types.blanks import Blank
from items.types.content import GAP

CARRIED = ("alignments", "locale", "hint", "delivery.time_limit", "delivery.focus", "tutorials")
T1 = frozenset(("case", "accents", "spaces"))
NAME = re.compile(r"[^A-Za-z0-9_]")
Plain = dict[str, Any]


def export(bundle: Bundle, stream: IO[bytes], accept: Accept = frozenset()) -> Report:
    """Write every challenge of a release that Pix's engine can play."""
    report = Report("pix")
    tree = _Tree()
    rendered = render_each(bundle, report, accept, _challenge)
    challenges = [{**challenge, "skillId": tree.skill(item)} for item, challenge in rendered]
    tutorials = [_tutorial(document.read(Tutorial)) for document in bundle.tutorials()]
    stream.write(orjson.dumps({**tree.plain(), "challenges": challenges, "tutorials": tutorials, "courses": []}))
    return report


class _Tree:
    """Framework, areas, competences, thematics, tubes and skills, as the challenges name them."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, Plain]] = {
            name: {} for name in ("frameworks", "areas", "competences", "thematics", "tubes", "skills")
        }

    def skill(self, item: Item) -> str:
        """The identifier of the skill of an item; what is above it is there too.

        A hint and tutorials belong to a skill: items that do not share them have skills of their own.
        """
        place, helps = item.primary, _helps(item)
        self.rows["frameworks"].setdefault(place.framework, {"id": place.framework, "name": place.framework})
        area = self._row(item, "areas", place.competence[0], frameworkId=place.framework, code=place.competence[0])
        competence = self._row(item, "competences", place.competence, index=place.competence, areaId=area["id"])
        name = f"{place.competence}/{place.theme or 'competence'}"
        thematic = self._row(
            item, "thematics", name, competenceId=competence["id"], name=place.theme or place.competence
        )
        tube = self._row(item, "tubes", f"tube/{name}", competenceId=competence["id"], thematicId=thematic["id"])
        skill = self._row(
            item,
            "skills",
            f"skill/{name}/{place.level}{helps}",
            name=f"@{NAME.sub('', place.theme) or 'c' + place.competence.replace('.', '')}{place.level}",
            level=place.level,
            status="actif",
            competenceId=competence["id"],
            tubeId=tube["id"],
            hint_i18n={item.locale: item.hint} if item.hint else {},
            tutorialIds=list(item.tutorials.understand),
            learningMoreTutorialIds=list(item.tutorials.further),
        )
        for parent, key, child in (
            (area, "competenceIds", competence),
            (competence, "thematicIds", thematic),
            (competence, "skillIds", skill),
            (thematic, "tubeIds", tube),
            (tube, "skillIds", skill),
        ):
            children = parent.setdefault(key, [])
            if child["id"] not in children:
                children.append(child["id"])
        identifier: str = skill["id"]
        return identifier

    def _row(self, item: Item, kind: str, path: str, /, **values: Any) -> Plain:
        framework = item.primary.framework
        return self.rows[kind].setdefault(f"{framework}/{path}", {"id": guid(framework, path), **values})

    def plain(self) -> Plain:
        """The lists of the tree."""
        return {kind: list(rows.values()) for kind, rows in self.rows.items()}


def _helps(item: Item) -> str:
    """What tells apart the skills whose hint or tutorials differ."""
    if not item.hint and not any((item.tutorials.understand, item.tutorials.further)):
        return ""
    said = repr((item.locale, item.hint, item.tutorials.understand, item.tutorials.further))
    return f"/{sha256(said.encode()).hexdigest()[:12]}"


def _challenge(item: Item, ledger: Ledger) -> tuple[Item, Plain]:
    """An item, which says where it belongs in the tree, and its challenge."""
    kind, proposals, solution, tolerances, form = _asked(item, ledger)
    lose_all_but(ledger, CARRIED)
    ledger.lose("title", message("the format has no place for it"))
    if len(item.alignments) > 1:
        ledger.lose("alignments", message("a challenge of Pix works on one competence"))
    return item, {
        "id": item.id,
        "type": kind,
        "instruction": item.statement,
        "proposals": proposals,
        "solution": solution,
        "t1Status": tolerances >= T1,
        "t2Status": "punctuation" in tolerances,
        "t3Status": "slips" in tolerances,
        "status": "validé",
        "format": form,
        "timer": item.delivery.time_limit,
        "focusable": item.delivery.focus,
        "locales": [item.locale],
        "alpha": None,
        "delta": None,
    }


def _asked(item: Item, ledger: Ledger) -> tuple[str, str, str, frozenset[str], str]:
    """The type, the proposals, the solution, the tolerances and the format of the field."""
    match item.content:
        case SingleChoice(options=options, key=key):
            ledger.lose_feedback("content.options")
            place = next(n for n, option in enumerate(options, 1) if option.id == key)
            return "QCU", _list([option.text for option in options]), str(place), frozenset(), "mots"
        case MultipleChoice(options=options, keys=keys, strategy=strategy):
            ledger.lose_feedback("content.options")
            if strategy != "all_or_nothing":
                ledger.degrade("partial-credit", "content.strategy")
            places = [str(n) for n, option in enumerate(options, 1) if option.id in keys]
            return "QCM", _list([option.text for option in options]), ", ".join(places), frozenset(), "mots"
        case ShortText() as content:
            if content.placeholder:
                ledger.lose("content.placeholder", message("the format has no place for it"))
            if content.refused:
                ledger.degrade("tolerances", "content.refused")
            tolerances = _tolerances(content.tolerances, "content", ledger)
            return "QROC", "${réponse}", "\n".join(content.accepted), tolerances, "mots"
        case Number() as content:
            if content.tolerance != "0" or content.unit:
                raise NotExpressible(message("Pix compares numbers exactly, without a unit"))
            return "QROC", "${réponse}", content.value.replace(".", ","), frozenset(), "nombre"
        case Blanks() as content:
            return _blanks(content, ledger)
        case other:
            raise no_equivalent(other)


def _list(texts: list[str]) -> str:
    return "\n".join(f"- {text}" for text in texts)


def _tolerances(named: tuple[str, ...], path: str, ledger: Ledger) -> frozenset[str]:
    """The tolerances that t1, t2 and t3 can say; t1 is whole or nothing."""
    tolerances = frozenset(named)
    some_of_t1 = tolerances & T1
    if "ligatures" in tolerances or (some_of_t1 and some_of_t1 != T1):
        ledger.degrade("tolerances", f"{path}.tolerances")
    return tolerances


def _blanks(content: Blanks, ledger: Ledger) -> tuple[str, str, str, frozenset[str], str]:
    if content.strategy == "per_blank" and len(content.blanks) > 1:
        ledger.degrade("partial-credit", "content.strategy")
    _refuse_marks(content)
    if any(blank.options and set(blank.tolerances) != T1 for blank in content.blanks):
        ledger.change("content.blanks.tolerances", message("what is chosen needs no tolerance"))
    typed = [blank for blank in content.blanks if not blank.options]
    if len({frozenset(blank.tolerances) for blank in typed}) > 1:
        raise NotExpressible(message("its blanks are compared in different ways"))
    tolerances = _tolerances(typed[0].tolerances, "content.blanks", ledger) if typed else frozenset()
    by_id = {blank.id: blank for blank in content.blanks}
    proposals = GAP.sub(lambda found: _field(by_id[found[1]]), content.text)
    solution = "\n".join(f"{_name(blank.id)}:\n{_list(list(blank.accepted))}" for blank in content.blanks)
    if content.as_set:
        return "QROCM-dep", proposals, solution, tolerances, "mots"
    return "QROCM-ind", proposals, solution, tolerances, "mots"


def _refuse_marks(content: Blanks) -> None:
    """Raise NotExpressible when its words are marks of Pix, or the names of two blanks come to the same."""
    words = [word for blank in content.blanks for word in (blank.label, *blank.options)]
    if "${" in content.text or any("}" in word or " options=" in word for word in words):
        raise NotExpressible(message("it holds « ${ » or « } », which Pix takes for a field"))
    if len({_name(blank.id) for blank in content.blanks}) < len(content.blanks):
        raise NotExpressible(message("two of its blanks have the same name once simplified"))


def _name(identifier: str) -> str:
    return NAME.sub("_", identifier)


def _field(blank: Blank) -> str:
    options = f" options={orjson.dumps(blank.options).decode()}" if blank.options else ""
    return f"${{{_name(blank.id)}#{blank.label}{options}}}"


def _tutorial(tutorial: Tutorial) -> Plain:
    return {
        "id": tutorial.id,
        "title": tutorial.title,
        "link": tutorial.url,
        "source": tutorial.source,
        "locale": tutorial.locale,
        "duration": tutorial.duration,
        "format": {"text": "page", "link": "site", "video": "vidéo", "file": "fichier"}[tutorial.kind],
    }


EXPORTER = Exporter("pix", ".json", "application/json", export, importer="pix")
