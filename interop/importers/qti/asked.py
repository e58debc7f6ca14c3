"""What the readers of interactions share: the item that is asked, its identifiers, its options, its right answers."""

import re
from dataclasses import dataclass, field

from interop.html import FILE, escaped, plain_words, tree_to_markdown
from interop.importers.draft import Draft, NotUnderstood
from interop.importers.qti.body import take_out
from interop.importers.qti.responses import Processing, Response
from interop.importers.qti.words import named
from interop.importers.weighed import refuse_options
from interop.importers.xml import Element
from items.messages import message

KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
NO_KEY = message("no right answer is declared")


@dataclass(frozen=True, slots=True)
class Asked:
    """An item being read: its body, its responses, its scoring, and the feedback of its options by identifier.

    On the way, it gathers the identifiers whose feedback was given (`used`) and the pictures of options, as links.
    """

    body: Element
    responses: dict[str, Response]
    processing: Processing
    feedback: dict[str, str]
    used: set[str] = field(default_factory=set)
    pictures: list[str] = field(default_factory=list)

    def told(self, identifier: str) -> str:
        """The feedback that an identifier shows."""
        self.used.add(identifier)
        return self.feedback.get(identifier, "")

    def response(self, interaction: Element) -> Response:
        """The response of an interaction; NotUnderstood when it is not declared."""
        name = interaction.get("response-identifier", "")
        if name not in self.responses:
            raise NotUnderstood(message("the response %(name)s is not declared", name=name))
        return self.responses[name]


def key_of(identifier: str, prefix: str = "") -> str:
    """An identifier of QTI as one of ours."""
    bare = identifier.removeprefix(prefix)
    if bare[:1] == "_" and bare[1:2].isdigit():
        bare = bare[1:]
    return bare if KEY.fullmatch(bare) else f"x-{re.sub('[^A-Za-z0-9-]', '-', bare)}"[:40]


def options_of(interaction: Element, asked: Asked, name: str, prefix: str = "") -> list[Draft]:
    """The elements of this name as options, with their feedback; NotUnderstood when they cannot be options."""
    options = []
    for place, element in enumerate(list(named(interaction, name)), 1):
        told = [_taken_out(each) for each in list(named(element, "feedback-inline", "feedback-block"))]
        identifier = element.get("identifier", "")
        pictures = [each.get("src", "") for each in named(element, "img")]
        words = plain_words(element)
        if pictures and not words.strip():
            words = f"Image {place}"
        asked.pictures.extend(f"[{escaped(words)}]({address})" for address in pictures if FILE.fullmatch(address))
        feedback = "".join(told) or asked.told(identifier)
        options.append({"id": key_of(identifier, prefix), "text": words, "feedback": feedback})
    refuse_options([option["text"] for option in options])
    return options


def _taken_out(feedback: Element) -> str:
    """The text of a feedback, which then stands no more among the words of its option."""
    text = tree_to_markdown(feedback)
    take_out(feedback)
    return text


def right_of(response: Response) -> tuple[str, ...]:
    """The right answer of a response; NotUnderstood when none is declared."""
    right = response.right()
    if not right:
        raise NotUnderstood(NO_KEY)
    return right
