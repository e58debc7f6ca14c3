"""One content of each item type, and of each strategy, as a document says it."""


def options(*texts, feedback=""):
    return [{"id": chr(97 + n), "text": text, "feedback": feedback} for n, text in enumerate(texts)]


CONTENTS = {
    "single choice": {"type": "single_choice", "options": options("Un", "Deux {x}", "<b> & #"), "key": "b"},
    "all the keys": {"type": "multiple_choice", "options": options("Un", "Deux", "Trois"), "keys": ["a", "c"]},
    "right minus wrong": {
        "type": "multiple_choice",
        "options": options("Un", "Deux", "Trois", feedback="Non *non*"),
        "keys": ["a", "c"],
        "strategy": "right_minus_wrong",
    },
    "per option": {
        "type": "multiple_choice",
        "options": options("Un", "Deux", "Trois"),
        "keys": ["a", "c"],
        "strategy": "per_option",
    },
    "short text": {
        "type": "short_text",
        "accepted": ["Élève", "œuf dur"],
        "refused": [{"text": "Maître", "feedback": "Non."}],
    },
    "number": {"type": "number", "value": "1.5", "tolerance": "0.1", "unit": "km", "unit_required": True},
    "blanks": {
        "type": "blanks",
        "text": "La capitale est {{x}}, et {{y}}.",
        "blanks": [
            {"id": "x", "label": "Capitale", "accepted": ["Paris"]},
            {"id": "y", "label": "Autre", "accepted": ["=b"], "options": ["a", "=b", "%5%c"]},
        ],
        "strategy": "per_blank",
    },
    "blanks as a set": {
        "type": "blanks",
        "text": "{{x}} et {{y}}.",
        "blanks": [
            {"id": "x", "label": "Une", "accepted": ["Paris"]},
            {"id": "y", "label": "Deux", "accepted": ["Lyon"]},
        ],
        "as_set": True,
    },
    "inline choice": {
        "type": "inline_choice",
        "text": "Le {{m}} et *{{n}}*.",
        "menus": [
            {"id": "m", "label": "M", "options": options("x", "y"), "key": "b"},
            {"id": "n", "label": "N", "options": options("x", "z"), "key": "a"},
        ],
    },
    "told menus": {
        "type": "inline_choice",
        "text": "Le {{m}} et {{n}}.",
        "menus": [
            {"id": "m", "label": "M", "options": options("x", "y", feedback="Relis."), "key": "b"},
            {"id": "n", "label": "N", "options": options("x", "z", feedback="Regarde."), "key": "a"},
        ],
        "strategy": "per_menu",
    },
    "one blank": {
        "type": "blanks",
        "text": "Le {{b}} *dort*, 1 < 2.",
        "blanks": [{"id": "b", "label": "B", "accepted": ["chat = 1", "matou"], "tolerances": ["case"]}],
    },
    "one choice": {
        "type": "blanks",
        "text": "Le {{b}}",
        "blanks": [{"id": "b", "label": "B", "accepted": ["chat", "chien"], "options": ["chat", "chien", "lit"]}],
    },
    "one menu": {
        "type": "inline_choice",
        "text": "Le {{m}} dort.",
        "menus": [{"id": "m", "label": "M", "options": options("lit", "chat", feedback="Relis."), "key": "b"}],
    },
    "order": {"type": "order", "items": options("Un", "Deux", "Trois"), "key": ["c", "a", "b"]},
    "order with feedback": {
        "type": "order",
        "items": options("Un", "Deux", "Trois", feedback="Pas ici."),
        "key": ["c", "a", "b"],
    },
    "neighbours": {
        "type": "order",
        "items": options("Un", "Deux", "Trois"),
        "key": ["c", "a", "b"],
        "strategy": "per_pair",
    },
    "pairs": {
        "type": "match",
        "sources": options("s1", "s2"),
        "targets": options("t1", "t2", "leurre"),
        "pairs": [["a", "b"], ["b", "a"]],
        "one_to_one": True,
    },
    "categories": {
        "type": "match",
        "sources": options("s1", "s2", "s3"),
        "targets": options("t1", "t2"),
        "pairs": [["a", "b"], ["b", "a"], ["c", "a"]],
        "strategy": "per_pair",
    },
    "web task": {
        "type": "web_task",
        "sites": ["https://fr.wikipedia.org/wiki/(x)"],
        "response": {"type": "number", "value": "3"},
    },
    "extended text": {"type": "extended_text", "model_answer": "Oui.\n\n- a\n- b", "criteria": ["c1", "c2"]},
}
