"""Places: several things to fill or to link in one item, each right or wrong by itself."""

from collections.abc import Iterable, Sequence

from items.messages import Message, message
from items.scoring import Score, right, share, wrong


def score_places(
    places: Sequence[str], found: Sequence[bool], *, partial: bool, forgiven: Iterable[Message] = ()
) -> Score:
    """All or nothing, or a share a place. The reasons name the places that are wrong, then what was forgiven."""
    mistakes = [message("wrong: « %(place)s »", place=place) for place, ok in zip(places, found, strict=True) if not ok]
    if not mistakes:
        return right(message("all right"), *forgiven)
    good = len(places) - len(mistakes)
    reasons = (message("%(right)s right of %(total)s", right=good, total=len(places)), *mistakes, *forgiven)
    return share(good, len(places), *reasons) if partial else wrong(*reasons)
