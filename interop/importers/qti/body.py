"""What the body of a QTI item says around its interactions: statement, feedback shown in place, hints."""

from collections.abc import Mapping
from copy import deepcopy
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from interop.findings import RefusedFileError
from interop.html import tree_to_markdown
from interop.importers.files import File
from interop.importers.qti.words import classes, first, interactions_in, named, renamed
from interop.importers.xml import Element, parsed

HINT = "ext:hint"
GAPS = ("text-entry-interaction", "inline-choice-interaction")


def ours(body: Element, name: str) -> list[Element]:
    """The parts of a body that our own exports name so."""
    return [each for each in body if each.tag == "div" and name in classes(each)]


def statement_of(body: Element) -> str:
    """What is said before the interactions, with the files it points at."""
    parts = ours(body, "statement")
    if parts:
        shown = [*parts, *ours(body, "illustration"), *ours(body, "attachments")]
        return "\n\n".join(filter(None, map(tree_to_markdown, shown)))
    inside = deepcopy(body)
    prompts = [tree_to_markdown(each) for each in named(inside, "prompt")]
    passages = [tree_to_markdown(_passage(each)) for each in named(inside, "hottext-interaction")]
    for each in interactions_in(inside):
        take_out(each, " _____ " if each.tag in GAPS and _is_among_words(each) else "")
    return "\n\n".join(filter(None, [tree_to_markdown(inside), *prompts, *passages]))


def _is_among_words(element: Element) -> bool:
    """Whether a field stands in a sentence that goes on after it."""
    return bool((element.tail or "").strip(" \t\r\n.:;"))


def _passage(interaction: Element) -> Element:
    """The text whose words are to be chosen, these in bold."""
    passage = deepcopy(interaction)
    for each in list(named(passage, "prompt")):
        take_out(each)
    for each in named(passage, "hottext"):
        each.tag = "strong"
    passage.tag = "div"
    return passage


def take_out(element: Element, instead: str = "") -> None:
    """Remove an element, and leave a text instead of it."""
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    kept = instead + (element.tail or "")
    if before is None:
        parent.text = (parent.text or "") + kept
    else:
        before.tail = (before.tail or "") + kept
    parent.remove(element)


def take_feedback(body: Element) -> list[Element]:
    """Take out the feedback that a body shows in place after the answer, but for that of options."""
    found = [
        each
        for each in named(body, "feedback-block", "feedback-inline")
        if not any(str(around.tag).endswith(("choice", "hottext")) for around in each.iterancestors())
    ]
    for each in found:
        take_out(each)
    return found


def take_hints(body: Element) -> list[str]:
    """Take out what is shown on demand, and the buttons that ask for it."""
    hints = []
    for each in [*named(body, "info-control")]:
        hints.append(tree_to_markdown(each))
        take_out(each)
    for each in [*named(body, "end-attempt-interaction")]:
        take_out(each)
    return hints


def catalogued_hints(root: Element) -> list[str]:
    """The hints that a catalogue of QTI 3.0 holds: our own exports keep theirs there."""
    cards = (each for each in named(root, "card") if each.get("support") == HINT)
    return [tree_to_markdown(content) for card in cards for content in named(card, "html-content")]


def helps(root: Element) -> list[str]:
    """The other kinds of help that a catalogue of QTI 3.0 holds, by their names: `spoken`, `glossary-on-screen`…"""
    kinds = (each.get("support") or "" for each in named(root, "card"))
    return sorted({kind[:40] for kind in kinds if kind and kind != HINT})


def take_rubrics(body: Element) -> None:
    """Take out what is not said to the candidate; what is becomes part of the text."""
    for each in list(named(body, "rubric-block")):
        if "candidate" in (each.get("view") or "candidate").split():
            each.tag = "div"
        else:
            take_out(each)


def stimuli(root: Element, folder: str, files: Mapping[str, File]) -> tuple[list[Element], list[str]]:
    """The bodies of the texts that an item shares with others, and the addresses of those that are not there."""
    bodies, missing = [], []
    for each in named(root, "assessment-stimulus-ref"):
        path = normpath(join(folder, unquote(each.get("href") or "")))
        try:
            body = first(renamed(parsed(files[path].content)), "stimulus-body")
        except (KeyError, RefusedFileError):
            body = None
        if body is None:
            missing.append(path)
        else:
            point_at_files(body, dirname(path))
            bodies.append(body)
    return bodies, missing


def point_at_files(root: Element, folder: str) -> None:
    """Relative addresses become `@@PLUGINFILE@@/` and the path in the package."""
    for element in root.iter("img", "a", "object", "audio", "video", "source"):
        for name in ("src", "href", "data"):
            address = element.get(name, "")
            if address and ":" not in address.split("/")[0] and not address.startswith(("#", "/", "@@")):
                path = normpath(join(folder, unquote(address)))
                element.set(name, f"@@PLUGINFILE@@/{path}".replace(" ", "%20"))
