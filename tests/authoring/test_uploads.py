"""Images and files: each writer has his own, and nobody gets another's by guessing."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.models import User
from authoring.models import File, Picture
from tests.authoring import documents as given
from tests.authoring import factories
from tests.authoring.people import teacher

pytestmark = pytest.mark.usefixtures("frameworks")


def uploads(owner: User) -> tuple[Picture, File]:
    picture = Picture.objects.create(
        title="Secret map", file=ContentFile(given.IMAGE, name="map.png"), uploaded_by_user=owner
    )
    file = File.objects.create(title="Secret data", file=ContentFile(b"x", name="data.html"), uploaded_by_user=owner)
    return picture, file


def test_an_upload_knows_its_bytes(storage, db, frameworks):
    picture, file = uploads(teacher())
    assert (picture.sha256, picture.media_type, picture.name) == (given.IMAGE_ASSET.sha256, "image/png", "map.png")
    assert (file.media_type, file.file_size) == ("text/html", 1)
    assert "map" not in picture.file.name


def test_a_writer_uploads_and_finds_his_own_files_only(client):
    uploads(teacher("tom"))
    addresses = [reverse("wagtailimages_chooser:choose"), reverse("wagtaildocs_chooser:choose")]
    for who, seen in (("tom", True), ("zoe", False)):
        client.force_login(teacher(who))
        pages = [client.get(address).content.decode() for address in addresses]
        assert ["Secret" in page for page in pages] == [seen, seen]
    data = {"image-chooser-upload-title": "Mine", "image-chooser-upload-file": ContentFile(given.png("red"), "r.png")}
    assert client.post(reverse("wagtailimages_chooser:create"), data).status_code == 200
    assert Picture.objects.get(title="Mine").uploaded_by_user == teacher("zoe")


def test_nobody_gets_another_s_file_by_its_number(client):
    picture, file = uploads(teacher("tom"))
    client.force_login(teacher("zoe"))
    assert client.get(reverse("wagtailimages_chooser:chosen", args=[picture.pk])).status_code != 200
    assert client.get(reverse("wagtailimages:edit", args=[picture.pk])).status_code != 200
    assert client.get(reverse("wagtaildocs_serve", args=[file.pk, "data.html"])).status_code == 404
    client.force_login(User.objects.create_superuser("root@ecole.example"))
    assert client.get(reverse("wagtaildocs_serve", args=[file.pk, "data.html"])).status_code == 404


def test_nobody_gets_another_s_file_by_its_name(client, settings):
    _picture, file = uploads(teacher("tom"))
    settings.MEDIA_ROOT = file.file.storage.location
    client.force_login(teacher("zoe"))
    assert client.get(f"/media/{file.file.name}").status_code == 404


def test_a_file_is_never_a_page_of_this_site(client):
    _picture, file = uploads(teacher())
    address = reverse("authoring:file", args=[file.sha256])
    client.force_login(teacher())
    answer = client.get(address)
    assert answer["Content-Disposition"].startswith("attachment")
    assert (answer["X-Content-Type-Options"], "sandbox" in answer["Content-Security-Policy"]) == ("nosniff", True)
    client.force_login(User.objects.create_superuser("root@ecole.example"))
    assert client.get(address).status_code == 404


def test_no_report_names_drafts_to_a_superuser(client):
    factories.challenge(1, title="Secret words")
    client.force_login(User.objects.create_superuser("root@ecole.example"))
    for name in ("site_history", "locked_pages", "workflow", "workflow_tasks"):
        assert client.get(f"/admin/reports/{name.replace('_', '-')}/").status_code == 404
