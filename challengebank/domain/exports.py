"""Giving a release away as a file, in any of the formats of `interop.exporters`."""

from pathlib import Path

from django.utils.translation import gettext as _

from accounts.models import User
from challengebank.domain.release_files import proved_file
from challengebank.errors import BankError
from challengebank.models import Release
from challengebank.rules import require_operator
from interop.exporters import EXPORTERS
from interop.exporters.exporter import Exporter
from interop.readback import UnfaithfulExport, export_checked
from interop.report import Report
from interop.sharing import ProcessLost

FORMATS: dict[str, Exporter] = {exporter.name: exporter for exporter in EXPORTERS}


def export_release(
    *, actor: User | None, release: Release, format: str, path: Path, accept: frozenset[str] = frozenset()
) -> Report:
    """Write a release in a format, whole or not at all, and say what the format kept and lost.

    The release's file is proved first, then the export is read back and compared with it. BankError for an unknown
    format, a file that is not the one released, an export that does not say what its report says, or a process of it
    that was killed. `accept` names the degradations of `DEGRADATIONS` that the operator accepts. A signed release file
    gets its `.minisig` beside it. No actor: a command, by whoever holds the machine itself.
    """
    if actor is not None:
        require_operator(actor)
    if format not in FORMATS:
        known = ", ".join(FORMATS)
        raise BankError(_("Unknown format %(format)s: choose among %(known)s.") % {"format": format, "known": known})
    partial = path.with_name(f".{path.name}.partial")
    try:
        with proved_file(release) as source:
            report = export_checked(format, source, partial, accept)
        partial.replace(path)
    except (UnfaithfulExport, ProcessLost) as error:
        raise BankError(
            _("The %(format)s file of %(release)s was not written: %(reason)s.")
            % {"format": format, "release": release, "reason": error.reason.said(_)}
        ) from None
    finally:
        partial.unlink(missing_ok=True)
    if format == "bank" and release.signature:
        path.with_name(f"{path.name}.minisig").write_text(release.signature)
    return report
