"""One challenge of each type, with an answer that is right and one that is not."""

import hashlib
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw
from pydantic import JsonValue

from items.document import Item
from tests.challengebank.factories import uuid

RESPONSE = {"type": "short_text", "accepted": ["Garonne"]}


class Played(NamedTuple):
    """A challenge and two answers to it."""

    item: Item
    right: JsonValue
    wrong: JsonValue


def picture() -> bytes:
    """A window of 640 × 360 pixels: an address bar on top, a page, a padlock."""
    image = Image.new("RGB", (640, 360), "#eef3f5")
    pen = ImageDraw.Draw(image)
    pen.rectangle((20, 20, 620, 340), "#ffffff", "#72858f", 2)
    pen.rectangle((20, 20, 620, 80), "#d5e3e8")
    pen.rounded_rectangle((100, 32, 560, 68), 18, "#ffffff", "#72858f")
    pen.ellipse((112, 40, 132, 60), "#17653f")
    pen.rectangle((60, 110, 580, 150), "#c9d5db")
    for top in (180, 210, 240, 270):
        pen.rectangle((60, top, 540, top + 10), "#dfe7ea")
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


PICTURE = picture()
TABLE = b"fleuve;longueur\nLoire;1006\nGaronne;529\n"
FILES = {hashlib.sha256(data).hexdigest(): data for data in (PICTURE, TABLE)}
IMAGE, CSV = FILES


def asset(sha256: str, name: str, media_type: str) -> dict:
    return {"sha256": sha256, "name": name, "media_type": media_type, "size": len(FILES[sha256])}


def challenge(number: int, title: str, statement: str, content: dict, **values) -> Item:
    return Item.parse(
        {
            "id": uuid(number),
            "title": title,
            "statement": statement,
            "content": content,
            "alignments": [{"competence": "1.1", "level": 2, "primary": True}],
            "feedback": {"correct": "C’est **bien** cela.", "incorrect": "Relis la consigne."},
        }
        | values
    )


def options(*texts: str) -> list[dict]:
    return [{"id": key, "text": text} for key, text in zip("abcdefgh", texts, strict=False)]


