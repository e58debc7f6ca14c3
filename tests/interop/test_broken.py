"""Why XML is broken, as a teacher reads it."""

import pytest

from interop.findings import RefusedFileError
from interop.importers.xml import parsed


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        ("<a>\n<b></a>", "line 2: « b », opened at line 2, is closed by « a »"),
        ("<a>", "line 1: « a », opened at line 1, is never closed"),
        ("<a/><b/>", "line 1: something follows the end of its first element"),
        ("bonjour", "line 1: it does not begin as XML does"),
        ("<a b=1/>", "line 1: an attribute has no quotes"),
        ("<a>1 < 2</a>", "line 1: an element is not closed, or a sign « < » stands alone"),
    ],
)
def test_where_and_why(xml, said):
    with pytest.raises(RefusedFileError, match="this is not well-formed XML, ") as refused:
        parsed(xml.encode())
    assert said in str(refused.value)
