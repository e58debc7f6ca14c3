"""Hypothesis strategies: contents and items of every type, and any JSON value, hostile ones included."""

from hypothesis import strategies as st

from items.document import CRCN, Alignment, Asset, Attachment, Delivery, Feedback, Item, TutorialLinks
from items.text import normalised, plain
from items.types.blanks import Blank, Blanks
from items.types.content import Option, Refused
from items.types.extended_text import ExtendedText
from items.types.file_task import FileTask
from items.types.hotspot import Area, Hotspot
from items.types.inline_choice import InlineChoice, Menu
from items.types.match import Match
from items.types.multiple_choice import MultipleChoice
from items.types.number import Number
from items.types.order import Order
from items.types.short_text import ShortText
from items.types.simulator import Simulator
from items.types.single_choice import SingleChoice
from items.types.web_task import WebTask

FRENCH = "aàâbcçdeéèêfghiîïjklmnoôœpqrstuùvwxyzAÉÎZ 0123456789'’-.,;:!?+#%€=()/\u00a0\u202f"
ANY = st.characters(codec="utf-8", exclude_characters="\x00\r\n")
SHA256 = "0123456789abcdef" * 4

texts = st.text(st.sampled_from(FRENCH), max_size=20) | st.text(ANY, max_size=12)
labels = texts.filter(lambda text: plain(text).strip() != "" and text.strip() != "")
markdown = texts
tolerances = st.lists(
    st.sampled_from(("case", "accents", "spaces", "punctuation", "ligatures", "slips")), unique=True
).map(tuple)
decimals = st.decimals(-(10**9), 10**9, places=3, allow_nan=False).map(lambda number: f"{number.normalize():f}")


def names(least, most=6):
    """Identifiers, as many as there are things: n1, n2…"""
    return st.integers(least, most).map(lambda count: [f"n{number}" for number in range(count)])


def distinct(strategy, count):
    """So many texts that are different for people."""
    return st.lists(strategy, min_size=count, max_size=count, unique_by=lambda text: plain(text).casefold())


@st.composite
def options(draw, least=2, most=6):
    """Options with different texts, some with feedback."""
    ids = draw(names(least, most))
    words = draw(distinct(labels, len(ids)))
    return tuple(Option(id=name, text=text, feedback=draw(markdown)) for name, text in zip(ids, words, strict=True))


def some_of(things, least=1):
    """Some of these identifiers, in any order."""
    return st.lists(st.sampled_from([thing.id for thing in things]), min_size=least, unique=True).map(tuple)


@st.composite
def single_choices(draw):
    offered = draw(options())
    return SingleChoice(options=offered, key=draw(st.sampled_from(offered)).id)


@st.composite
def multiple_choices(draw):
    offered = draw(options())
    strategy = draw(st.sampled_from(("all_or_nothing", "per_option", "right_minus_wrong")))
    return MultipleChoice(options=offered, keys=draw(some_of(offered)), strategy=strategy)


@st.composite
def short_texts(draw):
    tolerated = draw(tolerances)
    kept = labels.filter(lambda text: normalised(text, tolerated))
    words = draw(st.lists(kept, min_size=1, max_size=5, unique_by=plain))
    split = draw(st.integers(1, len(words)))
    refused = tuple(Refused(text=text, feedback=draw(markdown)) for text in words[split:])
    return ShortText(accepted=tuple(words[:split]), tolerances=tolerated, refused=refused)


@st.composite
def numbers(draw):
    unit = draw(st.sampled_from(("", "€", "%", "km", "hab/km²", "octets")))
    return Number(
        value=draw(decimals),
        tolerance=draw(decimals.filter(lambda number: not number.startswith("-"))),
        unit=unit,
        units=draw(st.sampled_from(((), ("unités",)))) if unit else (),
        unit_required=bool(unit) and draw(st.booleans()),
    )


@st.composite
def blank(draw, name, offered):
    """One hole, typed or chosen among what is offered."""
    tolerated = draw(tolerances)
    if offered:
        accepted = draw(st.lists(st.sampled_from(offered), min_size=1, unique=True))
    else:
        accepted = draw(st.lists(labels.filter(lambda text: normalised(text, tolerated)), min_size=1, max_size=3))
    return Blank(id=name, label=draw(labels), accepted=tuple(accepted), tolerances=tolerated, options=tuple(offered))


@st.composite
def blanks(draw):
    ids = draw(names(1))
    offered = draw(distinct(labels, draw(st.sampled_from((0, 3)))))
    return Blanks(
        text=gaps(ids),
        blanks=tuple(draw(blank(name, offered)) for name in ids),
        as_set=draw(st.booleans()),
        strategy=draw(st.sampled_from(("all_or_nothing", "per_blank"))),
    )


