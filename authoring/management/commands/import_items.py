"""`manage.py import_items FILE --author EMAIL`: a file of questions as drafts."""

import csv
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from authoring.domain.foreign import Place
from authoring.domain.import_report import NothingImported
from authoring.domain.imports import import_items
from authoring.errors import AuthoringError, NotYours
from interop.findings import RefusedFileError
from interop.importers import IMPORTERS
from interop.importers.draft import decoded
from interop.importers.table_template import template_csv
from items.document import CRCN

LEVELS = {"", *"12345678"}
SHOWN = 40


class Command(BaseCommand):
    help = "Read a file of questions (Moodle XML, GIFT, Aiken, QTI, CSV, XLSX, a release) and make drafts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="with --template, where to write a table to fill in")
        parser.add_argument("--format", default="", choices=["", *(importer.name for importer in IMPORTERS)])
        parser.add_argument("--author", metavar="EMAIL", help="whose drafts they are")
        parser.add_argument("--competence", choices=sorted(CRCN), help="of challenges that name none")
        parser.add_argument("--level", type=int, default=1, choices=range(1, 9), metavar="1-8")
        parser.add_argument("--mapping", type=Path, metavar="CSV", help="lines « category or tag;competence;level »")
        parser.add_argument("--dry-run", action="store_true", help="write nothing, say what would be")
        parser.add_argument("--whole", action="store_true", help="nothing comes in unless everything does")
        parser.add_argument("--report", type=Path, metavar="PATH", help="write the report there, as JSON")
        parser.add_argument("--template", action="store_true", help="write a CSV to fill in, and stop")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if options["template"]:
            file.write_bytes(template_csv())
            return
        place = Place(options["competence"], options["level"]) if options["competence"] else None
        try:
            report = import_items(
                actor=_author(options["author"]),
                path=file,
                format=options["format"],
                place=place,
                places=_mapping(options["mapping"]) if options["mapping"] else None,
                dry_run=options["dry_run"],
                whole=options["whole"],
            )
        except NothingImported as refusal:
            self._say(refusal.report, options)
            raise CommandError(str(refusal)) from None
        except (RefusedFileError, AuthoringError, NotYours, OSError) as error:
            raise CommandError(str(error)) from None
        self._say(report, options)

    def _say(self, report: Any, options: dict[str, Any]) -> None:
        for finding in report.findings:
            self.stdout.write(f"{finding.severity}: {finding.where} {finding.item}: {finding.message}")
        if report.terms:
            terms = ", ".join(f"{term} ({count})" for term, count in report.terms.most_common(SHOWN))
            self.stdout.write(f"categories and tags that can be mapped: {terms}")
        for title, other, likeness in report.near:
            self.stdout.write(f"near: {title} is like {other or 'a challenge you may not read'} ({likeness:.0%})")
        counts = f"{len(report.created)} created, {len(report.changed)} changed, {report.same} the same"
        self.stdout.write(f"{counts}, {report.errors} not imported{' (dry run)' if options['dry_run'] else ''}.")
        if options["report"]:
            options["report"].write_text(json.dumps(report.plain(), ensure_ascii=False, indent=1))


def _author(email: str | None) -> User:
    try:
        return User.objects.get(email=email)
    except User.DoesNotExist:
        raise CommandError(f"there is nobody here with the address {email!r}") from None


def _mapping(path: Path) -> dict[str, Place]:
    """What a CSV says of categories and tags, whatever its separator; CommandError names the line that is wrong."""
    places = {}
    text = decoded(path.read_bytes())[0]
    separator = max(",;\t", key=text.count)
    for place, row in enumerate(csv.reader(text.splitlines(), delimiter=separator), 1):
        term, competence, level = (cell.strip() for cell in (*row, "", "", "")[:3])
        if not term or (place == 1 and not competence[:1].isdigit()):
            continue
        if competence not in CRCN or level not in LEVELS:
            raise CommandError(f"{path.name}, line {place}: « {competence} » at level « {level} » is not in the CRCN")
        places[term] = Place(competence, int(level or 1))
    return places
