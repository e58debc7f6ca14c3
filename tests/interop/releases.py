"""Small releases to export."""

from hashlib import sha256

from interop.bundle import AssetFile, Bundle
from interop.entries import Line
from interop.manifest import AssetEntry, AuditHead, BankEntry, Head, Provenance, VersionEntry
from interop.writing import write_bundle
from items.document import Item, Tutorial

MOMENT = "2026-11-02T08:00:00+00:00"
HEAD = Head(
    bank=BankEntry(slug="essai", name="Essai", purpose="training", framework="crcn", locale="fr"),
    number=1,
    released_at=MOMENT,
    audit=AuditHead(sequence=0, hash="0" * 64),
)


def item(number=1, **values):
    """An item with one question, changed by `values`."""
    content = {
        "type": "single_choice",
        "options": [
            {"id": "a", "text": "Le navigateur {ouvert}", "feedback": "Non : relis."},
            {"id": "b", "text": "= 1 ~ 2 # <b>", "feedback": ""},
        ],
        "key": "b",
    }
    return Item.parse(
        {
            "id": f"00000000-0000-4000-8000-{number:012d}",
            "title": "Où chercher : le web ?",
            "alignments": [{"competence": "1.1", "level": 3, "primary": True}],
            "statement": "Première ligne.\n\nUne *autre* ligne & la fin.",
            "content": content,
            "tags": ["web]x"],
            **values,
        }
    )


def tutorial(number=1, **values):
    """A lesson, changed by `values`."""
    return Tutorial.parse(
        {
            "id": f"00000000-0000-4000-9000-{number:012d}",
            "title": "Chercher sur le web",
            "alignments": [{"competence": "1.1", "level": 3, "primary": True}],
            "body": "On commence par ses mots.",
            **values,
        }
    )


def release(path, items, tutorials=()):
    """A release file of these, open for reading; each file they use is one byte, whatever its digest."""
    items = list(items)
    digests = sorted({asset.sha256 for each in items for asset in each.assets})
    files = [AssetFile(AssetEntry(sha256=digest, media_type="image/png", size=1), [b"x"]) for digest in digests]
    write_bundle(path, HEAD, map(line, items), map(line, tutorials), files)
    return Bundle(path)


def line(each):
    """A version as a release carries it."""
    provenance = Provenance(policy={}, decided_at=MOMENT)
    digest = sha256(each.canonical()).hexdigest()
    entry = VersionEntry(id=each.id, number=1, digest=digest, alignments=each.alignments, provenance=provenance)
    return Line(entry.canonical(), digest, each.canonical())
