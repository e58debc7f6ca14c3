"""One item of QTI, whatever its version, as a draft."""

from collections.abc import Iterator, Mapping

from interop.findings import Finding
from interop.html import tree_to_markdown
from interop.importers.draft import ASKED, Draft, NotUnderstood, Result, draft_of, line, of_others, split_text
from interop.importers.files import File, take_files
from interop.importers.images import take_image
from interop.importers.qti.asked import Asked
from interop.importers.qti.body import (
    catalogued_hints,
    helps,
    ours,
    point_at_files,
    statement_of,
    stimuli,
    take_feedback,
    take_hints,
    take_rubrics,
)
from interop.importers.qti.contents import read_content
from interop.importers.qti.responses import Processing, responses
from interop.importers.qti.words import classes, first, interactions_in, named, renamed, texts
from interop.importers.weighed import Read
from interop.importers.xml import Element
from items.messages import Message, message

SIDES = {
    **dict.fromkeys(("correct", "right", "solution", "correct_fb"), "correct"),
    **dict.fromkeys(("incorrect", "wrong", "incorrect_fb"), "incorrect"),
}
"""The identifiers that editors give to feedback on a right or a wrong answer."""


def read_item(root: Element, where: str, folder: str, files: Mapping[str, File], known: Draft) -> Iterator[Result]:
    """The draft of an item, with the fields that its package knows about it; or what is wrong with it."""
    root = renamed(root)
    title = line(root.get("title") or root.get("identifier") or "")
    try:
        draft, lost = _read(root, title, folder, files)
        draft = of_others(draft | known, root.get("identifier", "").removeprefix("item-"))
        image = list(take_image(draft, files, where)) if draft["content"]["type"] == "hotspot" else []
    except NotUnderstood as reason:
        yield Finding("error", where, reason.reason, title)
        return
    yield from (Finding("warning", where, each, draft["title"]) for each in dict.fromkeys(lost))
    yield from (*image, *take_files(draft, files, where))
    draft["statement"] = draft["statement"] or ASKED
    yield draft


def _read(root: Element, title: str, folder: str, files: Mapping[str, File]) -> tuple[Draft, list[Message]]:
    """The draft, and what of the item is lost."""
    body = first(root, "item-body")
    if body is None:
        raise NotUnderstood(message("it has no body"))
    shared, missing = stimuli(root, folder, files)
    for each in reversed(shared):
        each.tag = "div"
        body.insert(0, each)
    point_at_files(root, folder)
    hints, inside = [*take_hints(body), *catalogued_hints(root)], take_feedback(body)
    asked = Asked(body, responses(root), Processing(first(root, "response-processing")), _feedback(root))
    found = read_content(asked)
    take_rubrics(body)
    draft = _draft(root, title, body, found)
    draft["statement"] = "\n\n".join(filter(None, [draft["statement"], *asked.pictures]))
    lost = [*found.lost, *(message("the shared text %(name)s is not there", name=path) for path in missing)]
    feedback, rest = _sides(root, inside, asked.used)
    if any(feedback.values()):
        draft["feedback"] = feedback
    if rest:
        lost.append(message("some of its feedback did not come along: nothing says when it is shown"))
    if others := helps(root):
        lost.append(message("the help of a catalogue did not come along: %(kinds)s", kinds=", ".join(others)[:200]))
    if hints:
        draft["hint"] = "\n\n".join(hints)
    return draft, lost


def _draft(root: Element, title: str, body: Element, found: Read) -> Draft:
    content = found.content
    statement = _split(content, body) if content["type"] in ("blanks", "inline_choice") else statement_of(body)
    sites = [each.get("href", "") for part in ours(body, "sites") for each in named(part, "a")]
    if sites:
        content = {"type": "web_task", "sites": sites, "response": content}
    elif content["type"] in ("short_text", "number") and ours(body, "attachments"):
        content = {"type": "file_task", "response": content}
    draft = draft_of(title, statement, content)
    asking = [each for each in interactions_in(body) if each.get("shuffle") and "blank" not in classes(each)]
    if asking:
        draft["delivery"] = {"shuffle": asking[0].get("shuffle") == "true"}
    return draft


def _split(content: Draft, body: Element) -> str:
    """The statement of a text with blanks: the paragraphs before the first one that has a blank."""
    if ours(body, "statement") or first(body, "gap-match-interaction") is not None:
        return statement_of(body)
    statement, content["text"] = split_text(content["text"])
    return statement


def _sides(root: Element, inside: list[Element], used: set[str]) -> tuple[dict[str, str], list[Element]]:
    """Feedback on a right and on a wrong answer, and what feedback is neither that nor an option's."""
    feedback: dict[str, list[str]] = {"correct": [], "incorrect": []}
    rest = []
    for each in [*named(root, "modal-feedback"), *inside]:
        name = each.get("identifier", "")
        side = SIDES.get(name.casefold()) or _set_by(root, each.get("outcome-identifier", ""), name)
        if side and (each.get("show-hide") or "show") == "show":
            feedback[side].append(tree_to_markdown(each))
        elif name not in used and tree_to_markdown(each):
            rest.append(each)
    return {side: "\n\n".join(dict.fromkeys(filter(None, texts))) for side, texts in feedback.items()}, rest


def _set_by(root: Element, outcome: str, name: str) -> str:
    """The side that a feedback of some editors speaks to: its outcome is true when another one is `correct`."""
    for rule in named(root, "set-outcome-value") if name == "true" else ():
        if rule.get("identifier") == outcome:
            values = [SIDES.get(value.casefold(), "") for value in texts(rule, "base-value")]
            return next(filter(None, values), "")
    return ""


def _feedback(root: Element) -> dict[str, str]:
    """Feedback by the identifier that shows it, whatever the outcome."""
    return {
        each.get("identifier", ""): tree_to_markdown(each)
        for each in named(root, "modal-feedback")
        if each.get("outcome-identifier") != "VERDICT"
    }
