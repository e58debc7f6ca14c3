"""Fingerprints: what two items share, and which of many are alike."""

from hypothesis import given
from hypothesis import strategies as st

from items.document import Alignment, Item
from items.similar import BANDS, Fingerprint, alike, bands, compare, fingerprints
from items.types.content import Option
from items.types.single_choice import SingleChoice

STEM = "Pour ton exposé, tu cherches un article de journal paru en 1914. Par quel site commences-tu ta recherche ?"
OPTIONS = ("Le catalogue de la bibliothèque", "Le forum du quartier", "La page d’une boutique", "Un jeu en ligne")


def item(stem=STEM, options=OPTIONS, key="a", number=1):
    return Item(
        id=f"00000000-0000-4000-8000-{number:012}",
        title="Titre",
        statement=stem,
        content=SingleChoice(
            options=tuple(Option(id=name, text=text) for name, text in zip("abcd", options, strict=True)), key=key
        ),
        alignments=(Alignment(competence="1.1", level=1, primary=True),),
    )


def likeness(one, other):
    return compare(*fingerprints([one, other]))


def test_case_accents_marks_and_the_order_of_options_do_not_count():
    moved = item(STEM.upper().replace("É", "E").replace("?", "**?**"), tuple(reversed(OPTIONS)), key="d")
    assert likeness(item(), moved).whole == 1


def test_what_is_shared_is_named():
    assert likeness(item(), item(key="b")).shared == ("stem", "options")
    others = ("Un dictionnaire", "Une encyclopédie", "Un annuaire", "Une carte routière")
    assert likeness(item(), item(options=others)).shared == ("stem",)
    assert likeness(item(), item("Que garde-t-on du passé ?")).shared == ("options", "key")


def test_other_texts_are_not_near():
    other = item(
        "Quelle formule calcule la moyenne de dix notes ?", ("=MOYENNE(A1)", "=SOMME(A1)", "=MAX(A1)", "=NB(A1)")
    )
    assert not likeness(item(), other).is_near


def test_alike_finds_a_light_edit_among_others():
    others = [
        item(f"Combien font {n} fois {n + 1} plus {n * 7} ?", (str(n), f"{n} mille", "rien", "tout"), number=n)
        for n in range(2, 40)
    ]
    edited = item(STEM.replace("journal", "revue"), number=50)
    found = [(one, other) for one, other, _ in alike(fingerprints([item(), edited, *others])) if one == 0]
    assert found == [(0, 1)]


def test_bands_are_stable_from_one_release_to_the_next():
    """Stored bands are compared with new ones for years: a change of hash needs a rebuilt index."""
    hashes = bands(fingerprints([item()]))
    assert hashes.shape == (1, BANDS)
    assert hashes[0][:2].tolist() == [6485177792334466802, 4059687026397414146]


@given(st.tuples(*[st.frozensets(st.integers(0, 2**64 - 1), max_size=20)] * 3))
def test_packing_loses_nothing(parts):
    assert Fingerprint.unpack(Fingerprint(*parts).pack()) == Fingerprint(*parts)
