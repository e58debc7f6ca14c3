"""For each rule, a change of a good document that it flags, and often a near one that it does not.

The manual shows them, the tests run them. A change says a place and the value put there.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from items.document import Document, Item, Tutorial
from items.lint.base import Context, Rule
from items.lint.files import FileFacts

Changes = Mapping[str, Any]

IMAGE = "a" * 64
UUID = "0b8f6a52-6f0e-4c7c-9a51-3d2f1c0e4b7a"
ALIGNMENTS = [{"competence": "1.1", "level": 3, "primary": True}]

GOOD_ITEM: dict[str, Any] = {
    "id": UUID,
    "title": "Retrouver un article",
    "alignments": ALIGNMENTS,
    "classes": ["4e", "3e"],
    "licence": "CC BY-SA 4.0",
    "statement": "Tu cherches un article du journal de ta ville. Où commences-tu ?",
    "content": {
        "type": "single_choice",
        "options": [
            {"id": "a", "text": "Dans les archives du site", "feedback": "Elles gardent tous les numéros."},
            {"id": "b", "text": "Sur un forum de voisins", "feedback": "On y trouve surtout des avis."},
            {"id": "c", "text": "Avec une image au hasard", "feedback": "Rien ne la relie à ton article."},
        ],
        "key": "a",
    },
    "hint": "Qui garde les anciens numéros ?",
    "feedback": {"correct": "C’est la source la plus sûre.", "incorrect": "Pense à celui qui a publié le texte."},
    "delivery": {"estimated_time": 60, "time_limit": 120},
    "tutorials": {"understand": [UUID]},
}
GOOD_TUTORIAL: dict[str, Any] = {
    "id": UUID,
    "title": "Chercher dans des archives",
    "alignments": ALIGNMENTS,
    "classes": ["4e", "3e"],
    "licence": "CC BY-SA 4.0",
    "body": "## Choisir\n\nChaque journal garde ses anciens numéros. Son site les range par date.",
    "duration": 120,
}

KEY = "content.options.0.text"
OTHER = "content.options.1.text"
THIRD = "content.options.2.text"


@dataclass(frozen=True, slots=True)
class Example:
    """What is changed in a good document to be flagged, and another change that is let through."""

    flagged: Changes
    clean: Changes = field(default_factory=dict)
    context: Context = field(default_factory=Context)


def example_document(rule: Rule, changes: Changes) -> Document:
    """The good document that a rule reads, with changes."""
    model = Tutorial if rule.reads is Tutorial else Item
    values = deepcopy(GOOD_TUTORIAL if model is Tutorial else GOOD_ITEM)
    for where, value in changes.items():
        _put(values, where.split("."), value)
    return model.parse(values)


def _put(values: Any, path: list[str], value: Any) -> None:
    head: Any = int(path[0]) if isinstance(values, list) else path[0]
    if len(path) == 1:
        values[head] = value
    else:
        _put(values[head], path[1:], value)


def _options(*texts: str) -> list[dict[str, str]]:
    return [{"id": "abcdefghijkl"[n], "text": text} for n, text in enumerate(texts)]


def _several(keys: list[str], *texts: str) -> Changes:
    return {"content": {"type": "multiple_choice", "options": _options(*texts), "keys": keys}}


def _text(accepted: list[str], **values: Any) -> Changes:
    sure = [{"answer": accepted[0], "thousandths": 1000}, {"answer": "jamais dit", "thousandths": 0}]
    return {"content": {"type": "short_text", "accepted": accepted, **values}, "answer_tests": sure}


def _number(value: str, tolerance: str) -> Changes:
    sure = [{"answer": value, "thousandths": 1000}, {"answer": "-999", "thousandths": 0}]
    return {"content": {"type": "number", "value": value, "tolerance": tolerance}, "answer_tests": sure}


def _order(key: list[str], shuffle: bool) -> Changes:
    items = _options("Ouvrir", "Écrire", "Enregistrer")
    return {"content": {"type": "order", "items": items, "key": key}, "delivery.shuffle": shuffle}


def _image(alt: str, **changes: Any) -> Changes:
    return {"illustration": {"asset": IMAGE, "alt": alt}, "assets": [_asset()], **changes}


def _asset(name: str = "figure.png", size: int = 20_000) -> dict[str, Any]:
    return {"sha256": IMAGE, "name": name, "media_type": "image/png", "size": size}


ALT = "Carte de la Bretagne avec ses côtes et ses îles."
HARD = (
    "L’interopérabilité des infrastructures institutionnelles conditionne considérablement l’acceptabilité"
    " des transformations organisationnelles. La généralisation progressive des identifications électroniques"
    " nécessite l’harmonisation préalable des réglementations administratives internationales. Les responsabilités"
    " juridiques correspondantes demeurent fondamentalement indéterminées."
)
LONG = " ".join(["Tu lis la page du journal"] + ["puis tu notes le nom de la ville"] * 5) + "."
LESSON = " ".join(["Chaque journal garde ses anciens numéros."] * 30)

EXAMPLES: dict[str, Example] = {
    "longest_key": Example(
        {KEY: "Dans les archives en ligne que le site du journal garde"},
        {KEY: "Dans les archives du journal"},
    ),
    "key_repeats_statement": Example({KEY: "Un article du journal"}, {KEY: "Dans le journal du matin"}),
    "key_written_apart": Example({KEY: "dans les archives du site"}, {KEY: "Aux archives du site"}),
    "grammatical_cue": Example(
        {
            "statement": "Pour retrouver ce texte, il te faut une",
            KEY: "citation",
            OTHER: "classement",
            THIRD: "recette",
        },
        {"statement": "Pour retrouver ce texte, il te faut une", KEY: "citation", OTHER: "image", THIRD: "recette"},
    ),
    "absolutes": Example({OTHER: "Toujours sur un forum"}, {OTHER: "Toujours au même", KEY: "Jamais ailleurs qu’ici"}),
    "all_or_none": Example({THIRD: "Aucune de ces réponses"}, {THIRD: "Aucune de ces pages"}),
    "duplicate_options": Example({THIRD: "Sur un forum  de voisins."}, {THIRD: "Sur un forum de lecteurs"}),
    "overlapping_options": Example(
        {KEY: "De 10 à 20 pages", OTHER: "De 20 à 30 pages"}, {KEY: "De 10 à 19 pages", OTHER: "De 20 à 30 pages"}
    ),
    "too_many_options": Example({"content.options": _options(*"ABCDEFG")}, {"content.options": _options(*"ABCDEF")}),
    "guessable": Example(
        {"content.options": _options("Vrai", "Faux")}, {"content.options": _options("Un", "Deux", "Trois")}
    ),
    "no_distractor": Example(_several(["a", "b"], "Lire", "Dater"), _several(["a", "b"], "Lire", "Dater", "Croire")),
    "already_ordered": Example(_order(["a", "b", "c"], False), _order(["c", "a", "b"], False)),
    "unsorted_numbers": Example(
        {"content.options": _options("30", "10", "20"), "delivery.shuffle": False},
        {"content.options": _options("10", "20", "30"), "delivery.shuffle": False},
    ),
    "unreachable_score": Example(
        {"content": {"type": "number", "value": "40", "unit": "2", "unit_required": True}},
        {"content": {"type": "number", "value": "40", "unit": "m2", "unit_required": True}},
    ),
    "tolerance_accepts_distractor": Example(
        _text(["Carré"], tolerances=["case", "accents"], refused=[{"text": "carre"}]),
        _text(["Carré"], tolerances=["case", "slips"], refused=[{"text": "Carre"}]),
    ),
    "failing_answer_test": Example(
        {"answer_tests": [{"answer": "b", "thousandths": 1000}]},
        {"answer_tests": [{"answer": "a", "thousandths": 1000}]},
    ),
    "no_answer_test": Example({**_text(["Paris"]), "answer_tests": []}, _text(["Paris"])),
    "wide_tolerance": Example(_number("40", "10"), _number("40", "4")),
    "slips_in_short_word": Example(_text(["chat"], tolerances=["slips"]), _text(["château"], tolerances=["slips"])),
    "answer_given_away": Example(
        {"hint": "Regarde dans les archives du site."}, {**_text(["site"]), "hint": "Quelle page ?"}
    ),
    "negative_statement": Example(
        {"statement": "Laquelle de ces pages n’est pas une archive ?"},
        {"statement": "Laquelle de ces pages n’est **pas** une archive ?"},
    ),
    "mixed_address": Example(
        {"hint": "Cherchez qui garde vos anciens numéros."}, {"hint": "Il te dit : « Votre page ! »"}
    ),
    "placeholder_text": Example({"hint": "TODO"}, {"hint": "Écris `TODO` dans la marge."}),
    "repeated_word": Example({"hint": "Qui garde les les numéros ?"}, {"hint": "Une une, c’est une page."}),
    "loose_spacing": Example({"hint": "Qui garde  les numéros ?"}, {"hint": "Lis `a  b` , puis compare."}),
    "shouting": Example({"hint": "QUI GARDE TOUS LES NUMÉROS ?"}, {"hint": "Que dit la CNIL ?"}),
    "readability_for_class": Example({"statement": HARD}, {"statement": "Tu lis la page. Tu notes le nom. " * 5}),
    "long_sentence": Example({"hint": LONG}, {"hint": LONG.replace(" puis", ". Puis")}),
    "spelling": Example({"hint": "Qui garde les ancients numéros ?"}, {"hint": "Que fait `grep` ? Demande à Kylian."}),
    "bare_statement": Example(_image(ALT, statement="Où ?"), _image(ALT, statement="Où est le nord ?")),
    "dated_name": Example({"hint": "Ouvre les réglages de Windows 10."}, {"hint": "Ouvre les réglages du système."}),
    "one_company": Example({"hint": "Ouvre Gmail."}, {"hint": "Ouvre un tableur, comme Excel ou Calc."}),
    "one_company_site": Example(
        {
            "content": {
                "type": "web_task",
                "sites": ["https://www.google.com/"],
                "response": _text(["Brest"])["content"],
            }
        },
        {
            "content": {
                "type": "web_task",
                "sites": ["https://fr.wikipedia.org/"],
                "response": _text(["Brest"])["content"],
            }
        },
    ),
    "moving_date": Example({"hint": "Qui a gagné l’an dernier ?"}, {"hint": "Qui a gagné en 2024 ?"}),
    "insecure_link": Example({"hint": "Lis http://ecole.example/page."}, {"hint": "Le début `http://` est-il sûr ?"}),
    "dead_link": Example(
        {"hint": "Lis [la page](https://ecole.example/)."},
        {"hint": "Lis [la page](https://lycee.example/)."},
        Context(broken_links={"https://ecole.example/": "404"}),
    ),
    "short_link": Example({"hint": "Lis https://bit.ly/3abc."}, {"hint": "Lis https://ecole.example/3abc."}),
    "vague_link": Example(
        {"hint": "Clique [ici](https://ecole.example/)."}, {"hint": "Lis [l’aide](https://ecole.example/)."}
    ),
    "missing_alt": Example({"hint": "![](carte.png)"}, {"hint": f"![{ALT}](carte.png)"}),
    "weak_alt": Example(_image("Image de carte"), _image(ALT)),
    "colour_only": Example(
        _image(ALT, statement="Que contient la zone rouge ?"), _image(ALT, statement="Que contient la zone B ?")
    ),
    "heavy_image": Example(_image(ALT, assets=[_asset(size=4_000_000)]), _image(ALT)),
    "telling_file_name": Example(
        {**_text(["Brest"]), **_image(ALT, assets=[_asset("carte-brest.png")])}, {**_text(["Brest"]), **_image(ALT)}
    ),
    "personal_data": Example({"hint": "Appelle le 06 12 34 56 78."}, {"hint": "Appelle le 06 39 98 12 34."}),
    "postal_address": Example({"hint": "Va au 12 rue des Lilas, 29200 Brest."}, {"hint": "Va rue des Lilas, à Brest."}),
    "located_file": Example(
        _image(ALT), _image(ALT, illustration=None, assets=[]), Context(files={IMAGE: FileFacts(located=True)})
    ),
    "file_metadata": Example(
        _image(ALT), _image(ALT, illustration=None, assets=[]), Context(files={IMAGE: FileFacts(metadata=("artist",))})
    ),
    "missing_licence": Example({"licence": ""}),
    "closed_licence": Example({"licence": "CC BY-NC-ND 4.0"}, {"licence": "CC0"}),
    "unknown_competence": Example(
        {"alignments": [{"framework": "digcomp", "competence": "6.1", "level": 1, "primary": True}]},
        context=Context(competences={"crcn": frozenset({"1.1"}), "digcomp": frozenset({"1.1"})}),
    ),
    "missing_classes": Example({"classes": []}),
    "missing_feedback": Example(
        {"feedback.incorrect": "", "content.options.1.feedback": ""}, {"feedback.incorrect": ""}
    ),
    "missing_hint": Example({"hint": ""}, {"hint": "", "purpose": "certification"}),
    "missing_tutorials": Example(
        {"tutorials.understand": []}, {"tutorials.understand": [], "purpose": "certification"}
    ),
    "missing_time": Example({"delivery.estimated_time": None}),
    "unlikely_time": Example({"delivery.estimated_time": 3}, {"delivery.estimated_time": 30}),
    "missing_duration": Example({"duration": None}),
    "missing_headings": Example({"body": LESSON}, {"body": f"## Archives\n\n{LESSON}"}),
    "bare_link": Example(
        {"kind": "link", "url": "https://ecole.example/", "body": ""}, {"kind": "link", "url": "https://ecole.example/"}
    ),
}
