"""Facts of images are read from their bytes."""

from io import BytesIO

from PIL import ExifTags, Image

from items.lint.files import FileFacts, file_facts


def photo(**values):
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = values.get("artist", "")
    if "latitude" in values:
        exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = values["latitude"]
    buffer = BytesIO()
    Image.new("RGB", (30, 20)).save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def test_an_image_without_metadata_tells_its_size_only():
    assert file_facts(photo()) == FileFacts((), located=False, width=30, height=20)


def test_a_photo_tells_who_and_where():
    facts = file_facts(photo(artist="Ada Roux", latitude=(48.0, 23.0, 0.0)))
    assert (facts.metadata, facts.located) == (("artist",), True)


def test_what_is_not_an_image_has_no_facts():
    assert file_facts(b"") == file_facts(b"GIF89a truncated") == file_facts(b"plain text") == FileFacts()
