"""One item of QTI, whatever its version, as a draft."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote

from interop.findings import Finding
from interop.html import tree_to_markdown
from interop.importers.draft import Draft, NotUnderstood, Result, draft_of, identity, line
from interop.importers.files import File, take_files
from interop.importers.qti.contents import Asked, read_content
from interop.importers.qti.responses import Processing, responses
from interop.importers.qti.words import classes, first, interactions_in, named, renamed
from interop.importers.weighed import Read
from interop.importers.xml import Element
from items.messages import message

OURS = {"illustration", "attachments", "sites"}
NO_STATEMENT = "Réponds à la question."


def read_item(root: Element, where: str, folder: str, files: Mapping[str, File], known: Draft) -> Iterator[Result]:
    """The draft of an item, with the fields that its package knows about it; or what is wrong with it."""
    root = renamed(root)
    title = line(root.get("title") or root.get("identifier") or "")
    try:
        body = first(root, "item-body")
        if body is None:
            raise NotUnderstood(message("it has no body"))
        _point_at_files(body, folder)
        asked = Asked(body, responses(root), Processing(first(root, "response-processing")), _feedback(root))
        found = read_content(asked)
    except NotUnderstood as reason:
        yield Finding("error", where, reason.reason, title)
        return
    draft = _draft(root, title, body, found) | known
    yield from (Finding("warning", where, lost, draft["title"]) for lost in dict.fromkeys(found.lost))
    taken = list(take_files(draft, files, where))
    yield from taken
    if found.content["type"] == "hotspot":
        yield from _take_image(draft, files, where)
    yield draft


def _draft(root: Element, title: str, body: Element, found: Read) -> Draft:
    statement, content = _statement(body), found.content
    sites = [each.get("href", "") for part in _ours(body, "sites") for each in named(part, "a")]
    if sites:
        content = {"type": "web_task", "sites": sites, "response": content}
    elif content["type"] in ("short_text", "number") and _ours(body, "attachments"):
        content = {"type": "file_task", "response": content}
    draft = draft_of(title, statement, content) | identity(root.get("identifier", "").removeprefix("item-"))
    verdicts = {each.get("identifier"): each for each in _modal(root, "VERDICT")}
    feedback = {side: tree_to_markdown(verdicts[side]) for side in ("correct", "incorrect") if side in verdicts}
    asking = [each for each in interactions_in(body) if each.get("shuffle") and "blank" not in classes(each)]
    if asking:
        draft["delivery"] = {"shuffle": asking[0].get("shuffle") == "true"}
    return draft | ({"feedback": feedback} if feedback else {})


def _statement(body: Element) -> str:
    """What is said before the interactions, with the files it points at."""
    parts = _ours(body, "statement")
    if parts:
        shown = [*parts, *_ours(body, "illustration"), *_ours(body, "attachments")]
        return "\n\n".join(filter(None, map(tree_to_markdown, shown)))
    inside = deepcopy(body)
    if any(each.tag in ("text-entry-interaction", "inline-choice-interaction") for each in interactions_in(inside)):
        return _before_blanks(inside)
    prompts = [tree_to_markdown(each) for each in named(inside, "prompt")]
    for each in [*interactions_in(inside), *named(inside, "rubric-block")]:
        parent = each.getparent()
        if parent is not None:
            parent.remove(each)
    return "\n\n".join(filter(None, [tree_to_markdown(inside), *prompts])) or NO_STATEMENT


def _before_blanks(body: Element) -> str:
    """The statement of a text with blanks: what stands before it, or a field alone with the words around."""
    interactions = interactions_in(body)
    if len(interactions) > 1 or interactions[0].tag == "inline-choice-interaction":
        return "Complète le texte."
    for each in interactions:
        parent = each.getparent()
        if parent is not None:
            parent.remove(each)
    return tree_to_markdown(body) or NO_STATEMENT


def _ours(body: Element, name: str) -> list[Element]:
    return [each for each in body if each.tag == "div" and name in classes(each)]


def _modal(root: Element, outcome: str) -> list[Element]:
    return [each for each in named(root, "modal-feedback") if each.get("outcome-identifier") == outcome]


def _feedback(root: Element) -> dict[str, str]:
    """Feedback by the identifier that shows it, whatever the outcome."""
    return {
        each.get("identifier", ""): tree_to_markdown(each)
        for each in named(root, "modal-feedback")
        if each.get("outcome-identifier") != "VERDICT"
    }


def _point_at_files(body: Element, folder: str) -> None:
    """Relative addresses become `@@PLUGINFILE@@/` and the path in the package."""
    for element in body.iter("img", "a", "object", "audio", "video", "source"):
        for name in ("src", "href", "data"):
            address = element.get(name, "")
            if address and ":" not in address.split("/")[0] and not address.startswith(("#", "/")):
                path = normpath(str(PurePosixPath(folder) / unquote(address)))
                element.set(name, f"@@PLUGINFILE@@/{path}".replace(" ", "%20"))


def _take_image(draft: Draft, files: Mapping[str, File], where: str) -> Iterator[File | Finding]:
    path = unquote(draft["content"]["image"].removeprefix("@@PLUGINFILE@@/"))
    file = files.get(path)
    if file is None:
        yield Finding("warning", where, message("the file %(name)s is not there", name=path), draft["title"])
        return
    draft["content"]["image"] = file.sha256
    assets = draft.setdefault("assets", [])
    if all(asset["sha256"] != file.sha256 for asset in assets):
        assets.append(file.asset())
        yield file
