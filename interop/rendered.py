"""Two Markdown texts say the same when they are shown the same: white space that a page does not show aside."""

import re

from items.markdown import to_xhtml

SPACES = re.compile(r"\s+")
EDGES = re.compile(r" ?(</?(?:p|ul|ol|li|h[1-6]|blockquote|table|thead|tbody|tr|th|td|br|hr)(?: [^>]*)?/?>) ?")
EMPTY = re.compile(r"<(p|em|strong|code)>(?: ?)</\1>|<(?:p|em|strong|code)/>")


def say_the_same(one: str, other: str) -> bool:
    """Whether a page shows the two texts alike."""
    return one.strip() == other.strip() or shown(one) == shown(other)


def shown(markdown: str) -> str:
    """The XHTML of a text, with its white space as a page shows it outside of `pre`."""
    parts = re.split(r"(<pre>.*?</pre>)", to_xhtml(markdown, asset_url="asset:{}".format), flags=re.DOTALL)
    return "".join(part if part.startswith("<pre>") else _collapsed(part) for part in parts).strip()


def _collapsed(html: str) -> str:
    return EMPTY.sub("", EDGES.sub(r"\1", SPACES.sub(" ", html)))
