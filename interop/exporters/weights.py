"""Moodle's way of scoring a choice: the weights of the options chosen, in percent, are added up."""

from interop.exporters.exporter import Ledger, NotExpressible
from interop.shares import SHARES
from items.messages import message
from items.types import MultipleChoice, SingleChoice


def weights(content: SingleChoice | MultipleChoice, ledger: Ledger) -> dict[str, str]:
    """The weight of each option, by its identifier, in percent.

    With one key that is all or nothing. With several, Moodle plays `right_minus_wrong`: a share of the marks for each
    key, the same way off for each distractor.
    """
    if isinstance(content, SingleChoice):
        return {option.id: "100" if option.id == content.key else "0" for option in content.options}
    distractors = len(content.options) - len(content.keys)
    if content.strategy == "all_or_nothing" and len(content.keys) == 1:
        right, wrong = "100", "-100"
    else:
        if content.strategy == "all_or_nothing" or (content.strategy == "per_option" and distractors):
            ledger.degrade("partial-credit", "content.strategy")
        right, wrong = _share(len(content.keys)), f"-{_share(distractors or 1)}"
    return {option.id: right if option.id in content.keys else wrong for option in content.options}


def _share(count: int) -> str:
    if count not in SHARES:
        raise NotExpressible(message("the format has no share of one among %(count)s", count=count))
    return SHARES[count]
