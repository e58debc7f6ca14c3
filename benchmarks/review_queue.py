"""The review queue with 10,000 open reviews: median times of each tab. `python benchmarks/review_queue.py`.

Works in a transaction that is rolled back, on the database of DATABASE_URL.
"""

import os
import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.conf import settings
from django.db import connection, transaction
from django.test import Client, override_settings

from frameworks.domain import load_frameworks
from items.document import Item
from review.domain import claim_review, open_reviews
from review.queries import queue_for
from tests.challengebank.factories import item
from tests.review import factories

OPEN = 10_000
TURNS = 15


def document(number: int) -> Item:
    """A challenge of some competence, for training or certification."""
    purpose = ("training", "certification")[number % 2]
    return item(number, competence=f"{number % 4 + 1}.{number % 3 + 1}", purpose=purpose)


def prepare() -> tuple[object, object]:
    """Open the reviews of twenty authors; a third of the places are taken."""
    load_frameworks()
    people = factories.reviewers(40)
    for batch in range(20):
        author = factories.person(f"author{batch}", "teachers")
        numbers = range(batch * OPEN // 20, (batch + 1) * OPEN // 20)
        documents = [document(number) for number in numbers]
        reviews = open_reviews(actor=author, versions=factories.frozen(*documents, by=author))
        for review in reviews[:20]:
            claim_review(reviewer=people[batch], review=review)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return factories.person("rose"), factories.chief()


def timed(act) -> float:
    """The median of some turns, in milliseconds."""
    act()
    times = []
    for _turn in range(TURNS):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return 1000 * median(times)


def main() -> None:
    """Measure the queries alone, then the whole page."""
    plain = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(ALLOWED_HOSTS=["*"], STORAGES=plain), transaction.atomic():
        reviewer, chief = prepare()
        client = Client()
        for person, tab in ((reviewer, "claim"), (reviewer, "mine"), (reviewer, "done"), (chief, "all")):
            query = timed(lambda person=person, tab=tab: queue_for(person, tab))
            client.force_login(person)
            page = timed(lambda tab=tab: client.get(f"/admin/reviews/?tab={tab}"))
            print(f"{tab:6} queries {query:6.1f} ms   page {page:6.1f} ms")
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