def gaps(ids):
    """A text with these holes."""
    return " puis ".join(f"{{{{{name}}}}}" for name in ids)


@st.composite
def menus(draw, name):
    offered = draw(options())
    return Menu(id=name, label=draw(labels), options=offered, key=draw(st.sampled_from(offered)).id)


@st.composite
def inline_choices(draw):
    ids = draw(names(1, 4))
    return InlineChoice(
        text=gaps(ids),
        menus=tuple(draw(menus(name)) for name in ids),
        strategy=draw(st.sampled_from(("all_or_nothing", "per_menu"))),
    )


@st.composite
def orders(draw):
    offered = draw(options())
    key = draw(st.permutations([option.id for option in offered]))
    return Order(items=offered, key=tuple(key), strategy=draw(st.sampled_from(("all_or_nothing", "per_pair"))))


@st.composite
def matches(draw):
    one_to_one = draw(st.booleans())
    sources = draw(options())
    targets = draw(options(least=len(sources) if one_to_one else 2))
    linked = draw(
        st.permutations([target.id for target in targets])
        if one_to_one
        else st.lists(st.sampled_from([target.id for target in targets]), min_size=len(sources))
    )
    pairs = tuple(zip((source.id for source in sources), linked, strict=False))
    strategy = draw(st.sampled_from(("all_or_nothing", "per_pair")))
    return Match(sources=sources, targets=targets, pairs=pairs, one_to_one=one_to_one, strategy=strategy)


@st.composite
def hotspots(draw):
    offered = draw(options(least=1))
    areas = tuple(
        Area(id=option.id, label=option.text, shape="circle", coordinates=(10, 10, 5), feedback=option.feedback)
        for option in offered
    )
    strategy = draw(st.sampled_from(("all_or_nothing", "right_minus_wrong")))
    return Hotspot(
        image=SHA256, alt="Un plan", width=100, height=80, areas=areas, keys=draw(some_of(areas)), strategy=strategy
    )


responses = short_texts() | numbers()
file_tasks = st.builds(FileTask, response=responses)
web_tasks = st.builds(WebTask, sites=st.just(("https://www.education.gouv.fr/",)), response=responses)
simulators = st.builds(Simulator, url=st.just("https://example.org/simulator"), title=labels, response=responses)
extended_texts = st.builds(
    ExtendedText, model_answer=labels, criteria=st.lists(labels, min_size=1, max_size=4).map(tuple)
)

BY_TYPE = {
    SingleChoice: single_choices(),
    MultipleChoice: multiple_choices(),
    ShortText: short_texts(),
    Number: numbers(),
    Blanks: blanks(),
    InlineChoice: inline_choices(),
    Order: orders(),
    Match: matches(),
    Hotspot: hotspots(),
    FileTask: file_tasks,
    WebTask: web_tasks,
    Simulator: simulators,
    ExtendedText: extended_texts,
}
"""A strategy for each type. A new type needs one here."""


def contents():
    """The content of any type."""
    return st.one_of(*BY_TYPE.values())


@st.composite
def items(draw, content=None):
    """A valid item, with a content of any type unless one is given."""
    content = draw(content if content is not None else contents())
    digests = {*content.asset_digests()} | ({SHA256} if content.type == "file_task" else set())
    competence = draw(st.sampled_from(sorted(CRCN)))
    return Item(
        id=str(draw(st.uuids())),
        title=draw(labels),
        alignments=(Alignment(competence=competence, level=draw(st.integers(1, 8)), primary=True),),
        statement=draw(labels),
        content=content,
        hint=draw(markdown),
        feedback=Feedback(correct=draw(markdown), incorrect=draw(markdown)),
        delivery=Delivery(shuffle=draw(st.booleans()), time_limit=draw(st.none() | st.integers(1, 14_400))),
        tutorials=TutorialLinks(understand=tuple(str(uuid) for uuid in draw(st.lists(st.uuids(), max_size=2)))),
        attachments=(Attachment(asset=SHA256, label="Fichier"),) if content.type == "file_task" else (),
        assets=tuple(Asset(sha256=sha, name="a.png", media_type="image/png", size=1) for sha in digests),
        answer_tests=draw(st.sampled_from((content.samples(), ()))),
    )


odd_characters = st.characters(categories=["Cs", "Cf", "Mn", "Zs"])
hostile_texts = st.text() | st.text(st.sampled_from(FRENCH)) | st.text(odd_characters)
huge_numbers = st.integers(4_300, 5_000).map(lambda digits: 10**digits)
scalars = st.none() | st.booleans() | st.integers() | huge_numbers | st.floats() | hostile_texts
json_values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(hostile_texts, inner, max_size=4),
    max_leaves=12,
)
"""Anything that an answer can be, and what no engine should send: NaN, lone surrogates, numbers of 5,000 digits."""