PLAYED = {
    "single_choice": Played(
        challenge(
            1,
            "Ce papillon est-il protégé ?",
            "Vous devez indiquer **le statut de protection** d’un papillon.\n\nQuelle source choisir ?",
            {
                "type": "single_choice",
                "key": "b",
                "options": [
                    {"id": "a", "text": "Un fil de discussion entre passionnés"},
                    {"id": "b", "text": "L’Inventaire national du patrimoine naturel"},
                    {"id": "c", "text": "Un blog", "feedback": "Un blog peut *se tromper*."},
                ],
            },
            hint="Qui a l’autorité pour l’affirmer ?",
            delivery={"estimated_time": 75, "calculator": True},
        ),
        right="b",
        wrong="c",
    ),
    "multiple_choice": Played(
        challenge(
            2,
            "Données personnelles",
            "Lesquelles sont des **données personnelles** ?",
            {
                "type": "multiple_choice",
                "keys": ["a", "c"],
                "options": options("Une adresse électronique", "La hauteur du mont Blanc", "Une photo de visage"),
                "strategy": "per_option",
            },
        ),
        right=["a", "c"],
        wrong=["b"],
    ),
    "short_text": Played(
        challenge(
            3,
            "Le bon mot",
            "Quel logiciel affiche les pages du web ?",
            {
                "type": "short_text",
                "accepted": ["navigateur"],
                "refused": [{"text": "moteur", "feedback": "Un moteur *cherche*, il n’affiche pas."}],
            },
        ),
        right="Navigateur",
        wrong="moteur",
    ),
    "number": Played(
        challenge(
            4,
            "Fréquence moyenne",
            "| | A | B |\n| --- | --- | ---: |\n| **1** | Aya | 72 |\n| **2** | Dany | 78 |\n"
            "| **3** | Moyenne | `=MOYENNE(B1:B2)` |\n\nQue vaut la cellule `B3` ?",
            {"type": "number", "value": "75", "unit": "bpm"},
            delivery={"time_limit": 90},
        ),
        right="75",
        wrong="150",
    ),
    "blanks": Played(
        challenge(
            5,
            "Raccourcis",
            "Complète la phrase.",
            {
                "type": "blanks",
                "text": "Pour copier, appuie sur [[Ctrl]] + {{copy}} ; le texte va dans le {{place}}.",
                "blanks": [
                    {"id": "copy", "label": "Lettre pour copier", "accepted": ["C"]},
                    {
                        "id": "place",
                        "label": "Où va le texte",
                        "accepted": ["presse-papiers"],
                        "options": ["presse-papiers", "bureau"],
                    },
                ],
            },
        ),
        right={"copy": "c", "place": "presse-papiers"},
        wrong={"copy": "v", "place": "bureau"},
    ),
    "inline_choice": Played(
        challenge(
            6,
            "Qui fait quoi ?",
            "Choisis ce qui convient.",
            {
                "type": "inline_choice",
                "text": "Un {{what}} *héberge* un site.",
                "menus": [{"id": "what", "label": "Machine", "options": options("serveur", "clavier"), "key": "a"}],
            },
        ),
        right={"what": "a"},
        wrong={"what": "b"},
    ),
    "order": Played(
        challenge(
            7,
            "De l’octet au téraoctet",
            "Range du plus petit au plus grand.",
            {
                "type": "order",
                "items": options("un octet", "un kilooctet", "un mégaoctet", "un gigaoctet"),
                "key": ["a", "b", "c", "d"],
            },
        ),
        right=["a", "b", "c", "d"],
        wrong=["d", "c", "b", "a"],
    ),
    "match": Played(
        challenge(
            8,
            "Extensions",
            "Associe chaque fichier à sa nature.",
            {
                "type": "match",
                "sources": options("chat.jpg", "chanson.mp3", "lettre.odt"),
                "targets": options("une image", "un son", "un texte", "une vidéo"),
                "pairs": [["a", "a"], ["b", "b"], ["c", "c"]],
                "one_to_one": True,
            },
        ),
        right={"a": "a", "b": "b", "c": "c"},
        wrong={"a": "d", "b": "a", "c": "b"},
    ),
    "hotspot": Played(
        challenge(
            9,
            "Où est l’adresse ?",
            "Montre la **barre d’adresse** de ce navigateur.",
            {
                "type": "hotspot",
                "image": IMAGE,
                "alt": "Une fenêtre de navigateur",
                "width": 640,
                "height": 360,
                "areas": [
                    {"id": "bar", "label": "Barre du haut", "shape": "rectangle", "coordinates": [140, 32, 560, 68]},
                    {"id": "lock", "label": "Rond vert", "shape": "circle", "coordinates": [122, 50, 14]},
                    {
                        "id": "page",
                        "label": "Bandeau",
                        "shape": "polygon",
                        "coordinates": [60, 110, 580, 110, 580, 150, 60, 150],
                    },
                ],
                "keys": ["bar"],
            },
            assets=[asset(IMAGE, "fenetre.png", "image/png")],
        ),
        right=["bar"],
        wrong=["page"],
    ),
    "file_task": Played(
        challenge(
            10,
            "Le plus court",
            "Quel fleuve du fichier est le plus court ?",
            {"type": "file_task", "response": RESPONSE},
            attachments=[{"asset": CSV, "label": "Les fleuves"}],
            assets=[asset(CSV, "fleuves.csv", "text/csv")],
        ),
        right="Garonne",
        wrong="Loire",
    ),
    "web_task": Played(
        challenge(
            11,
            "Un fleuve sur la carte",
            "Quel fleuve passe à Bordeaux ?",
            {"type": "web_task", "sites": ["https://www.geoportail.gouv.fr/"], "response": RESPONSE},
            delivery={"focus": True, "devices": ["computer", "tablet"]},
        ),
        right="Garonne",
        wrong="Seine",
    ),
    "simulator": Played(
        challenge(
            12,
            "Le coffre",
            "Ouvre le coffre du simulateur et relève le mot.",
            {
                "type": "simulator",
                "url": "https://simulateurs.example/coffre.html",
                "title": "Un coffre à ouvrir",
                "height": 260,
                "response": RESPONSE,
            },
        ),
        right="Garonne",
        wrong="Loire",
    ),
    "extended_text": Played(
        challenge(
            13,
            "Expliquer",
            "Pourquoi deux mots de passe différents pour deux sites ?",
            {
                "type": "extended_text",
                "model_answer": "Si l’un est volé, l’autre **reste sûr**.",
                "criteria": ["Je parle du vol d’un mot de passe", "Je dis que l’autre site reste protégé"],
            },
        ),
        right={"text": "Un vol ne touche qu’un site.", "met": [0, 1]},
        wrong={"text": "Pour la mémoire.", "met": []},
    ),
}
