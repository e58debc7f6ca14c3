"""The story of the demo, act by act, through the public verbs: write, submit, judge, release, prove, export."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts.models import User
from authoring.demo.cast import Cast
from authoring.demo.load import Demo
from authoring.demo.opinions import DRAFTS, REFUSED, REMARKS, UNDER_REVIEW
from authoring.domain import create_challenges, create_tutorials, submit_challenges, submit_tutorials
from authoring.models import Challenge, Tutorial
from challengebank.domain import (
    approve_release,
    create_bank,
    export_release,
    freeze_release,
    install_root,
    propose_release,
    refresh_trust,
    store_asset,
)
from challengebank.domain.exports import FORMATS
from challengebank.domain.trust import current_root, draft_root
from challengebank.enums import Purpose
from challengebank.keys import active_key, make_key, make_offline_key, read_key
from challengebank.models import Bank, Release
from challengebank.trust import sign
from items.document import Asset, Document, Item
from review.domain import answer_as_pupil, assign_reviews, claim_review, record_verdict, start_reading
from review.enums import RUNNING, Opinion
from review.models import Assignment, Review
from review.queries.plan import plan

BANKS = {
    "entrainement": ("Entraînement au collège et au lycée", Purpose.TRAINING),
    "certification": ("Certification", Purpose.CERTIFICATION),
}
EVERYBODY = 1_000


@transaction.atomic
def write_everything(cast: Cast, demo: Demo) -> int:
    """Each teacher writes what their disciplines need and submits nearly all; how many documents are new."""
    assets = {asset.sha256: asset for document in (*demo.items, *demo.tutorials) for asset in document.assets}
    _store_files(demo, assets.values())
    new = 0
    kinds: tuple[tuple[Any, Any, Any, Sequence[Document]], ...] = (
        (Tutorial, create_tutorials, submit_tutorials, demo.tutorials),
        (Challenge, create_challenges, submit_challenges, demo.items),
    )
    for model, create, submit, documents in kinds:
        known = {str(uuid) for uuid in model.objects.values_list("uuid", flat=True)}
        for author, own in _by_author(cast, (d for d in documents if d.id not in known)).items():
            drafts = create(actor=author, drafts=own)
            submit(actor=author, **{submit.__name__.removeprefix("submit_"): [d for d in drafts if _ready(d)]})
            new += len(drafts)
    return new


def _store_files(demo: Demo, assets: Iterable[Asset]) -> None:
    for asset in assets:
        store_asset(content=demo.files[asset.sha256], media_type=asset.media_type)


def _by_author(cast: Cast, documents: Iterable[Document]) -> dict[User, list[Document]]:
    shares: dict[User, list[Document]] = defaultdict(list)
    for document in documents:
        shares[cast.author_of(document.disciplines)].append(document)
    return shares


def _ready(draft: Challenge | Tutorial) -> bool:
    return str(draft.uuid) not in DRAFTS


@transaction.atomic
def judge_everything(cast: Cast) -> int:
    """The chief proposes reviewers to all that lacks some; they answer, then judge. How many verdicts were sealed."""
    proposals = plan(most=EVERYBODY, limit=EVERYBODY)
    assign_reviews(actor=cast.chief, places=[(p.review, person) for p in proposals for person in p.people])
    running = Review.objects.filter(state__in=RUNNING).select_related("version").order_by("pk")
    return sum(_judge(review) for review in running)


def _judge(review: Review) -> int:
    """The verdicts that are due in the story; how many."""
    seats = list(review.assignments.select_related("reviewer").order_by("pk"))
    awaited = UNDER_REVIEW.get(str(review.version.identity_id), len(seats))
    given = review.verdicts.count()
    document = review.version.parsed()
    for rank, seat in enumerate(seats[given:awaited], given):
        _read(seat, document)
        _conclude(review, seat.reviewer, rank)
    return max(0, awaited - given)


def _read(seat: Assignment, document: Document) -> None:
    claim_review(reviewer=seat.reviewer, review=seat.review)
    if isinstance(document, Item):
        start_reading(reviewer=seat.reviewer, review=seat.review)
        right = next(sample.answer for sample in document.content.samples() if sample.thousandths == 1000)
        answer_as_pupil(reviewer=seat.reviewer, review=seat.review, answer=right)


def _conclude(review: Review, reviewer: User, rank: int) -> None:
    objection = REFUSED.get(str(review.version.identity_id))
    if objection and rank >= objection.voices:
        objection = None
    lines = {slug: {"grade": 3, "comment": ""} for slug in review.criteria}
    if objection:
        lines[objection.criterion] = {"grade": 1, "comment": objection.reason}
    else:
        noted = list(REMARKS)[(review.pk + rank) % len(REMARKS)]
        if noted in lines:
            lines[noted] = {"grade": 2 if noted == "distractors_plausible" else 3, "comment": REMARKS[noted]}
    record_verdict(
        reviewer=reviewer,
        review=review,
        outcome=Opinion.REFUSE if objection else Opinion.ACCEPT,
        criteria=lines,
        comment=objection.reason if objection else "",
    )


def found_trust(offline: Path) -> int:
    """A signing key, and the root that names it, signed by an offline key: made or found; the root’s version.

    What ages is signed again.
    """
    if active_key() is None:
        make_key()
    if current_root() is None:
        offline.parent.mkdir(mode=0o700, exist_ok=True)
        key = read_key(offline) if offline.exists() else make_offline_key(offline)
        install_root(content=sign(draft_root(offline=[key.public_key()]), key))
    refresh_trust()
    return current_root().version


def release_everything(cast: Cast) -> list[Release]:
    """A training and a certification bank, each with a signed release: made now, or found again."""
    first, second = cast.operators
    releases = []
    for slug, (name, purpose) in BANKS.items():
        bank = Bank.objects.filter(slug=slug).first() or create_bank(actor=first, slug=slug, name=name, purpose=purpose)
        release = bank.releases.order_by("-number").first()
        if release is None:
            if purpose == Purpose.CERTIFICATION:
                approve_release(actor=second, proposal=propose_release(actor=first, bank=bank))
            release = freeze_release(actor=first, bank=bank, notes="Première livraison de démonstration.")
        releases.append(release)
    return releases


def export_everywhere(release: Release, folder: Path, said: Callable[[str], None]) -> None:
    """The release in every format, one file each."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, exporter in FORMATS.items():
        path = folder / f"{release.bank.slug}-{release.number:04d}-{name}{exporter.extension}"
        report = export_release(actor=release.created_by, release=release, format=name, path=path)
        said(f"  {name}: {report.exported} of {release.count} challenges, {path}")
