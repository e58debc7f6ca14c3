"""The image of a hotspot: which file it is, and its size."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any
from urllib.parse import unquote

from PIL import Image

from interop.importers.draft import NotUnderstood
from interop.importers.files import File, problem
from items.messages import message


def take_image(draft: dict[str, Any], files: Mapping[str, File], where: str) -> Iterator[File]:
    """Give a hotspot the image it points at (`@@PLUGINFILE@@/path`); NotUnderstood when it is not there."""
    content = draft["content"]
    path = unquote(content["image"].removeprefix("@@PLUGINFILE@@/"))
    file = files.get(path)
    if file is None or problem(file, path, where, draft["title"]):
        raise NotUnderstood(message("its image %(name)s is not there", name=path))
    content["image"] = file.sha256
    if not content["width"] or not content["height"]:
        content["width"], content["height"] = _size(file.content)
    assets = draft.setdefault("assets", [])
    if all(asset["sha256"] != file.sha256 for asset in assets):
        assets.append(file.asset())
        yield file


def _size(content: bytes) -> tuple[int, int]:
    try:
        with Image.open(BytesIO(content)) as image:
            return image.size
    except (OSError, ValueError, Image.DecompressionBombError):
        raise NotUnderstood(message("its image cannot be read")) from None
