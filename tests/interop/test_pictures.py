"""A picture comes back with the alternative text it left with, whatever its signs."""

import pytest

from interop.importers.files import File, take_files

PICTURE = File("carte.png", b"\x89PNG")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"le fichier 2026\_tp\_groupe4", "le fichier 2026_tp_groupe4"),
        (r"A \[1\] et \*B\*", "A [1] et *B*"),
        ("1 &lt; 2 &amp;amp; 3", "1 < 2 &amp; 3"),
        ("", ""),
    ],
)
def test_alternative_texts(written, read):
    draft = {"title": "T", "statement": f"Regarde.\n\n![{written}](@@PLUGINFILE@@/carte.png)"}
    found = list(take_files(draft, {"carte.png": PICTURE}, "line 1"))
    assert (draft["statement"], draft["illustration"]["alt"]) == ("Regarde.", read)
    assert found[0] == PICTURE
