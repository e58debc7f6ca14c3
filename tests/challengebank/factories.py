"""Versions, people and banks made through the public verbs."""

from uuid import UUID, uuid5

from django.utils import timezone

from accounts.domain import create_person
from accounts.models import User
from accounts.roles import OPERATOR, TEACHER
from challengebank.domain import NewVersion, approve_release, create_bank, freeze_versions, propose_release, store_asset
from challengebank.models import Approval, Bank, Decision, Version
from challengebank.selection import SelectionRules
from items.document import Alignment, Asset, Attachment, Item, Tutorial, TutorialLinks
from items.types.content import Option
from items.types.single_choice import SingleChoice

SPACE = UUID("7b1f0000-0000-4000-8000-000000000000")


def operator() -> User:
    return create_person(email="olga@ecole.example", first_name="Olga", last_name="Petit", roles=(OPERATOR,))


def second_operator() -> User:
    return create_person(email="omar@ecole.example", first_name="Omar", last_name="Roux", roles=(OPERATOR,))


def teacher() -> User:
    return create_person(email="tom@ecole.example", first_name="Tom", last_name="Blanc", roles=(TEACHER,))


def uuid(number: int) -> str:
    return str(uuid5(SPACE, str(number)))


def doubling(number: int) -> SingleChoice:
    """What is twice this number?"""
    return SingleChoice(
        options=(Option(id="a", text=str(2 * number)), Option(id="b", text=str(2 * number + 1))), key="a"
    )


def item(
    number: int = 1, *, competence: str = "1.1", level: int = 1, tutorials: tuple[int, ...] = (), **values
) -> Item:
    return Item(
        id=uuid(number),
        title=values.pop("title", f"Challenge {number}"),
        statement=values.pop("statement", f"What is {number} + {number}?"),
        content=values.pop("content", None) or doubling(number),
        alignments=(Alignment(competence=competence, level=level, primary=True),),
        tutorials=TutorialLinks(understand=tuple(uuid(t) for t in tutorials)),
        **values,
    )


def tutorial(number: int = 1000, **values) -> Tutorial:
    return Tutorial(
        id=uuid(number),
        title=values.pop("title", f"Tutorial {number}"),
        body="Read this.",
        alignments=(Alignment(competence="1.1", level=1, primary=True),),
        **values,
    )


def stored_asset(content: bytes) -> dict[str, object]:
    """What an item says of a stored file that it attaches."""
    stored = store_asset(content=content, media_type="text/plain")
    asset = Asset(sha256=stored.pk, name="notes.txt", media_type="text/plain", size=stored.size)
    return {"assets": (asset,), "attachments": (Attachment(asset=stored.pk, label="Notes"),)}


def frozen(*documents: Item | Tutorial) -> list[Version]:
    author = teacher()
    return freeze_versions(actor=author, drafts=[NewVersion(d, frozenset({author.pk})) for d in documents])


def accepted(*documents: Item | Tutorial, quorum: int = 2) -> list[Version]:
    versions = frozen(*documents)
    decide(versions, "accepted", quorum)
    return versions


def decide(versions: list[Version], outcome: str, quorum: int = 2) -> None:
    now = timezone.now()
    Decision.objects.bulk_create(
        [Decision(version=v, outcome=outcome, decided_at=now, policy={"quorum": quorum}) for v in versions]
    )


def approved(bank: Bank, **options) -> Approval:
    return approve_release(actor=second_operator(), proposal=propose_release(actor=operator(), bank=bank, **options))


def bank(slug: str = "college", purpose: str = "training", **rules) -> Bank:
    return create_bank(actor=operator(), slug=slug, name=slug.title(), purpose=purpose, rules=SelectionRules(**rules))
