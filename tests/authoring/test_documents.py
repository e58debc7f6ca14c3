"""Drafts and documents say the same: what goes in comes out, for every type and every field."""

import pytest

from authoring.documents import document_of
from authoring.domain import create_challenges, create_tutorials
from authoring.models import Challenge, Tutorial
from items.document import Attachment
from tests.authoring import documents as given
from tests.authoring.people import teacher

pytestmark = pytest.mark.usefixtures("frameworks")


@pytest.mark.parametrize("kind", given.CONTENTS)
def test_every_type_comes_back_as_it_went_in(kind):
    given.store_files()
    create_tutorials(actor=teacher(), drafts=[given.tutorial(501), given.tutorial(502)])
    item = given.full_item(1, kind)
    create_challenges(actor=teacher(), drafts=[item])
    challenge = Challenge.objects.get()
    assert document_of(challenge) == item
    assert document_of(challenge.latest_revision.as_object()) == item
    assert (challenge.kind, challenge.competence, challenge.level) == (kind, "1.1", 2)


@pytest.mark.parametrize(
    "document",
    [
        given.tutorial(1),
        given.tutorial(2, kind="video", url="https://example.org/film", duration=120, body=""),
        given.tutorial(
            3,
            kind="file",
            attachments=(Attachment(asset=given.TABLE_ASSET.sha256, label="Data"),),
            assets=(given.TABLE_ASSET,),
            tags=("a", "b"),
        ),
    ],
    ids=["text", "video", "file"],
)
def test_tutorials_come_back_as_they_went_in(document):
    given.store_files()
    create_tutorials(actor=teacher(), drafts=[document])
    assert document_of(Tutorial.objects.get()) == document
