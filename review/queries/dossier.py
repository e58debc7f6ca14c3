"""Everything a reviewer reads beside the challenge itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from pydantic import JsonValue

from accounts.models import User
from challengebank.enums import Outcome, Purpose
from challengebank.models import Version
from challengebank.models.versions import VersionQuerySet
from challengebank.similarity import Similar, similar_to
from frameworks.models import Competence, Discipline, Grade
from items.diff import Change, diff
from items.document import Document, Item
from items.lint import Finding, lint
from items.scoring import AnswerTest, Score
from review.enums import Blindness
from review.models import Review
from review.rules import heads_reviews, wrote

NAMING = {"authors", "source"}
"""Fields of a document that say who wrote it: a double-blind review tells neither them nor what changed in them."""


@dataclass(frozen=True, slots=True)
class TestedAnswer:
    """A sample answer, what it should score and what it scores."""

    test: AnswerTest
    score: Score

    @property
    def holds(self) -> bool:
        """Whether the score is the one announced."""
        return self.score.thousandths == self.test.thousandths


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs from an earlier version that was judged."""

    earlier: Version
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a rule found, and the reason its author signed to submit all the same; empty when nobody had to."""

    finding: Finding
    waiver: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another challenge that is close to this one. `title` is empty when the reader may not open it."""

    title: str
    likeness: Similar


@dataclass(frozen=True, slots=True)
class Dossier:
    """Facts are (name, value) pairs in the reader's language; `right_answer` is one among others, or None."""

    document: Document
    facts: list[tuple[str, str]]
    flaws: list[Flaw]
    neighbours: list[Neighbour]
    tests: list[TestedAnswer]
    right_answer: JsonValue
    comparisons: list[Comparison]


def dossier_of(review: Review, viewer: User) -> Dossier:
    """The dossier of a review. Under double-blind review it does not say who wrote the document."""
    document = review.version.parsed()
    item = document if isinstance(document, Item) else None
    signed = _signed(review, viewer)
    samples = item.content.samples() if item else ()
    return Dossier(
        document=document,
        facts=list(_facts(document, signed=signed)),
        flaws=_flaws(review.version, document),
        neighbours=_neighbours(item, viewer) if item else [],
        tests=[TestedAnswer(test, item.content.score(test.answer)) for test in item.answer_tests] if item else [],
        right_answer=next((sample.answer for sample in samples if sample.thousandths == 1000), None),
        comparisons=list(_comparisons(review.version, document, signed=signed)),
    )


def _flaws(version: Version, document: Document) -> list[Flaw]:
    waivers = dict(version.waivers.values_list("rule", "reason"))
    return [Flaw(finding, waivers.get(finding.rule, "")) for finding in lint(document)]


def _neighbours(item: Item, viewer: User) -> list[Neighbour]:
    """Near-duplicates; those that went out for training, or all for a chief reviewer, are named."""
    versions = Version.objects.all() if heads_reviews(viewer) else _out_for_training()

    def readable(identities: set[UUID]) -> set[UUID]:
        return set(versions.filter(identity__in=identities).values_list("identity", flat=True))

    found = similar_to(item, readable=readable, limit=5)
    named = versions.filter(identity__in=[like.document for like in found if like.document])
    titles = dict(named.order_by("number").values_list("identity", "title"))
    return [Neighbour(titles.get(like.document, ""), like) for like in found]


def _out_for_training() -> VersionQuerySet:
    """What was accepted for training, and has become secret since in no version."""
    secret = Version.objects.filter(identity=OuterRef("identity"), purpose=Purpose.CERTIFICATION)
    return Version.objects.filter(~Exists(secret), purpose=Purpose.TRAINING, decision__outcome=Outcome.ACCEPTED)


def _comparisons(version: Version, document: Document, *, signed: bool) -> Iterator[Comparison]:
    """What changed since the last accepted version, and since the last judged one when that is another."""
    judged = Version.objects.filter(identity=version.identity_id, number__lt=version.number, decision__isnull=False)
    judged = judged.select_related("decision").order_by("-number")
    last, accepted = judged.first(), judged.filter(decision__outcome="accepted").first()
    for earlier in dict.fromkeys(each for each in (last, accepted) if each):
        changes = diff(earlier.parsed(), document)
        yield Comparison(earlier, tuple(change for change in changes if signed or change.where not in NAMING))


def _signed(review: Review, viewer: User) -> bool:
    return review.policy.blindness != Blindness.DOUBLE_BLIND or wrote(viewer, review.version)


def _facts(document: Document, *, signed: bool) -> Iterator[tuple[str, str]]:
    names = {competence.code: str(competence) for competence in Competence.objects.filter(framework__slug="crcn")}
    for alignment in document.alignments:
        competence = names.get(alignment.competence, alignment.competence)
        label = _("Competence") if alignment.primary else _("Competence, secondary")
        yield label, _("%(competence)s, level %(level)s") % {"competence": competence, "level": alignment.level}
    yield _("Disciplines"), _names(Discipline, document.disciplines)
    yield _("Classes"), _names(Grade, document.classes)
    yield _("Tags"), ", ".join(document.tags)
    if isinstance(document, Item) and document.delivery.estimated_time:
        yield _("Expected time"), _("%(seconds)s s") % {"seconds": document.delivery.estimated_time}
    yield _("Licence"), document.licence
    if signed:
        yield _("Authors"), ", ".join(document.authors)
        yield _("Source"), document.source


def _names(model: type[Discipline] | type[Grade], slugs: tuple[str, ...]) -> str:
    return ", ".join(thing.name for thing in model.objects.filter(slug__in=slugs)) if slugs else ""
