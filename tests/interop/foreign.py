"""Files of others, read to drafts that must be items of ours once completed."""

from interop.importers import importer_for
from items.document import Item

ALIGNED = [{"competence": "1.1", "level": 1, "primary": True}]
ID = "00000000-0000-4000-8000-000000000000"


def read(tmp_path, name, content):
    """(drafts, what is said of them as severity and words, files) of a file."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    rows = list(importer_for(path).read(path))
    drafts = [row for row in rows if isinstance(row, dict)]
    for draft in drafts:
        Item.parse(completed(draft))
    said = [(row.severity, str(row.message)) for row in rows if hasattr(row, "severity")]
    return drafts, said, [row for row in rows if hasattr(row, "sha256")]


def completed(draft):
    """The draft with what a person still has to say."""
    whole = {"id": ID, "alignments": ALIGNED, **draft}
    whole.pop("origin", None)
    if "illustration" in draft:
        whole["illustration"] = {**draft["illustration"], "alt": draft["illustration"]["alt"] or "?"}
    if draft["content"]["type"] == "hotspot":
        whole["content"] = {**draft["content"], "alt": draft["content"]["alt"] or "?"}
    return whole
