"""What a release made now would carry."""

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from challengebank.enums import Facet
from challengebank.errors import BankError
from challengebank.models import Bank, Decision, Recall, Release, VersionFacet
from challengebank.models.versions import VersionQuerySet
from challengebank.queries import linked_tutorials, select, standings
from challengebank.queries.frozen import frozen
from challengebank.queries.selection import ORDER


@dataclass(frozen=True, slots=True)
class Candidate:
    """The exact content of the next release of a bank: its versions by their keys, in order, and the release before.

    `before` is the content of that release, in the same form; `standing` is what the selection follows from.
    """

    items: list[int]
    tutorials: list[int]
    last: Release | None
    before: list[int]
    standing: tuple[object, ...]

    def keys(self) -> list[int]:
        """The keys of the versions, in the order of the release."""
        return self.items + self.tutorials

    def come(self) -> dict[int, int]:
        """The versions that the release before has not, by their keys, with their places."""
        held = set(self.before)
        return {key: place for place, key in enumerate(self.keys()) if key not in held}

    def fingerprint(self) -> str:
        """The SHA-256 that names this content: which version of what, in which order."""
        digest = hashlib.sha256()
        for page in frozen(self.keys(), documents=False):
            lines = (f"{identity} {number} {version}\n" for _key, identity, number, version, *_rest in page)
            digest.update("".join(lines).encode())
        return digest.hexdigest()

    def still_stands(self, bank: Bank) -> bool:
        """Whether the bank selects exactly this now, after the same release."""
        if last_release(bank) != self.last:
            return False
        return _standing(bank) == self.standing or _selected(bank) == (self.items, self.tutorials)


def candidate(bank: Bank) -> tuple[VersionQuerySet, VersionQuerySet]:
    """The challenges and tutorials that a release made now would carry, without their bytes; BankError when none."""
    versions = select(bank)
    if not versions.exists():
        raise BankError(
            _("The bank « %(bank)s » selects no accepted challenge: widen its rules, or wait for reviews to end.")
            % {"bank": bank.name}
        )
    return versions.defer("document"), linked_tutorials(versions, bank.locale).defer("document")


def read_candidate(bank: Bank) -> Candidate:
    """The candidate as it stands now; BankError when nothing is selected."""
    standing, last = _standing(bank), last_release(bank)
    return Candidate(*_selected(bank), last, last.version_keys() if last else [], standing)


def last_release(bank: Bank) -> Release | None:
    """The newest release of a bank, without its manifest and keys."""
    return bank.releases.light().order_by("-number").first()


def refuse_the_same(candidate: Candidate) -> None:
    """BankError when the last release carries exactly this."""
    if candidate.last and candidate.before == candidate.keys():
        raise BankError(
            _("Nothing changed since release %(number)s: no new release was made.") % {"number": candidate.last.number}
        )


def _selected(bank: Bank) -> tuple[list[int], list[int]]:
    """The keys of challenges and tutorials, in order; those of challenges from the narrow table of standings."""
    _challenges, tutorials = candidate(bank)
    items = standings(bank).order_by(*ORDER).values_list("version", flat=True)
    return list(items), list(tutorials.values_list("pk", flat=True))


def _standing(bank: Bank) -> tuple[object, ...]:
    """What a selection follows from: the bank's rules and facts, which are only added, so that their number tells.

    A version counts by its decision; of one without, a selection asks only whose enemy it says to be.
    """
    facts = (Decision.objects, Recall.objects, Release.objects, VersionFacet.objects.filter(name=Facet.ENEMY))
    return (bank.purpose, bank.framework, bank.locale, bank.rules, *(each.count() for each in facts))
