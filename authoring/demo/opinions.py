"""What the reviewers of the demo conclude: a few refusals with their reasons, and words on the rest."""

from dataclasses import dataclass

from authoring.demo.load import identity

DRAFTS = {identity("challenge", slug) for slug in ("snt-2", "svt-2", "langues-vivantes-4")}
"""Challenges that their author has not submitted yet."""

UNDER_REVIEW = {
    identity("challenge", slug): verdicts
    for slug, verdicts in {
        "histoire-geographie-1": 0,
        "histoire-geographie-2": 2,
        "physique-chimie-2": 1,
        "economie-gestion-2": 0,
        "nsi-5": 1,
    }.items()
}
"""Challenges still before their reviewers, with the number of verdicts already sealed."""


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a challenge is refused: the criterion to redo, what to do about it, and how many reviewers think so."""

    criterion: str
    reason: str
    voices: int = 1


REFUSED = {
    identity("challenge", "pse-2"): Objection(
        "accessible",
        "La page à consulter peut changer ou disparaître, et certains collèges la filtrent. Joignez l’extrait utile en "
        "pièce jointe : l’épreuve restera jouable partout.",
    ),
    identity("challenge", "technologie-4"): Objection(
        "time_right",
        "Deux conversions puis une division en 90 secondes, c’est trop court en certification. Donnez la taille d’un "
        "projet en gigaoctets, ou deux minutes.",
        voices=3,
    ),
    identity("challenge", "snt-4"): Objection(
        "statement_clear",
        "« À combien de pas » se lit de deux façons : compte-t-on les personnes ou les liens entre elles ? "
        "Dites-le dans la consigne.",
    ),
    identity("challenge", "langues-vivantes-3"): Objection(
        "aligned",
        "Reconnaître SubRip à son minutage me paraît au-dessus du niveau 4. Montrez un extrait plus court, ou montez "
        "d’un niveau.",
    ),
}

REMARKS = {
    "feedback_useful": "Le commentaire des distracteurs aide vraiment à comprendre son erreur.",
    "statement_clear": "Consigne courte et sans piège de lecture.",
    "aligned": "Conforme au repère de niveau.",
    "distractors_plausible": "Un des distracteurs attirera peu d’élèves, sans gravité.",
}
"""What a satisfied reviewer notes here and there."""
