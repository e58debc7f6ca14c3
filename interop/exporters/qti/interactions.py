"""How QTI asks what each item type asks: responses, body and scoring, in the words of QTI 3.0."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from interop.exporters.exporter import Ledger, no_equivalent
from interop.exporters.qti import expressions as e
from interop.exporters.qti.asked import (
    RESPONSE,
    WHOLE,
    Asked,
    declaration,
    ident,
    mapping_of,
    parts_of,
    set_score,
    told_by,
    yes,
)
from interop.exporters.qti.assets import address
from interop.exporters.qti.gaps import blanks, inline_choice, typed
from interop.exporters.qti.xhtml import attribute, escape, xhtml
from items.document import Item
from items.types import (
    Blanks,
    ExtendedText,
    FileTask,
    Hotspot,
    InlineChoice,
    Match,
    MultipleChoice,
    Number,
    Order,
    ShortText,
    SingleChoice,
    WebTask,
)
from items.types.content import Option


def ask(item: Item, ledger: Ledger) -> Asked:
    """The interaction of an item; NotExpressible when QTI has none."""
    match item.content:
        case SingleChoice() as content:
            return _single_choice(item, content)
        case MultipleChoice() as content:
            return _multiple_choice(item, content)
        case ShortText() | Number() | FileTask() | WebTask() as content:
            return typed(content, ledger)
        case Blanks() as content:
            return blanks(content, ledger)
        case InlineChoice() as content:
            return inline_choice(item, content, ledger)
        case Order() as content:
            return _order(item, content, ledger)
        case Match() as content:
            return _match(item, content, ledger)
        case Hotspot() as content:
            return _hotspot(content, ledger)
        case ExtendedText() as content:
            return _extended_text(content, ledger)
        case other:
            raise no_equivalent(other)


def _choices(options: Iterable[Option]) -> str:
    return "".join(
        [
            f'<qti-simple-choice identifier="{ident(option.id)}">{escape(option.text)}</qti-simple-choice>'
            for option in options
        ]
    )


def _choice(item: Item, options: Sequence[Option], most: int) -> str:
    head = f'response-identifier="{RESPONSE}" shuffle="{yes(item.delivery.shuffle)}" max-choices="{most}"'
    return f"<qti-choice-interaction {head}>{_choices(options)}</qti-choice-interaction>"


def _single_choice(item: Item, content: SingleChoice) -> Asked:
    feedback, told = told_by(content.options, "single")
    responses = declaration(RESPONSE, "single", "identifier", [ident(content.key)])
    body = _choice(item, content.options, 1)
    return Asked("choiceInteraction", responses, body, WHOLE, feedback, told)


def _multiple_choice(item: Item, content: MultipleChoice) -> Asked:
    feedback, told = told_by(content.options, "multiple")
    responses, scoring = _selection([option.id for option in content.options], content.keys, content.strategy)
    body = _choice(item, content.options, 0)
    return Asked("choiceInteraction", responses, body, scoring, feedback, told)


def _selection(options: Sequence[str], keys: Sequence[str], strategy: str) -> tuple[str, str]:
    """The response and the scoring of a choice of several: a map entry for every choice, none left to the default."""
    right = [ident(key) for key in keys]
    if strategy == "all_or_nothing":
        mapping = mapping_of((ident(option), 1 if option in keys else -1) for option in options)
        return declaration(RESPONSE, "multiple", "identifier", right, mapping), WHOLE
    wrong = len(options) - len(keys)
    if strategy == "per_option":
        gain, loss, start, bound = 1 / len(options), -1 / len(options), wrong / len(options), ""
    else:
        gain, loss, start, bound = 1 / len(keys), -1 / wrong if wrong else 0, 0.0, ' lower-bound="0" upper-bound="1"'
    mapping = mapping_of(((ident(option), gain if option in keys else loss) for option in options), bound)
    score = e.mapped(RESPONSE) if not start else e.total(e.mapped(RESPONSE), e.number(start))
    scoring = e.when((e.answered(RESPONSE), set_score(score)))
    return declaration(RESPONSE, "multiple", "identifier", right, mapping), scoring


def _order(item: Item, content: Order, ledger: Ledger) -> Asked:
    key = [ident(each) for each in content.key]
    feedback, told = told_by(content.items, "multiple")
    amiss = {name: e.no(_at(place, name)) for place, name in enumerate(key, 1)}
    telling = "".join(e.when((amiss[name], e.add("FEEDBACK", name))) for name, _text in feedback)
    responses = declaration(RESPONSE, "ordered", "identifier", key)
    head = f'response-identifier="{RESPONSE}" shuffle="{yes(item.delivery.shuffle)}" orientation="vertical"'
    body = f"<qti-order-interaction {head}>{_choices(content.items)}</qti-order-interaction>"
    if content.strategy == "all_or_nothing":
        scoring, places = WHOLE, len(key) if told else 0
    else:
        tests = [_neighbours(first, second, len(key)) for first, second in pairwise(key)]
        scoring, places = parts_of(tests, True), len(key)
    return Asked("orderInteraction", responses, body, scoring, feedback, told, telling, places=places)


def _neighbours(first: str, second: str, count: int) -> str:
    """Whether two things follow one another, wherever they are."""
    return e.any_of(e.all_of([_at(place, first), _at(place + 1, second)]) for place in range(1, count))


def _at(place: int, key: str) -> str:
    """Whether a thing is at this place; the constant comes first, as one player asks."""
    there = f'<qti-index n="PLACE{place}">{e.variable(RESPONSE)}</qti-index>'
    return f"<qti-match>{e.value('identifier', key)}{there}</qti-match>"


def _match(item: Item, content: Match, ledger: Ledger) -> Asked:
    ledger.lose_feedback("content.sources", "content.targets")
    pairs = [f"{ident(source, 's-')} {ident(target, 't-')}" for source, target in content.pairs]
    mapping = mapping_of((pair, 1 / len(pairs)) for pair in pairs)
    responses = declaration(RESPONSE, "multiple", "directedPair", pairs, mapping)
    most = 1 if content.one_to_one else len(content.sources)
    sets = _associable(content.sources, "s-", 1) + _associable(content.targets, "t-", most)
    shuffle = yes(item.delivery.shuffle)
    head = f'response-identifier="{RESPONSE}" shuffle="{shuffle}" max-associations="{len(content.sources)}"'
    body = f"<qti-match-interaction {head}>{sets}</qti-match-interaction>"
    if content.strategy == "all_or_nothing":
        return Asked("matchInteraction", responses, body, WHOLE)
    scoring = e.when((e.answered(RESPONSE), set_score(e.mapped(RESPONSE))))
    return Asked("matchInteraction", responses, body, scoring)


def _associable(options: Iterable[Option], prefix: str, most: int) -> str:
    rows = "".join(
        f'<qti-simple-associable-choice identifier="{ident(option.id, prefix)}" match-max="{most}">'
        f"{escape(option.text)}</qti-simple-associable-choice>"
        for option in options
    )
    return f"<qti-simple-match-set>{rows}</qti-simple-match-set>"


SHAPES = {"rectangle": "rect", "circle": "circle", "polygon": "poly"}


def _hotspot(content: Hotspot, ledger: Ledger) -> Asked:
    responses, scoring = _selection([area.id for area in content.areas], content.keys, content.strategy)
    asset = next(asset for asset in ledger.item.assets if asset.sha256 == content.image)
    choices = "".join(
        f'<qti-hotspot-choice identifier="{ident(area.id)}" shape="{SHAPES[area.shape]}" '
        f'coords="{",".join(map(str, area.coordinates))}" hotspot-label={attribute(area.label)}/>'
        for area in content.areas
    )
    size = f'width="{content.width}" height="{content.height}"'
    image = f"<img src={attribute(address(asset.sha256, asset.name))} alt={attribute(content.alt)} {size}/>"
    head = f'response-identifier="{RESPONSE}" max-choices="0"'
    body = f"<qti-hotspot-interaction {head}>{image}{choices}</qti-hotspot-interaction>"
    feedback = tuple((ident(area.id), area.feedback) for area in content.areas if area.feedback)
    return Asked("hotspotInteraction", responses, body, scoring, feedback, "multiple" if feedback else "")


def _extended_text(content: ExtendedText, ledger: Ledger) -> Asked:
    ledger.degrade("human-marking")
    criteria = "".join(f"<li>{escape(criterion)}</li>" for criterion in content.criteria)
    rubric = f'<div class="model-answer">{xhtml(content.model_answer)}</div><ul class="criteria">{criteria}</ul>'
    body = (
        f'<qti-extended-text-interaction response-identifier="{RESPONSE}" expected-lines="6"/>'
        '<qti-rubric-block use="scoring" view="scorer"><qti-content-body>'
        f"{rubric}</qti-content-body></qti-rubric-block>"
    )
    return Asked("extendedTextInteraction", declaration(RESPONSE, "single", "string", ()), body, "", human=True)
