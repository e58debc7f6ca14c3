"""The writer's desk at scale: `python -m benchmarks.desk_scale 10000`, on the database of DATABASE_URL.

Makes N drafts through the bulk verb, then tells the median time and the number of queries of each screen, and what
saving one draft costs. Works in a new database, in a `VIVIER_DATA_DIR` of its own.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from statistics import median

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("VIVIER_DATA_DIR", tempfile.mkdtemp(prefix="vivier-desk-"))

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings

from accounts.domain import create_person
from accounts.models import User
from accounts.roles import TEACHER
from authoring.documents import document_of
from authoring.domain import create_challenges, update_draft
from authoring.models import Challenge
from frameworks.domain import load_frameworks
from items.document import CRCN, Alignment, Item
from tests.challengebank.factories import item

TURNS = 9
AUTHORS = 50
WORDS = ("tableur", "moyenne", "courriel", "réseau", "licence", "image", "recherche", "adresse", "fichier", "dossier")
DISCIPLINES = ("mathematiques", "svt", "francais", "technologie", "emc")
LIST = "/admin/snippets/authoring/challenge/"


def drafts(count: int) -> Iterator[Item]:
    """Challenges of every competence and level, each with a few words of its own."""
    codes = sorted(CRCN)
    for number in range(count):
        words = " ".join(WORDS[(number // step) % len(WORDS)] for step in (1, 13, 169))
        place = Alignment(competence=codes[number % 16], level=number % 8 + 1, primary=True)
        yield item(
            number,
            title=f"Épreuve {number} : {words}",
            statement=f"À propos de {words}, que choisir au cas {number} ?",
            disciplines=(DISCIPLINES[number % 5],),
        ).model_copy(update={"alignments": (place,)})


def fill(count: int) -> list[User]:
    """Write everything; print how fast."""
    load_frameworks()
    people = [
        create_person(email=f"t{n}@ecole.example", first_name="T", last_name=str(n), roles=(TEACHER,))
        for n in range(AUTHORS)
    ]
    wanted = list(drafts(count))
    start = time.process_time()
    for rank, author in enumerate(people):
        create_challenges(actor=author, drafts=wanted[rank::AUTHORS])
    print(f"create    {count / (time.process_time() - start):8.0f} drafts a second of processor time")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return people


def timed(name: str, act: Callable[[], object]) -> None:
    """Print the median time of some turns and the number of queries of one."""
    act()
    queries: list[str] = []

    def counted(execute: Callable[..., object], sql: str, *rest: object) -> object:
        queries.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(counted):
        act()
    times = []
    for _turn in range(TURNS):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    print(f"{name:9} {1000 * median(times):8.1f} ms {len(queries):5} queries")


def saving(author: User) -> None:
    """Save one draft again and again, as its author."""
    draft = Challenge.objects.filter(author=author).first()
    document = document_of(draft)

    def save() -> None:
        current = Challenge.objects.get(pk=draft.pk)
        changed = document.model_copy(update={"hint": f"{time.perf_counter()}"})
        update_draft(actor=author, draft=current, document=changed, based_on=current.latest_revision_id)

    timed("save", save)


def main(count: int) -> None:
    """Fill, then measure each screen as one of the authors."""
    call_command("migrate", verbosity=0)
    plain = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(ALLOWED_HOSTS=["*"], STORAGES=plain):
        author = fill(count)[0]
        client = Client()
        client.force_login(author)
        own = Challenge.objects.filter(author=author).order_by("pk").first().pk
        screens = {
            "home": "/admin/",
            "list": LIST,
            "deep page": f"{LIST}?p={max(1, count // AUTHORS // 50)}",
            "filter": f"{LIST}?competence=1.1",
            "search": f"{LIST}?q=tableur+licence",
            "open": f"{LIST}edit/{own}/",
            "history": f"{LIST}history/{own}/",
        }
        for name, address in screens.items():
            answer = client.get(address, follow=True)
            if answer.status_code != 200:
                print(f"{name:9} answered {answer.status_code}")
            timed(name, lambda address=address: client.get(address, follow=True))
        saving(author)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
