"""One document of each item type, with every field that documents have, and the files they use."""

import hashlib
import io
from uuid import UUID, uuid5

from PIL import Image

from challengebank.domain import store_asset
from items.document import (
    Accessibility,
    Alignment,
    Asset,
    Attachment,
    Delivery,
    Feedback,
    Illustration,
    Item,
    Tutorial,
    TutorialLinks,
)
from items.scoring import AnswerTest
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
    Simulator,
    SingleChoice,
    WebTask,
)
from items.types.blanks import Blank
from items.types.content import Option, Refused
from items.types.hotspot import Area
from items.types.inline_choice import Menu

SPACE = UUID("a1b20000-0000-4000-8000-000000000000")


def uuid(number: int) -> str:
    return str(uuid5(SPACE, str(number)))


def png(colour: str = "white") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "PNG")
    return out.getvalue()


IMAGE, TABLE = png(), b"a;b\n1;2\n"
IMAGE_ASSET = Asset(sha256=hashlib.sha256(IMAGE).hexdigest(), name="carte.png", media_type="image/png", size=len(IMAGE))
TABLE_ASSET = Asset(
    sha256=hashlib.sha256(TABLE).hexdigest(), name="mesures.csv", media_type="text/csv", size=len(TABLE)
)
DATA = Attachment(asset=TABLE_ASSET.sha256, label="Data")


def store_files() -> None:
    store_asset(content=IMAGE, media_type="image/png")
    store_asset(content=TABLE, media_type="text/csv")


A, B, C = (Option(id=i, text=f"Option {i}", feedback=f"About {i}.") for i in "abc")
SHORT = ShortText(
    accepted=("CNIL", "la CNIL"),
    tolerances=("case", "slips"),
    refused=(Refused(text="RGPD", feedback="The text, not the body."),),
    placeholder="un sigle",
)

CONTENTS = {
    "single_choice": SingleChoice(options=(A, B, C), key="b"),
    "multiple_choice": MultipleChoice(options=(A, B, C), keys=("a", "c"), strategy="per_option"),
    "short_text": SHORT,
    "number": Number(value="-3.5", tolerance="0.25", unit="km", units=("kilomètre",), unit_required=True),
    "blanks": Blanks(
        text="The {{1}} and the {{two}}.",
        blanks=(
            Blank(id="1", label="first", accepted=("cat",), tolerances=("accents",)),
            Blank(id="two", label="second", accepted=("dog",), options=("dog", "cow")),
        ),
        strategy="per_blank",
    ),
    "inline_choice": InlineChoice(
        text="Pick {{1}}.", menus=(Menu(id="1", label="first", options=(A, B), key="a"),), strategy="per_menu"
    ),
    "order": Order(items=(A, B, C), key=("c", "a", "b"), strategy="per_pair"),
    "match": Match(sources=(A, B), targets=(B, C), pairs=(("a", "c"), ("b", "c")), strategy="per_pair"),
    "hotspot": Hotspot(
        image=IMAGE_ASSET.sha256,
        alt="A white map of a country",
        width=64,
        height=48,
        areas=(
            Area(id="z1", label="The north", shape="rectangle", coordinates=(0, 0, 10, 10), feedback="Yes."),
            Area(id="z2", label="The south", shape="circle", coordinates=(30, 30, 5)),
        ),
        keys=("z1",),
    ),
    "file_task": FileTask(response=Number(value="12")),
    "web_task": WebTask(sites=("https://example.org/a", "https://example.org/b"), response=SHORT),
    "simulator": Simulator(url="https://example.org/sim", title="Sim", height=600, response=SHORT),
    "extended_text": ExtendedText(model_answer="Because.", criteria=("says why", "gives an example")),
}


def item(number: int = 1, kind: str = "single_choice", **values) -> Item:
    """A plain item of one type; `values` change its fields."""
    content = values.pop("content", CONTENTS[kind])
    attachments = values.pop("attachments", (DATA,) if kind == "file_task" else ())
    used = {TABLE_ASSET.sha256: TABLE_ASSET} if attachments else {}
    if kind == "hotspot" or "illustration" in values:
        used[IMAGE_ASSET.sha256] = IMAGE_ASSET
    return Item(
        id=uuid(number),
        title=values.pop("title", f"Challenge {number}"),
        statement=values.pop("statement", f"Question **{number}**?"),
        content=content,
        alignments=values.pop("alignments", (Alignment(competence="1.1", level=2, primary=True),)),
        licence=values.pop("licence", "CC BY 4.0"),
        classes=values.pop("classes", ("6e",)),
        delivery=values.pop("delivery", Delivery(estimated_time=60)),
        attachments=attachments,
        assets=tuple(used[sha256] for sha256 in sorted(used)),
        **values,
    )


def full_item(number: int, kind: str, **values) -> Item:
    """An item with every field filled in."""
    return item(
        number,
        kind,
        locale="en",
        alignments=(
            Alignment(competence="2.2", level=3, theme="Whatever", primary=False),
            Alignment(competence="1.1", level=2, primary=True),
        ),
        disciplines=("mathematiques",),
        classes=("6e", "5e"),
        tags=("réseau", "Vie privée"),
        licence="CC BY-SA 4.0",
        authors=("Ada L.", "Blaise P."),
        source="Own work",
        translation_of=uuid(900),
        illustration=Illustration(asset=IMAGE_ASSET.sha256, alt="A map", credit="Me"),
        attachments=(DATA,),
        hint="Think.",
        feedback=Feedback(correct="Yes!", incorrect="No."),
        delivery=Delivery(
            shuffle=False,
            estimated_time=60,
            time_limit=120,
            focus=True,
            calculator=True,
            devices=("tablet",),
            sites=("example.org",),
        ),
        accessibility=Accessibility(blind=False, deaf=True),
        tutorials=TutorialLinks(understand=(uuid(501),), further=(uuid(502), uuid(501))),
        answer_tests=(
            AnswerTest(answer="a", thousandths=0, note="wrong"),
            AnswerTest(answer={"1": ["b", 2]}, thousandths=500),
        ),
        family=uuid(901),
        enemies=(uuid(902),),
        **values,
    )


def tutorial(number: int = 501, **values) -> Tutorial:
    """A tutorial; `values` change its fields."""
    return Tutorial(
        id=uuid(number),
        title=f"Tutorial {number}",
        body=values.pop("body", "Read *this*."),
        alignments=(Alignment(competence="1.1", level=1, primary=True),),
        licence="CC BY 4.0",
        classes=("6e",),
        duration=values.pop("duration", 60),
        **values,
    )
