"""The table that we offer to fill in."""

import csv
import io

from interop.columns import COLUMNS, FRENCH
from interop.importers.table_answers import Row

EXAMPLES: tuple[Row, ...] = (
    {
        "type": "QCU",
        "title": "Chercher une image libre",
        "competence": "1.1",
        "level": "2",
        "statement": "Où trouver une photo que l'on a le droit de réutiliser ?",
        "options": "Une banque d'images libres\nUn réseau social\nLe site d'un journal",
        "answers": "A",
        "feedback": "Oui.\nNon : l'auteur garde ses droits.\nNon : le journal garde ses droits.",
        "labels": "discipline:francais\nclass:cinquieme",
    },
    {
        "type": "QCM",
        "title": "Les extensions d'images",
        "competence": "1.2",
        "level": "1",
        "statement": "Quels fichiers sont des images ?",
        "options": "photo.jpg\nnotes.txt\nlogo.png\nvoix.mp3",
        "answers": "photo.jpg\nlogo.png",
    },
    {
        "type": "texte court",
        "title": "Le raccourci",
        "competence": "5.2",
        "level": "2",
        "statement": "Avec Ctrl, quelle lettre copie le texte choisi ?",
        "answers": "C",
    },
    {
        "type": "nombre",
        "title": "Combien d'octets",
        "competence": "1.2",
        "level": "3",
        "statement": "Combien d'octets y a-t-il dans un kilooctet ?",
        "answers": "1000 ± 0",
        "hint": "« Kilo » veut dire mille.",
    },
    {
        "type": "appariement",
        "title": "À quoi ça sert",
        "competence": "3.1",
        "level": "1",
        "statement": "Relie chaque logiciel à ce qu'il fait.",
        "answers": "tableur -> calculer\ntraitement de texte -> écrire",
        "options": "dessiner",
    },
)


def template_csv() -> bytes:
    """A table to fill in: the headings in French and a few lines to imitate."""
    text = io.StringIO()
    names = [name for name in COLUMNS if name not in ("id", "content")]
    writer = csv.writer(text, delimiter=";")
    writer.writerow([FRENCH[name] for name in names])
    writer.writerows([row.get(name, "") for name in names] for row in EXAMPLES)
    return b"\xef\xbb\xbf" + text.getvalue().encode()
