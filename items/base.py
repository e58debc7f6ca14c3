"""The ground every document stands on: frozen models, strict fields, short named string types."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

MARKDOWN_LIMIT = 20_000


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))


class Frozen(BaseModel):
    """A value: immutable, no unknown field, compared by content."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


Nfc = AfterValidator(_nfc)
Line = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\n\r\x00]*$"), Nfc]
Label = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^[^\n\r\x00]*\S[^\n\r\x00]*$"), Nfc]
Markdown = Annotated[str, StringConstraints(max_length=MARKDOWN_LIMIT, pattern=r"^[^\x00]*$"), Nfc]
Slug = Annotated[str, StringConstraints(max_length=100, pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$")]
Key = Annotated[str, StringConstraints(max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
Uuid = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Locale = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(?:-[a-z]{2})?$")]
DecimalText = Annotated[str, StringConstraints(max_length=40, pattern=r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?$")]
"""A number in its one canonical spelling: "1234.5", never a float, so that a digest is stable everywhere."""
HttpsUrl = Annotated[str, StringConstraints(max_length=2000, pattern=r"^https://[^\s<>\"\x00-\x1f]+$"), Nfc]
Seconds = Annotated[int, Field(ge=1, le=14_400)]
