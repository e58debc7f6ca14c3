"""What every export format does, and the way most of them go: one item at a time, with its losses."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import islice
from typing import IO, Generic, TypeVar

from interop.bundle import Bundle, Document
from interop.exporters.features import ALWAYS, features
from interop.fidelity import covers
from interop.report import Loss, Report
from interop.sharing import BLOCK, hands, share, shared
from interop.spellings import spellings
from items.document import Item
from items.messages import Message, message
from items.types import Content, ShortText
from items.types.blanks import Blank

Accept = frozenset[str]
Rendered = TypeVar("Rendered")

DEGRADATIONS: dict[str, Message] = {
    "partial-credit": message("the marks are shared otherwise between the parts of the answer"),
    "tolerances": message("answers are compared more strictly, by the spellings that the format can list"),
    "units": message("units are neither asked for nor read"),
    "plain-question": message("a task on files or on the web becomes a plain question"),
    "human-marking": message("the answer is marked by a person"),
}
"""What an operator can accept, by name: each changes how an item is scored or played."""

NO_PLACE = message("the format has no place for it")
NO_PLACE_FOR_EACH = message("no place for the feedback of each part")


class NotExpressible(Exception):  # noqa: N818 - not an error: the item is left out, and the report says so
    """The format cannot say what this item says. `accept` names the degradation that would let it in, if any."""

    def __init__(self, reason: Message, accept: str = "") -> None:
        self.reason, self.accept = reason, accept
        super().__init__(str(reason))


def no_equivalent(content: Content) -> NotExpressible:
    """For a type that the format does not have, by its name."""
    return NotExpressible(message("the type « %(type)s » has no equivalent", type=Message(content.label)))


@dataclass(slots=True)
class Ledger:
    """What one item loses while it is written; the writer says it as it goes."""

    item: Item
    accept: Accept = frozenset()
    losses: list[Loss] = field(default_factory=list)
    features: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.features = features(self.item)

    def lose(self, feature: str, reason: Message) -> None:
        """The format has no place for this feature."""
        self.losses.append(Loss(self.item.id, feature, "left out", reason))

    def change(self, feature: str, reason: Message) -> None:
        """The feature is there in another form, which no pupil's score depends on."""
        self.losses.append(Loss(self.item.id, feature, "degraded", reason))

    def degrade(self, accept: str, *features: str) -> None:
        """The scoring or the playing changes: NotExpressible unless the operator accepts it by this name."""
        reason = DEGRADATIONS[accept]
        if accept not in self.accept:
            raise NotExpressible(reason, accept)
        known = {loss.feature for loss in self.losses}
        new = [feature for feature in features if feature not in known]
        self.losses += [Loss(self.item.id, feature, "degraded", reason, accept) for feature in new]

    def lose_feedback(self, *paths: str) -> None:
        """The feedback of the parts at these paths (`content.options`…) is left out, where there is some."""
        for path in paths:
            if any(part.feedback for part in getattr(self.item.content, path.removeprefix("content."))):
                self.lose(f"{path}.feedback", NO_PLACE_FOR_EACH)


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format out: `export(bundle, stream, accept)` writes bytes and returns the fidelity report.

    `accept` names the degradations of scoring that the operator accepts, such as `partial-credit`. `importer` is the
    format in that reads the file back, empty when there is none.
    """

    name: str
    extension: str
    media_type: str
    export: Callable[[Bundle, IO[bytes], Accept], Report]
    importer: str = ""


Render = Callable[[Item, Ledger], Rendered]


@dataclass(frozen=True, slots=True)
class Block(Generic[Rendered]):
    """Some challenges in a row: those that the format can express, as rendered, and what became of all."""

    rendered: list[Rendered]
    report: Report


def render_each(bundle: Bundle, report: Report, accept: Accept, render: Render[Rendered]) -> Iterator[Rendered]:
    """Each item that the format can express, as rendered; the report is filled on the way.

    Several processes render a large release: `render` and what it gives must be such as `pickle` takes.
    """
    work = partial(_blocks, bundle, report.format, accept, render)
    for block in shared(work, hands(bundle.size())):
        report.join(block.report)
        yield from block.rendered


def _blocks(
    bundle: Bundle, format_name: str, accept: Accept, render: Render[Rendered], place: int, count: int
) -> Iterator[Block[Rendered]]:
    """The blocks number `place`, `place + count`… of a release."""
    documents = (document for _number, document in share(bundle.items(), place, count))
    while page := list(islice(documents, BLOCK)):
        yield _block(page, format_name, accept, render)


def _block(page: list[Document], format_name: str, accept: Accept, render: Render[Rendered]) -> Block[Rendered]:
    block: Block[Rendered] = Block([], Report(format_name))
    for document in page:
        item = document.read(Item)
        ledger = Ledger(item, accept)
        try:
            rendered = render(item, ledger)
        except NotExpressible as left_out:
            block.report.leave_out(item.id, left_out.reason, left_out.accept)
            continue
        block.report.add(ledger.features, ledger.losses)
        block.rendered.append(rendered)
    return block


def lose_all_but(ledger: Ledger, carried: tuple[str, ...]) -> None:
    """Say lost each feature in use that the format does not carry at all."""
    for path in ledger.features[len(ALWAYS) :]:
        if not _is_carried(path, carried):
            ledger.lose(path, NO_PLACE)


@cache
def _is_carried(path: str, carried: tuple[str, ...]) -> bool:
    return any(covers(each, path) for each in carried)


def spelled(answer: ShortText | Blank, path: str, ledger: Ledger) -> tuple[str, ...]:
    """The accepted answers and the spellings that stand for their tolerances, where a format compares letter by letter.

    Case alone is something that formats know.
    """
    accepted = spellings(answer.accepted, answer.tolerances)
    if set(answer.tolerances) - {"case"}:
        ledger.degrade("tolerances", f"{path}.tolerances")
    if len(accepted) > len(answer.accepted):
        ledger.degrade("tolerances", f"{path}.accepted")
    return accepted
