"""Load frameworks and school vocabularies from the project's data files. Loading again changes nothing."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson
from django.db import models, transaction

from frameworks.models import (
    Competence,
    Cycle,
    Discipline,
    DisciplineGroup,
    Domain,
    Framework,
    Grade,
    Level,
    Mapping,
    Stage,
    Theme,
)

DATA = Path(__file__).resolve().parent.parent / "data"


def _read(name: str) -> dict[str, Any]:
    return orjson.loads((DATA / name).read_bytes())


def _upsert(rows: Iterable[models.Model], key: tuple[str, ...], values: tuple[str, ...]) -> None:
    rows = list(rows)
    if not rows:
        return
    type(rows[0])._default_manager.bulk_create(rows, update_conflicts=True, unique_fields=key, update_fields=values)


def _names(entry: dict[str, Any]) -> dict[str, str]:
    return {"name_fr": entry["name"]["fr"], "name_en": entry["name"]["en"]}


def _load_framework(data: dict[str, Any]) -> None:
    _upsert(
        [Framework(slug=data["slug"], version=data["version"], source=data["source"], **_names(data))],
        ("slug",),
        ("version", "source", "name_fr", "name_en"),
    )
    framework = Framework.objects.get(slug=data["slug"])
    _upsert(
        (Domain(framework=framework, code=entry["code"], **_names(entry)) for entry in data["domains"]),
        ("framework", "code"),
        ("name_fr", "name_en"),
    )
    domains = {domain.code: domain for domain in framework.domains.all()}
    _upsert(
        (
            Competence(
                framework=framework,
                domain=domains[entry["domain"]],
                code=entry["code"],
                pix_name=entry.get("pix_name", ""),
                **_names(entry),
            )
            for entry in data["competences"]
        ),
        ("framework", "code"),
        ("domain", "pix_name", "name_fr", "name_en"),
    )
    competences = {competence.code: competence for competence in framework.competences.all()}
    _upsert(
        (
            Theme(competence=competences[entry["code"]], position=position, name_fr=name)
            for entry in data["competences"]
            for position, name in enumerate(entry["themes"])
        ),
        ("competence", "name_fr"),
        ("position",),
    )
    _upsert((_level(framework, entry) for entry in data["levels"]), ("framework", "number"), _LEVEL_VALUES)


_LEVEL_VALUES = ("tier", "tier_name_fr", "tier_name_en", "guide_fr", "guide_en", "name_fr", "name_en")


def _level(framework: Framework, entry: dict[str, Any]) -> Level:
    return Level(
        framework=framework,
        number=entry["number"],
        tier=entry["tier"],
        tier_name_fr=entry["tier_name"]["fr"],
        tier_name_en=entry["tier_name"]["en"],
        guide_fr=entry["guide"]["fr"],
        guide_en=entry["guide"]["en"],
        **_names(entry),
    )


def _load_mapping(rows: list[dict[str, Any]], target_slug: str) -> None:
    crcn = {c.code: c for c in Competence.objects.filter(framework__slug="crcn")}
    target = {c.code: c for c in Competence.objects.filter(framework__slug=target_slug)}
    _upsert(
        (
            Mapping(source=crcn[row["crcn"]], target=target[code], primary=kind == "primary")
            for row in rows
            for kind in ("primary", "secondary")
            for code in row[kind]
        ),
        ("source", "target"),
        ("primary",),
    )


def _terms(model: type[models.Model], entries: list[dict[str, Any]], **extra: Any) -> None:
    """Vocabulary terms in file order; `extra` maps a field to a function of the entry."""
    _upsert(
        (
            model(
                slug=entry["slug"],
                position=position,
                name_fr=entry["label_fr"],
                name_en=entry.get("label_en", ""),
                **{field: value(entry) for field, value in extra.items()},
            )
            for position, entry in enumerate(entries)
        ),
        ("slug",),
        ("position", "name_fr", "name_en", *extra),
    )


def _load_school(data: dict[str, Any]) -> None:
    _terms(Stage, data["stages"])
    _terms(Cycle, data["cycles"], scolomfr=lambda entry: entry["scolomfr"] or "")
    stages = {stage.slug: stage for stage in Stage.objects.all()}
    cycles = {cycle.slug: cycle for cycle in Cycle.objects.all()}
    _terms(
        Grade,
        data["classes"],
        scolomfr=lambda entry: entry["scolomfr"] or "",
        stage=lambda entry: stages[entry["stage"]],
        cycle=lambda entry: cycles.get(entry["cycle"]),
    )
    _terms(DisciplineGroup, data["discipline_groups"])
    groups = {group.slug: group for group in DisciplineGroup.objects.all()}
    _terms(
        Discipline,
        data["disciplines"],
        short=lambda entry: entry["short"],
        group=lambda entry: groups[entry["group"]],
        scolomfr=lambda entry: entry["scolomfr"],
    )
    disciplines = dict(Discipline.objects.values_list("slug", "pk"))
    link = Discipline.stages.through
    link.objects.bulk_create(
        [
            link(discipline_id=disciplines[entry["slug"]], stage_id=stages[slug].pk)
            for entry in data["disciplines"]
            for slug in entry["stages"]
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def load_frameworks() -> None:
    """CRCN, DigComp 2.2 and 3.0, the CRCN → DigComp mapping and the school vocabularies."""
    _load_framework(_read("crcn.json"))
    digcomp = _read("digcomp.json")
    for data in digcomp["frameworks"]:
        _load_framework(data)
        _load_mapping(digcomp["crcn_mapping"]["rows"], data["slug"])
    _load_school(_read("school.json"))
