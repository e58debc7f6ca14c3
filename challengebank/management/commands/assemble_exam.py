"""`manage.py assemble_exam SLUG --forms K`: prove that K parallel exam forms exist, or say what is missing."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from challengebank.assembly import Proof
from challengebank.domain import prove_exam
from challengebank.errors import BankError
from challengebank.management.progress import ProgressLine
from challengebank.models import Bank


class Command(BaseCommand):
    help = "Prove whether a bank can make parallel exam forms (105 minutes, 32 questions). Exit code 1 when it cannot."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--forms", type=int, default=1, metavar="K")

    def handle(self, *args: Any, slug: str, forms: int, **options: Any) -> None:
        start = time.monotonic()
        try:
            bank = Bank.objects.get(slug=slug)
            proof = prove_exam(bank=bank, forms=forms, progress=ProgressLine(self.stderr))
        except Bank.DoesNotExist:
            raise CommandError(f"there is no bank {slug!r}") from None
        except BankError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"{proof.available} challenges can be asked, {proof.set_aside} are set aside: not everybody can"
        )
        self._verdict(proof, time.monotonic() - start)

    def _verdict(self, proof: Proof, seconds: float) -> None:
        for cell in proof.missing:
            self.stdout.write(
                f"  {cell.competence} level {cell.level}: {cell.count} to write, {cell.available} can be asked now"
            )
        how = "proved" if proof.proved else "the best found in the time given"
        if not proof.possible:
            raise CommandError(f"no form exists ({how}, {seconds:.1f} s): write the challenges above")
        self.stdout.write(
            f"{proof.asked} forms exist, {proof.repeats} questions come again ({proof.overlap:.0%}) "
            f"({how}, {seconds:.1f} s)"
        )
