"""Who may judge what: the role, and nobody with a tie to the work or to its authors."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import School, User
from accounts.roles import ADMINISTRATOR, OPERATOR, REVIEWER, TEACHER
from frameworks.domain import load_frameworks
from review.domain import declare_conflict, set_policy, withdraw_conflict
from review.enums import Reason
from review.errors import NotIndependent, ReviewError
from review.models import DeclaredConflict
from review.queries import may_review, queue_for
from tests.challengebank.factories import item, uuid
from tests.review import factories

pytestmark = pytest.mark.django_db


def reasons(user: User, review) -> list[Reason]:
    found = list(may_review(user, review.version))
    claimable = review in queue_for(user, "claim").reviews
    assert claimable == (not found), "the queue and the rule say the same"
    if found:
        with pytest.raises(NotIndependent):
            factories.verdict(review, user)
    return found


def test_a_stranger_with_the_role_may():
    [review] = factories.opened()
    assert reasons(factories.person("rose"), review) == []


@pytest.mark.parametrize("role", [TEACHER, OPERATOR, ADMINISTRATOR])
def test_no_other_role_gives_a_verdict(role):
    [review] = factories.opened()
    assert reasons(factories.person("rose", role), review) == [Reason.ROLE]


def test_being_superuser_gives_nothing():
    [review] = factories.opened()
    assert reasons(User.objects.create_superuser("root@ecole.example"), review) == [Reason.ROLE]


def test_an_inactive_reviewer_may_not():
    [review] = factories.opened()
    rose = factories.person("rose")
    rose.is_active = False
    rose.save()
    assert reasons(rose, review) == [Reason.ROLE]


def test_the_author_may_not_even_as_a_reviewer():
    author = factories.person("anne", TEACHER, REVIEWER)
    [review] = factories.opened(by=author)
    assert reasons(author, review) == [Reason.AUTHOR]


def test_whoever_edited_it_may_not():
    editor = factories.person("eve", TEACHER, REVIEWER)
    [review] = factories.opened(also=(editor,))
    assert reasons(editor, review) == [Reason.AUTHOR]


def test_whoever_edited_an_earlier_version_may_not():
    editor = factories.person("eve", TEACHER, REVIEWER)
    factories.frozen(item(1), also=(editor,))
    [review] = factories.opened(item(1, title="Second"))
    assert reasons(editor, review) == [Reason.AUTHOR]


def test_the_author_of_a_variant_may_not_judge_the_prototype_nor_a_sister():
    other = factories.person("odile", TEACHER, REVIEWER)
    factories.frozen(item(2, family=uuid(1)), by=other)
    [prototype, sister, stranger] = factories.opened(item(1), item(3, family=uuid(1)), item(4))
    assert reasons(other, prototype) == [Reason.SIBLING]
    assert reasons(other, sister) == [Reason.SIBLING]
    assert reasons(other, stranger) == []


def test_the_translator_may_not_judge_the_original_nor_its_author_the_translation():
    translator = factories.person("tina", TEACHER, REVIEWER)
    author = factories.person("anne", TEACHER, REVIEWER)
    [original] = factories.opened(item(1), by=author)
    [translation] = factories.opened(item(2, translation_of=uuid(1), locale="en"), by=translator)
    assert reasons(translator, original) == [Reason.SIBLING]
    assert reasons(author, translation) == [Reason.SIBLING]


def test_a_colleague_may_not_certify_but_may_judge_training():
    school = School.objects.create(uai="0750001A", name="Collège Jean-Moulin")
    author, colleague = factories.person("anne", TEACHER, school=school), factories.person("carl", school=school)
    [training, certification] = factories.opened(item(1), item(2, purpose="certification"), by=author)
    assert reasons(colleague, training) == []
    assert reasons(colleague, certification) == [Reason.COLLEAGUE]


@pytest.mark.parametrize("by_reviewer", [True, False])
def test_a_declared_conflict_holds_both_ways(by_reviewer):
    [review] = factories.opened()
    rose, author = factories.person("rose"), factories.author()
    one, other = (rose, author) if by_reviewer else (author, rose)
    declare_conflict(actor=one, other=other)
    assert reasons(rose, review) == [Reason.DECLARED]


def test_a_conflict_is_declared_once_and_withdrawn_by_who_declared_it(client):
    load_frameworks()
    rose, author = factories.person("rose"), factories.author()
    client.force_login(rose)
    for _again in range(2):
        client.post(reverse("reviews:conflicts"), {"other": author.pk})
    assert DeclaredConflict.objects.count() == 1
    assert "Tom Dupont" in client.get(reverse("reviews:conflicts")).content.decode()
    withdraw_conflict(actor=author, other=rose)
    assert DeclaredConflict.objects.count() == 1
    client.post(reverse("reviews:conflicts"), {"other": author.pk, "withdraw": "1"})
    assert DeclaredConflict.objects.count() == 0
    with pytest.raises(ReviewError):
        declare_conflict(actor=rose, other=rose)


def test_two_people_do_not_judge_each_other_within_the_days_of_the_policy():
    set_policy(actor=factories.chief(), purpose="training", quorum=1, reciprocity_days=30)
    one, two = (factories.person(name, TEACHER, REVIEWER) for name in ("anne", "bob"))
    [first] = factories.opened(item(1), by=one)
    factories.verdict(first, two)
    [second] = factories.opened(item(2), by=two)
    assert reasons(one, second) == [Reason.RECENT]


def test_the_queue_costs_the_same_for_one_row_and_a_page_of_fifty(django_assert_num_queries):
    rose = factories.person("rose")
    factories.opened(item(1))
    queue_for(rose, "claim")
    with CaptureQueriesContext(connection) as one:
        assert len(queue_for(rose, "claim").reviews) == 1
    factories.opened(*(item(number) for number in range(2, 51)))
    with django_assert_num_queries(len(one)):
        assert len(queue_for(rose, "claim", size=50).reviews) == 50


def test_the_queue_goes_on_by_key_without_losing_or_repeating_a_row():
    rose = factories.person("rose")
    reviews = factories.opened(*(item(number) for number in range(1, 8)))
    seen, after = [], ""
    for _page in range(4):
        page = queue_for(rose, "claim", after=after, size=2)
        seen += page.reviews
        after = page.after
    assert (seen, after) == (reviews, "")
    assert reviews[0].due_at - timezone.now() > timedelta(days=13)
