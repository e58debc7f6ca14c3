"""What can be known of an image from its bytes: who took it, where, and with what."""

from dataclasses import dataclass
from io import BytesIO

from PIL import ExifTags, Image, UnidentifiedImageError

_PERSONAL = {
    ExifTags.Base.Artist: "artist",
    ExifTags.Base.Copyright: "copyright",
    ExifTags.Base.CameraOwnerName: "owner",
    ExifTags.Base.BodySerialNumber: "serial number",
    ExifTags.Base.DateTimeOriginal: "date taken",
    ExifTags.Base.Model: "camera",
    ExifTags.Base.HostComputer: "computer",
}


@dataclass(frozen=True, slots=True)
class FileFacts:
    """`metadata` names what the file tells about people and devices; `located` says it holds a position."""

    metadata: tuple[str, ...] = ()
    located: bool = False
    width: int = 0
    height: int = 0


def file_facts(data: bytes) -> FileFacts:
    """Read the facts of an image; a file that is not one has none. Pixels are never decoded."""
    try:
        with Image.open(BytesIO(data)) as image:
            exif = image.getexif()
            details = {**exif, **exif.get_ifd(ExifTags.IFD.Exif)}
            told = tuple(name for tag, name in _PERSONAL.items() if str(details.get(tag) or "").strip())
            return FileFacts(told, bool(exif.get_ifd(ExifTags.IFD.GPSInfo)), image.width, image.height)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return FileFacts()
