"""The Pix profile: our contents scored by the rules of the Pix engine, where it has such a challenge.

It has no partial credit, no tolerance on a number and no unit, and nothing like an order, a match or a hotspot: those
contents are scored by our own rules.
"""

from items.messages import message
from items.pix import solvers
from items.pix.matching import pre_treated
from items.scoring import Score, right, wrong
from items.text import Tolerance
from items.types.blanks import Blanks
from items.types.content import ItemContent, table, texts
from items.types.inline_choice import InlineChoice
from items.types.multiple_choice import MultipleChoice
from items.types.number import Number
from items.types.response import Task
from items.types.short_text import ShortText
from items.types.single_choice import SingleChoice

RIGHT = right(message("right by the rules of Pix"))
WRONG = wrong(message("wrong by the rules of Pix"))


def score(content: ItemContent, answer: object) -> Score:
    """Score any JSON value as an answer; never raises."""
    match content:
        case Task():
            return score(content.response, answer)
        case SingleChoice():
            return _score(solvers.qcu(answer, content.key))
        case MultipleChoice():
            return _score(solvers.qcm(",".join(texts(answer) or ()), ",".join(content.keys)))
        case ShortText():
            lines = "\n".join(_solutions(content.accepted))
            return _score(solvers.qroc(answer, lines, treatments(content.tolerances)))
        case Number() if content.tolerance == "0" and not content.unit:
            return _score(solvers.qroc(_written(answer), content.value, ("t1", "t2", "t3"), numeric=True))
        case Blanks():
            return _score(_blanks(content, answer))
        case InlineChoice():
            keys = {menu.id: [menu.key] for menu in content.menus}
            return _score(all(solvers.qrocm_ind(_typed(answer, keys), keys, (), keys).values()))
        case _:
            return content.score(answer)


def _score(is_right: bool) -> Score:
    return RIGHT if is_right else WRONG


def treatments(tolerances: tuple[Tolerance, ...]) -> tuple[str, ...]:
    """The nearest treatments: `t1` is three tolerances in one, on when all three are."""
    on = {
        "t1": {"case", "accents", "spaces"} <= set(tolerances),
        "t2": "punctuation" in tolerances,
        "t3": "slips" in tolerances,
    }
    return tuple(treatment for treatment, is_on in on.items() if is_on)


def _written(answer: object) -> object:
    """A JSON number as a pupil would type it."""
    is_number = isinstance(answer, int | float) and not isinstance(answer, bool) and abs(answer) < 1e15
    return repr(answer) if is_number else answer


def _solutions(accepted: tuple[str, ...]) -> list[str]:
    """Solutions as the engine's authors write them, without the space that no pupil can type."""
    return [pre_treated(text) for text in accepted]


def _typed(answer: object, places: dict[str, list[str]]) -> dict[str, str]:
    """What was typed in each place, nothing where nothing was."""
    given = table(answer)
    return {place: pre_treated(text) if isinstance(text := given.get(place), str) else "" for place in places}


def _blanks(content: Blanks, answer: object) -> bool:
    solutions = {blank.id: _solutions(blank.accepted) for blank in content.blanks}
    typed = _typed(answer, solutions)
    if content.as_set:
        common = set.intersection(*(set(treatments(blank.tolerances)) for blank in content.blanks))
        return solvers.qrocm_dep(typed, solutions, common)
    return all(
        all(solvers.qrocm_ind({blank.id: typed[blank.id]}, solutions, treatments(blank.tolerances), selects).values())
        for blank in content.blanks
        for selects in [[blank.id] if blank.options else []]
    )
