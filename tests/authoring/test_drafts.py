"""What is saved is found by those who write something too close to it, without telling what they may not read."""

import pytest

from authoring.documents import document_of
from authoring.domain import update_draft
from challengebank.similarity import similar_to
from tests.authoring import documents, factories
from tests.authoring.people import teacher

pytestmark = pytest.mark.django_db
STATEMENT = (
    "Dans un tableur, quelle formule calcule la moyenne des dix notes de la colonne B, de la ligne 2 à la ligne 11 ?"
)


def test_a_saved_draft_is_a_near_duplicate_to_come(frameworks):
    saved = factories.challenge(1)
    new = documents.item(1, statement=STATEMENT)
    update_draft(actor=teacher(), draft=saved, document=new, based_on=saved.latest_revision_id)
    mine = documents.item(2, statement=STATEMENT)
    near = similar_to(mine, readable=lambda documents: documents)
    assert [similar.document for similar in near] == [saved.uuid]
    assert [similar.document for similar in similar_to(mine, readable=lambda documents: set())] == [None]
    assert document_of(saved.__class__.objects.get(pk=saved.pk)).statement == STATEMENT
