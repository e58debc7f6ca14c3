"""Pix's JSON in: challenges with their skills, in the shape that our exporter writes and that Pix's engine reads."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from interop.findings import Finding, RefusedFileError
from interop.importers.draft import Draft, NotUnderstood, Result, draft_of, line, number, of_others
from interop.importers.json import loads
from interop.importers.weighed import Weighed, choice
from interop.labels import labelled
from items.base import MARKDOWN_LIMIT
from items.messages import message

FIELD = re.compile(r"\$\{([^#}\s]{1,100})(?:#([^}]{0,1000}?))?(?: options=(\[[^}]{0,20000}\]))?\}")
NAMED = re.compile(r"^([^\s:]+):\s*$", re.MULTILINE)
FIRST_TOLERANCE = ["case", "accents", "spaces"]
LISTS = ("areas", "competences", "thematics", "tubes", "skills", "challenges")


def read(path: Path) -> Iterator[Result]:
    """Each challenge of the file, or what is wrong with it."""
    content = loads(path.read_bytes())
    content = content.get("content", content) if isinstance(content, dict) else {}
    if not isinstance(content, dict) or not isinstance(content.get("challenges"), list):
        raise RefusedFileError(message("this JSON holds no challenges of Pix"))
    rows = {name: _by_id(content.get(name)) for name in LISTS}
    for challenge in rows["challenges"].values():
        yield _result(challenge, rows)


def _by_id(rows: Any) -> dict[str, Draft]:
    """Objects by identifier; what has none is no row."""
    found = rows if isinstance(rows, list) else []
    return {row["id"]: row for row in found if isinstance(row, dict) and isinstance(row.get("id"), str)}


def _result(challenge: Draft, rows: dict[str, dict[str, Draft]]) -> Draft | Finding:
    try:
        content = _content(challenge)
    except NotUnderstood as reason:
        return Finding("error", challenge["id"], reason.reason, _text(challenge, "instruction")[:80])
    draft = draft_of("", _text(challenge, "instruction"), content)
    skill = rows["skills"].get(_text(challenge, "skillId"), {})
    draft |= _place(skill, rows) | _delivery(challenge)
    locales = [each for each in challenge.get("locales") or [] if isinstance(each, str)]
    draft |= {"locale": locales[0].casefold()} if locales else {}
    hints = skill.get("hint_i18n")
    if isinstance(hints, dict) and (hint := next((text for text in hints.values() if isinstance(text, str)), "")):
        draft["hint"] = hint
    links = {"understand": skill.get("tutorialIds") or [], "further": skill.get("learningMoreTutorialIds") or []}
    return of_others(draft | ({"tutorials": links} if any(links.values()) else {}), challenge["id"])


def _text(row: Draft, name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _place(skill: Draft, rows: dict[str, dict[str, Draft]]) -> Draft:
    """The alignment of a skill, with the theme of its tube."""
    competence = rows["competences"].get(_text(skill, "competenceId"), {})
    area = rows["areas"].get(_text(competence, "areaId"), {})
    thematic = rows["thematics"].get(_text(rows["tubes"].get(_text(skill, "tubeId"), {}), "thematicId"), {})
    index, theme = _text(competence, "index"), _text(thematic, "name")
    more = f":{theme}" if theme and theme != index else ""
    framework = _text(area, "frameworkId")
    fields = labelled([f"{framework if framework.islower() else 'crcn'}:{index}:{skill.get('level')}{more}"])
    return {name: value for name, value in fields.items() if name == "alignments"}


def _delivery(challenge: Draft) -> Draft:
    timer, focus = challenge.get("timer"), challenge.get("focusable")
    limit = {"time_limit": timer} if isinstance(timer, int) and timer else {}
    delivery = {**limit, **({"focus": True} if focus is True else {})}
    return {"delivery": delivery} if delivery else {}


def _content(challenge: Draft) -> Draft:
    kind, solution = _text(challenge, "type"), _text(challenge, "solution")
    proposals = _text(challenge, "proposals")
    match kind:
        case "QCU" | "QCM":
            return _choice(proposals, solution, kind == "QCU")
        case "QROC" if _text(challenge, "format") == "nombre":
            return {"type": "number", "value": number(solution), "tolerance": "0"}
        case "QROC":
            accepted = [line(text) for text in solution.split("\n") if text.strip()]
            if not accepted:
                raise NotUnderstood(message("it has no right answer"))
            return {"type": "short_text", "accepted": accepted, "tolerances": _tolerances(challenge)}
        case "QROCM-ind" | "QROCM-dep":
            return _blanks(challenge, proposals, solution) | {"as_set": kind == "QROCM-dep"}
    raise NotUnderstood(message("questions of the type %(type)s have no equivalent", type=kind))


def _choice(proposals: str, solution: str, single: bool) -> Draft:
    options = [re.sub(r"^\s*-\s?", "", row) for row in proposals.split("\n") if row.strip()]
    right = {int(place) for place in re.findall(r"\d{1,3}", solution)}
    weighed = [Weighed(text, 100 * (place in right)) for place, text in enumerate(options, 1)]
    content = choice(weighed, single).content
    return content if single else content | {"strategy": "all_or_nothing"}


def _tolerances(challenge: Draft) -> list[str]:
    first = FIRST_TOLERANCE if challenge.get("t1Status") else []
    more = [name for name, status in (("punctuation", "t2Status"), ("slips", "t3Status")) if challenge.get(status)]
    return [*first, *more]


def _blanks(challenge: Draft, proposals: str, solution: str) -> Draft:
    if len(proposals) > MARKDOWN_LIMIT:
        raise NotUnderstood(message("its text is too long"))
    accepted = _accepted(solution)
    tolerances = _tolerances(challenge)
    blanks: list[Draft] = []

    def blank(found: re.Match[str]) -> str:
        name, place = found[1], len(blanks) + 1
        if not accepted.get(name):
            raise NotUnderstood(message("the blank %(place)s has no right answer", place=place))
        options = orjson.loads(found[3]) if found[3] else []
        one = {"id": f"b{place}", "label": line(found[2] or "") or f"Réponse {place}", "accepted": accepted[name]}
        blanks.append(one | ({"options": [str(each) for each in options]} if options else {"tolerances": tolerances}))
        return f"{{{{b{place}}}}}"

    try:
        text = FIELD.sub(blank, proposals)
    except orjson.JSONDecodeError:
        raise NotUnderstood(message("the choices of a blank cannot be read")) from None
    if not blanks:
        raise NotUnderstood(message("the text has no blank"))
    return {"type": "blanks", "text": text, "blanks": blanks, "strategy": "all_or_nothing"}


def _accepted(solution: str) -> dict[str, list[str]]:
    """The accepted answers of each blank, listed under its name."""
    parts = NAMED.split(solution)
    rows = zip(parts[1::2], parts[2::2], strict=False)
    return {name: [line(row[1:]) for row in listed.split("\n") if row.startswith("-")] for name, listed in rows}
