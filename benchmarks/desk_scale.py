"""The desk and the public site at scale: `python -m benchmarks.desk_scale 10000`, on the database of DATABASE_URL.

Fills the database, unless it has challenges already: N challenges of three revisions each, N accepted versions, N/10
open reviews. The verbs write up to WRITTEN of them, the others are copies. Then tells, for each screen and each role,
the median time on the wall, the median time of processors (this process, and PostgreSQL's that serves it: those that
it starts to help are not counted), and the number of queries. Last what saving one draft costs, by the verb and as the
form's autosave asks it, and how many times what it cost when there were FEW challenges.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from math import ceil, log2
from statistics import median

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("VIVIER_DATA_DIR", tempfile.mkdtemp(prefix="vivier-desk-"))

import django

django.setup()

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import setup_test_environment, teardown_test_environment

from accounts.domain import create_person
from accounts.models import User
from accounts.roles import CHIEF_REVIEWER, OPERATOR, REVIEWER, TEACHER
from authoring.documents import document_of
from authoring.domain import create_challenges, update_draft
from authoring.domain.revisions import write_revisions
from authoring.enums import State
from authoring.models import Challenge
from authoring.views.listing import KeyPaginator
from benchmarks.multiply import double
from benchmarks.serving import serving
from challengebank.domain import NewVersion, create_bank, freeze_versions
from challengebank.models import Bank, Version
from challengebank.selection import SelectionRules
from frameworks.domain import load_frameworks
from items.document import CRCN, Alignment, Item
from review.domain import open_reviews
from review.models import Review
from tests.authoring.forms import at, form
from tests.challengebank.factories import decide, item

TURNS = 5
AUTHORS = 50
REVISIONS = 3
FEW = 100
WRITTEN = 10_000
WORDS = ("tableur", "moyenne", "courriel", "réseau", "licence", "image", "recherche", "adresse", "fichier", "dossier")
DISCIPLINES = ("mathematiques", "svt", "francais", "technologie", "emc")
LIST = "/admin/snippets/authoring/challenge/"


def drafts(numbers: range) -> Iterator[Item]:
    """Challenges of every competence and level, each with a few words of its own; one in ten certifies."""
    codes = sorted(CRCN)
    for number in numbers:
        words = " ".join(WORDS[(number // step) % len(WORDS)] for step in (1, 13, 169))
        place = Alignment(competence=codes[number % 16], level=number // 16 % 8 + 1, primary=True)
        yield item(
            number,
            title=f"Épreuve {number} : {words}",
            statement=f"À propos de {words}, que choisir au cas {number} ?",
            disciplines=(DISCIPLINES[number % 5],),
            tags=(f"tag {number % 100}",),
            licence="CC-BY-SA-4.0",
            purpose="certification" if number % 10 == 7 else "training",
        ).model_copy(update={"alignments": (place,)})


def person(name: str, role: str) -> User:
    """Somebody of the benchmark, the same from one run to the next."""
    email = f"{name}@ecole.example"
    known = User.objects.filter(email=email).first()
    return known or create_person(email=email, first_name=name.title(), last_name="Dupont", roles=(role,))


def authors() -> list[User]:
    """Who writes it all."""
    return [person(f"t{number}", TEACHER) for number in range(AUTHORS)]


def write(numbers: range) -> None:
    """Drafts, their versions, decisions and reviews, by the verbs; print how fast drafts are created."""
    wanted, people, spent = list(drafts(numbers)), authors(), 0.0
    for rank, author in enumerate(people):
        own = wanted[rank::AUTHORS]
        start = time.process_time()
        rows = create_challenges(actor=author, drafts=own)
        spent += time.process_time() - start
        for _again in range(REVISIONS - 1):
            write_revisions(rows, author, "wagtail.edit")
        decide(freeze(author, own), "accepted")
        open_reviews(actor=author, versions=freeze(author, own[::10]))
    print(f"create {len(wanted) / spent:8.0f} drafts a second of processor time", flush=True)


def fill(count: int) -> None:
    """All the others, after the FEW first."""
    doublings = max(0, ceil(log2(count / WRITTEN)))
    write(range(FEW, count // 2**doublings))
    double(doublings)
    settle(count)
    operator = person("operator", OPERATOR)
    for number in range(3):
        rules = SelectionRules(lowest_level=number + 1)
        create_bank(actor=operator, slug=f"bank{number}", name=f"Bank {number}", purpose="training", rules=rules)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def settle(count: int) -> None:
    """Nearly all are accepted; one in ten is in review again, one in ten a draft."""
    pending = Version.objects.filter(pk__in=Review.objects.values("version")).values("identity")
    newest = Challenge.objects.order_by("-pk").values_list("pk", flat=True)[count // 10]
    Challenge.objects.update(state=State.ACCEPTED, live=True)
    Challenge.objects.filter(uuid__in=pending).update(state=State.IN_REVIEW)
    Challenge.objects.filter(pk__gt=newest).update(state=State.DRAFT, live=False)


def freeze(author: User, lot: Sequence[Item]) -> list[Version]:
    """A version of each."""
    return freeze_versions(actor=author, drafts=[NewVersion(document, frozenset({author.pk})) for document in lot])


def timed(name: str, act: Callable[[], object]) -> float:
    """Print the median times of some turns and the number of queries of one; milliseconds of processors."""
    act()
    queries: list[str] = []

    def counted(execute: Callable[..., object], sql: str, *rest: object) -> object:
        queries.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(counted):
        act()
    walls, own, there = [], [], serving()
    for _turn in range(TURNS):
        wall, processor = time.perf_counter(), time.process_time()
        act()
        own.append(time.process_time() - processor)
        walls.append(time.perf_counter() - wall)
    there = (serving() - there) / TURNS
    print(
        f"{name:22} {1000 * median(walls):8.1f} ms wall {1000 * median(own):8.1f} ms cpu"
        f" {1000 * there:8.1f} ms database {len(queries):5} queries",
        flush=True,
    )
    return 1000 * (median(own) + there)


def saving(author: User) -> list[float]:
    """Save one draft again and again as its author, by the verb and by the form; milliseconds of both."""
    draft = Challenge.objects.filter(author=author, state=State.DRAFT).order_by("pk").first()
    document, client = document_of(draft), Client()
    client.force_login(author)

    def save() -> None:
        current = Challenge.objects.get(pk=draft.pk)
        changed = document.model_copy(update={"hint": f"{time.perf_counter()}"})
        update_draft(actor=author, draft=current, document=changed, based_on=current.latest_revision_id)

    verb = timed("save", save)
    setup_test_environment()
    sent = form(client, draft)
    teardown_test_environment()

    def autosave() -> None:
        revision = Challenge.objects.get(pk=draft.pk).latest_revision
        known = {"loaded_revision_id": revision.pk, "loaded_revision_created_at": revision.created_at.isoformat()}
        data = {**sent, **known, "hint": f"{time.perf_counter()}", "overwrite_revision_id": revision.pk}
        answer = client.post(at("edit", draft.pk), data, headers={"accept": "application/json"})
        assert answer.json()["success"], answer.json()  # noqa: S101 - what is refused must not be timed

    return [verb, timed("autosave", autosave)]


def desk(count: int, own: int) -> dict[str, str]:
    """The screens of a writer."""
    return {
        "home": "/admin/",
        "list": LIST,
        "last page": f"{LIST}?p={min(count * 8 // 10, KeyPaginator.most) // 50}",
        "by level": f"{LIST}?ordering=level",
        "by date": f"{LIST}?ordering=-updated_at",
        "filter competence": f"{LIST}?competence=1.1",
        "filter both": f"{LIST}?competence=1.1&level=3",
        "filter state": f"{LIST}?state=draft",
        "filter tag": f"{LIST}?tag=tag+8",
        "filter mine": f"{LIST}?mine=true",
        "filter used in": f"{LIST}?used_in={Bank.objects.order_by('pk').first().pk}",
        "search": f"{LIST}?q=tableur+licence",
        "search frequent": f"{LIST}?q=propos",
        "search rare": f"{LIST}?q={count // 2}",
        "open": f"{LIST}edit/{own}/",
        "history": f"{LIST}history/{own}/",
        "around": f"{LIST}around/{own}/",
    }


def public(count: int) -> dict[str, str]:
    """The pages that everybody sees."""
    return {
        "map": "/",
        "matrix": "/disciplines/",
        "competence": "/competences/1.1/",
        "competence deep": "/competences/1.1/?page=last",
        "discipline": "/disciplines/svt/",
        "discipline deep": "/disciplines/svt/?page=last",
        "public search": "/recherche/?q=tableur",
        "public search rare": "/recherche/?q=tableur+introuvable",
        "sitemap": "/sitemap.xml",
        "sitemap, first": "/sitemap-versions.xml",
        "sitemap, last": f"/sitemap-versions.xml?p={max(1, count * 8 // 10 // 1000)}",
        "feed": "/nouveautes.atom",
    }


def look(client: Client, pages: dict[str, str]) -> None:
    """Time each page, without what the cache may keep of it."""
    for name, address in pages.items():
        answer = client.get(address, follow=True)
        if answer.status_code != 200:
            print(f"{name:22} answered {answer.status_code}")

        def open_it(address: str = address) -> None:
            cache.clear()
            b"".join(answer) if (answer := client.get(address, follow=True)).streaming else answer.content

        timed(name, open_it)


def main(count: int) -> None:
    """Fill, then measure each screen as each role."""
    call_command("migrate", verbosity=0)
    plain = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(ALLOWED_HOSTS=["*"], STORAGES=plain, SECURE_SSL_REDIRECT=False):
        few = None
        if not Challenge.objects.exists():
            load_frameworks()
            write(range(FEW))
            few = saving(authors()[-1])
            fill(count)
        author, bank = authors()[-1], Bank.objects.order_by("pk").first()
        own = Challenge.objects.filter(author=author, state=State.DRAFT).order_by("pk").first().pk
        roles = {
            author: desk(count, own),
            person("reviewer", REVIEWER): {
                "reviewer's home": "/admin/",
                "to claim": "/admin/reviews/?tab=claim",
            },
            person("chief", CHIEF_REVIEWER): {
                "chief's home": "/admin/",
                "chief's list": LIST,
                "all running": "/admin/reviews/?tab=all",
                "figures": "/admin/reviews/figures/",
            },
            person("operator", OPERATOR): {
                "operator's home": "/admin/",
                "banks": "/admin/banks/",
                "bank and coverage": f"/admin/banks/bank/{bank.slug}/",
            },
        }
        for reader, pages in roles.items():
            client = Client()
            client.force_login(reader)
            look(client, pages)
        look(Client(), public(count))
        many = saving(author)
        if few:
            print(
                f"with {count} challenges over {FEW}:",
                *(f"{now / then:.2f}" for now, then in zip(many, few, strict=True)),
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
