"""`manage.py demo`: real French challenges carried through the whole chain, from a draft to files that engines read."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.management.base import BaseCommand, CommandError

from accounts.domain import verify_audit
from accounts.domain.audit import head
from authoring.demo import story
from authoring.demo.cast import PASSWORD, Cast, call_everybody
from authoring.demo.load import read_demo
from authoring.domain import look_over_due
from authoring.models import Challenge, Tutorial
from challengebank.domain import check_release
from challengebank.errors import BankError
from challengebank.models import Release
from frameworks.domain import load_frameworks


class Command(BaseCommand):
    help = (
        "Fill a site with the demo: people, 85 challenges and tutorials, reviews, two banks, trust, releases, exports."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.HTTPS:
            raise CommandError("the demo makes people whose password is known: it never runs on a public site")
        settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # these people have no mailbox
        load_frameworks()
        cast = call_everybody()
        demo = read_demo()
        new = story.write_everything(cast, demo)
        self._say(f"Written: {len(demo.items)} challenges and {len(demo.tutorials)} tutorials, {new} of them new.")
        verdicts = story.judge_everything(cast)
        self._say(f"Judged: {verdicts} new verdicts. {self._states()}")
        look_over_due()
        offline = Path(f"{settings.DATA_DIR}-offline", "root.pem")
        self._say(f"Trust: root {story.found_trust(offline)}, signed by the offline key {offline}.")
        for release in story.release_everything(cast):
            self._show(release)
        self._prove_audit()
        self._invite(cast)

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _states(self) -> str:
        counts: Counter[str] = Counter()
        for model in (Challenge, Tutorial):
            counts.update(model.objects.values_list("state", flat=True))
        return ", ".join(f"{state.replace('_', ' ')}: {count}" for state, count in sorted(counts.items())) + "."

    def _show(self, release: Release) -> None:
        try:
            contents = check_release(release)
        except BankError as error:
            raise CommandError(f"{release} is refused: {error}") from None
        self._say(
            f"Released: {release}, {contents.items} challenges and {contents.tutorials} tutorials, "
            f"verified, digest {release.digest}\n  file: {self._place(release)}"
        )
        story.export_everywhere(release, Path(settings.DATA_DIR) / "exports", self._say)

    def _place(self, release: Release) -> str:
        return release.file.path if isinstance(release.file.storage, FileSystemStorage) else release.file.name

    def _prove_audit(self) -> None:
        if broken := verify_audit():
            raise CommandError(f"the audit trail does not hold: {broken.reason}")
        self._say(f"The audit trail holds: {head()[0]} acts.")

    def _invite(self, cast: Cast) -> None:
        people = {
            "teacher": cast.author_of(("francais",)),
            "reviewer": cast.reviewers[0],
            "reviewer ": cast.reviewers[1],
            "chief reviewer": cast.chief,
            "operator": cast.operators[0],
            "operator ": cast.operators[1],
            "administrator": cast.administrator,
        }
        lines = "\n".join(f"  {role.strip():15} {person.email}" for role, person in people.items())
        self._say(
            f"\nNow `make serve`: the catalogue is at {settings.SITE_URL}/ and the desk at {settings.SITE_URL}/admin/."
            f"\nSign in with one of these addresses and the password « {PASSWORD} »:\n{lines}"
        )
