"""Variants inherit until they override, drift is seen, and enemies are proposed where one gives the other away."""

import pytest

from items.document import Alignment, Asset, Illustration, Item
from items.errors import InvalidDocument
from items.families import Hint, drift, gives_away, variant
from items.types.content import Option
from items.types.short_text import ShortText
from items.types.single_choice import SingleChoice

PICTURE = Asset(sha256="a" * 64, name="carte.png", media_type="image/png", size=10)


def uuid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def capital(number: int = 1, *, answer: str = "Paris", statement: str = "Quelle est la capitale ?", **values) -> Item:
    return Item(
        id=uuid(number),
        title=values.pop("title", f"Capitale {number}"),
        statement=statement,
        content=values.pop("content", ShortText(accepted=(answer,))),
        alignments=(Alignment(competence="1.1", level=2, primary=True),),
        **values,
    )


def test_a_variant_has_its_own_fields_and_inherits_the_others():
    prototype = capital(hint="Regarde la carte.", licence="CC BY 4.0", family=uuid(1))
    own = {"id": uuid(2), "title": "Italie", "content": ShortText(accepted=("Rome",))}
    member = variant(prototype, own)
    assert (member.hint, member.licence, member.statement) == ("Regarde la carte.", "CC BY 4.0", prototype.statement)
    assert (member.family, member.varies, member.content.accepted) == (uuid(1), ("content",), ("Rome",))
    assert drift(prototype, member) == ()


def test_a_variant_carries_the_files_of_what_it_inherits_and_no_other():
    prototype = capital(illustration=Illustration(asset="a" * 64, alt="La carte"), assets=(PICTURE,))
    assert variant(prototype, {"id": uuid(2), "title": "Avec carte"}).assets == (PICTURE,)
    bare = variant(prototype, {"id": uuid(3), "title": "Sans carte", "illustration": None})
    assert (bare.assets, bare.varies) == ((), ("illustration",))


def test_drift_names_the_shared_fields_that_differ():
    before = capital(hint="Regarde la carte.")
    member = variant(before, {"id": uuid(2), "title": "Italie", "statement": "Et l’Italie ?"})
    after = capital(hint="Regarde l’atlas.", licence="CC BY 4.0")
    assert drift(after, member) == ("licence", "hint")


def test_a_field_that_no_challenge_has_is_refused():
    with pytest.raises(InvalidDocument, match="colour: a challenge has no such field"):
        variant(capital(), {"id": uuid(2), "title": "X", "colour": "red"})


def test_a_variant_that_makes_no_valid_document_is_refused():
    with pytest.raises(InvalidDocument, match="statement"):
        variant(capital(), {"id": uuid(2), "title": "X", "statement": ""})


def test_enemies_are_proposed_where_one_gives_the_other_away():
    asks = capital(1, answer="Marseille")
    tells = capital(2, answer="Vieux-Port", statement="Où commence la Canebière, à **Marseille** ?")
    choice = SingleChoice(options=(Option(id="a", text="Lyon"), Option(id="b", text="Nice")), key="b")
    assert gives_away([asks, tells, capital(3, content=choice)]) == (Hint(uuid(2), uuid(1), "marseille"),)


def test_short_answers_relatives_and_answers_already_shown_propose_nothing():
    family = uuid(9)
    relatives = [
        capital(1, family=family),
        capital(2, family=family, statement="Paris est-elle en France ?", answer="oui"),
    ]
    shown = [
        capital(3, statement="Paris ou Lyon ?"),
        capital(4, statement="Paris, ville lumière : pourquoi ?", answer="gaz"),
    ]
    assert gives_away(relatives) == ()
    assert gives_away(shown) == ()
