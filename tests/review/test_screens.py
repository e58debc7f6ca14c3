"""The review desk: who sees what, answers before the key, and verdicts sealed on every screen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import AuditEvent, User
from accounts.roles import ADMINISTRATOR, OPERATOR, REVIEWER, TEACHER
from challengebank.domain.fingerprints import index_fingerprints
from challengebank.models import Decision, Waiver
from frameworks.domain import load_frameworks
from items.scoring import AnswerTest
from review.domain import assign_reviews, claim_review, declare_conflict
from review.models import Assignment, Review, Verdict
from review.queries import dossier_of
from review.templatetags.review_tags import percent, signed
from review.views.acts import TIED
from tests.challengebank.factories import accepted, frozen, item, tutorial
from tests.review import factories

pytestmark = pytest.mark.django_db

FEEDBACK = "Because two and two are four."


@pytest.fixture(autouse=True)
def _frameworks():
    load_frameworks()


@pytest.fixture
def as_(client):
    def sign_in(person: User):
        client.force_login(person)
        return client

    return sign_in


def page(review: Review, name: str = "review") -> str:
    return reverse(f"reviews:{name}", args=[review.pk])


def form(review: Review, grade: int = 3, outcome: str = "accept", comment: str = "Fine.") -> dict[str, object]:
    return {"outcome": outcome, "comment": comment, **{f"grade_{slug}": grade for slug in review.criteria}}


def secret_item():
    return item(1, feedback={"correct": FEEDBACK, "incorrect": FEEDBACK})


@pytest.mark.parametrize("role", [TEACHER, OPERATOR, ADMINISTRATOR, None])
def test_a_stranger_sees_nothing_and_does_nothing(as_, role):
    [review] = factories.opened()
    person = factories.person("x", role) if role else User.objects.create_superuser("root@ecole.example")
    client = as_(person)
    assert client.get(reverse("reviews:queue")).status_code == 403
    for name in ("review", "claim", "answer", "verdict", "leave", "withdraw", "key"):
        assert client.get(page(review, name)).status_code == 403, name
        assert client.post(page(review, name), form(review)).status_code == 403, name
    assert (Assignment.objects.count(), Verdict.objects.count()) == (0, 0)


def test_a_reviewer_claims_answers_then_judges(as_):
    [review] = factories.opened(secret_item())
    rose = factories.person("rose")
    client = as_(rose)
    assert review.version.title in client.get(reverse("reviews:queue") + "?tab=claim").content.decode()
    assert "What is" not in client.get(page(review)).content.decode()
    client.post(page(review, "claim"))
    pupil = client.get(page(review)).content.decode()
    assert "What is" in pupil
    assert FEEDBACK not in pupil
    client.post(page(review, "answer"), {"answer": "b"})
    assert FEEDBACK in client.get(page(review)).content.decode()
    client.post(page(review, "answer"), {"answer": "a"})
    client.post(page(review, "verdict"), form(review))
    verdict = Verdict.objects.get()
    assert (verdict.reviewer, verdict.pupil_answer, verdict.pupil_correct) == (rose, "b", False)
    acts = AuditEvent.objects.filter(subject=review.subject).order_by("sequence").values_list("act", flat=True)
    assert list(acts)[1:] == ["open review", "claim", "open", "see key", "verdict"]


def test_a_verdict_without_a_grade_or_a_reason_is_shown_again_and_keeps_what_was_typed(as_):
    [review] = factories.opened()
    rose = factories.person("rose")
    client = as_(rose)
    client.post(page(review, "claim"))
    client.post(page(review, "answer"), {"skip": "1"})
    values = form(review, comment="Typed already.")
    del values["grade_fair"]
    answer = client.post(page(review, "verdict"), values)
    assert (answer.status_code, "Typed already." in answer.content.decode()) == (422, True)
    answer = client.post(page(review, "verdict"), form(review, outcome="refuse", comment=""))
    assert answer.status_code == 422
    assert Verdict.objects.count() == 0


def test_nobody_gives_a_verdict_without_a_place_nor_before_answering(as_):
    [review] = factories.opened()
    one, two, three = factories.reviewers(3)
    for person in (one, two):
        claim_review(reviewer=person, review=review)
    assert as_(three).post(page(review, "verdict"), form(review)).status_code == 403
    as_(one).post(page(review, "verdict"), form(review))
    assert Verdict.objects.count() == 0


def test_who_may_not_read_a_page_is_told_for_whom_it_is(as_):
    [review] = factories.opened()
    english = {"accept-language": "en"}
    policies = as_(factories.person("rosa")).get(reverse("reviews:policies"), headers=english)
    strangers = as_(factories.person("zoe", TEACHER)).get(page(review), headers=english)
    assert "This page is for chief reviewers." in policies.content.decode()
    assert "This review is for its reviewers, its author" in strangers.content.decode()


def test_the_challenge_to_answer_speaks_the_reviewer_s_language(as_):
    [review] = factories.opened(item(1, locale="fr"))
    reviewer = factories.person("rosa")
    claim_review(reviewer=reviewer, review=review)
    text = as_(reviewer).get(page(review), headers={"accept-language": "en"}).content.decode()
    assert ("Check my answer" in text, "Vérifier ma réponse" in text) == (True, False)


@pytest.mark.parametrize(
    ("language", "figures"),
    [("fr", ["0,00", "+0,13", "-0,13", "–", "33,3\u00a0%"]), ("en", ["0.00", "+0.13", "-0.13", "–", "33.3%"])],
)
def test_figures_are_written_as_the_reader_writes_them(language, figures):
    with translation.override(language):
        assert [*map(signed, (-0.001, 0.126, -0.126, None)), percent(333)] == figures


def test_a_double_submission_counts_once(as_):
    [review] = factories.opened()
    client = as_(factories.person("rose"))
    client.post(page(review, "claim"))
    client.post(page(review, "answer"), {"skip": "1"})
    for _again in range(2):
        client.post(page(review, "verdict"), form(review))
    assert (Verdict.objects.count(), Decision.objects.count()) == (1, 0)


def test_after_a_verdict_its_reviewer_is_told_what_comes_next(as_):
    [review] = factories.opened()
    one, two = factories.reviewers(2)
    told = []
    for reviewer, outcome in (
        (one, "accept"),
        (two, "discuss"),
        (one, "accept"),
        (two, "discuss"),
        (factories.chief(), "accept"),
    ):
        factories.read(review, reviewer)
        sent = as_(reviewer).post(page(review, "verdict"), form(review, outcome=outcome), follow=True)
        told += [str(message).strip() for message in sent.context["messages"]]
        review.refresh_from_db()
    sealed = "Votre verdict est scellé. Il s’ouvrira avec les autres."
    assert told == [
        sealed,
        "Tous les verdicts sont là, et ils ne s’accordent pas : lisez ceux des autres, puis jugez de nouveau.",
        sealed,
        "Tous les verdicts sont là, et ils ne s’accordent toujours pas : un responsable des relectures décide.",
        "Vous avez tranché : la relecture est terminée.",
    ]


def test_a_sealed_verdict_is_on_no_page_that_anybody_can_reach(as_):
    [review] = factories.opened()
    one, two = factories.reviewers(2)
    claim_review(reviewer=two, review=review)
    marker = "Sealed-marker-7315"
    factories.verdict(review, one, "refuse", comment=marker)
    root = User.objects.create_superuser("root@ecole.example")
    chief, operator = factories.chief(), factories.person("olga", OPERATOR)
    for person in (two, factories.author(), chief, root, operator, factories.person("zoe")):
        client = as_(person)
        places = [reverse("reviews:queue") + f"?tab={tab}" for tab in ("mine", "claim", "done", "all")]
        home = [] if person == root else [reverse("wagtailadmin_home")]
        for place in [*places, *home, page(review), page(review, "key")]:
            assert marker not in client.get(place).content.decode(), (person, place)
    assert marker not in as_(chief).post(page(review, "key")).content.decode()
    assert marker in as_(one).get(page(review)).content.decode()


def test_when_the_last_verdict_is_in_all_open_to_author_and_reviewers(as_):
    [review] = factories.opened()
    one, two = factories.reviewers(2)
    factories.verdict(review, one, "refuse", comment="Two meanings.", pupil_answer="b", seconds=9)
    factories.verdict(review, two, pupil_answer="a", seconds=7)
    for person in (factories.author(), one, two, factories.chief()):
        shown = as_(person).get(page(review)).content.decode()
        assert "Two meanings." in shown
    assert "Reviewer0" not in as_(factories.author()).get(page(review)).content.decode()
    assert "Reviewer0" in as_(two).get(page(review)).content.decode()


def test_double_blind_hides_the_author_from_the_reviewer(as_):
    [review] = factories.opened(item(1, purpose="certification", authors=("Tom Dupont",), source="Collège de Tom"))
    one = factories.person("rose")
    client = as_(one)
    client.post(page(review, "claim"))
    client.post(page(review, "answer"), {"answer": "a"})
    shown = client.get(page(review)).content.decode()
    assert "Tom Dupont" not in shown
    assert "Collège de Tom" not in shown


def test_double_blind_does_not_say_either_which_author_was_added():
    names = {"authors": ("Tom Dupont",), "source": "Collège de Tom", "hint": "Count again."}
    accepted(item(1, purpose="certification", authors=("Somebody",)))
    [review] = factories.opened(item(1, purpose="certification", **names))
    for who, said in ((factories.person("rose"), ["hint"]), (review.version.created_by, ["authors", "hint", "source"])):
        [comparison] = dossier_of(review, who).comparisons
        assert sorted({change.where for change in comparison.changes}) == said


def test_who_is_not_independent_is_told_so_on_the_page_without_the_author_s_name(as_):
    rose, author = factories.person("rose"), factories.person("tom", TEACHER, REVIEWER)
    [review] = factories.opened(item(1, purpose="certification"), by=author)
    assign_reviews(actor=factories.chief(), places=[(review, rose)])
    handed = as_(rose).post(page(review, "leave"), {"reason": "On leave.", "to": author.pk}, follow=True)
    declare_conflict(actor=rose, other=author)
    claimed = as_(rose).post(page(review, "claim"), follow=True)
    for answer in (handed, claimed):
        assert [str(said).strip() for said in answer.context["messages"]] == [str(TIED)]
        assert answer.redirect_chain == [(page(review), 302)]
    assert [seat.state for seat in review.assignments.all()] == ["proposed"]


def test_a_proposal_is_accepted_or_declined(as_):
    [review] = factories.opened()
    rose, zoe = factories.person("rose"), factories.person("zoe")
    assign_reviews(actor=factories.chief(), places=[(review, rose)])
    client = as_(rose)
    assert review.version.title in client.get(reverse("reviews:queue")).content.decode()
    client.post(page(review, "leave"), {"reason": "On leave.", "to": zoe.pk})
    assert [(a.reviewer, a.state) for a in review.assignments.order_by("pk")] == [
        (rose, "handed_over"),
        (zoe, "proposed"),
    ]
    as_(zoe).post(page(review, "claim"))
    assert review.assignments.get(reviewer=zoe).state == "claimed"


def test_the_chief_sees_the_document_on_the_record(as_):
    [review] = factories.opened(secret_item())
    client = as_(factories.chief())
    assert FEEDBACK not in client.get(page(review)).content.decode()
    assert FEEDBACK in client.post(page(review, "key")).content.decode()
    assert AuditEvent.objects.filter(act="see key", subject=review.subject).count() == 1


def test_an_author_withdraws_and_a_reviewer_cannot(as_):
    [review] = factories.opened()
    as_(factories.person("rose")).post(page(review, "withdraw"), {"reason": "No."})
    review.refresh_from_db()
    assert review.state == "open"
    as_(factories.author()).post(page(review, "withdraw"), {"reason": "Too early."})
    review.refresh_from_db()
    assert review.state == "withdrawn"


def test_a_tutorial_is_read_and_judged(as_):
    [review] = factories.opened(tutorial())
    client = as_(factories.person("rose"))
    client.post(page(review, "claim"))
    assert "Read this." in client.get(page(review)).content.decode()
    client.post(page(review, "verdict"), form(review))
    assert Verdict.objects.count() == 1


@pytest.mark.parametrize("tab", ["mine", "claim", "done", "all"])
def test_the_queue_costs_the_same_for_one_row_and_three(as_, tab):
    rose = factories.person("rose") if tab != "all" else factories.chief()
    client = as_(rose)

    def more(*numbers: int) -> None:
        for review in factories.opened(*(item(number) for number in numbers)):
            if tab == "mine":
                claim_review(reviewer=rose, review=review)
            elif tab == "done":
                factories.verdict(review, rose)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("reviews:queue") + f"?tab={tab}")
        return len(queries)

    more(1)
    cost()
    before = cost()
    more(2, 3)
    assert cost() == before


def test_the_queue_is_filtered(as_):
    factories.opened(item(1, competence="1.1", title="Alpha"), item(2, competence="2.1", title="Beta"))
    shown = as_(factories.person("rose")).get(reverse("reviews:queue") + "?tab=claim&competence=2.1").content.decode()
    assert ("Alpha" in shown, "Beta" in shown) == (False, True)


@pytest.mark.parametrize("after", ["yesterday", "2026-09-01T08:00:00+00:00", "2026-09-01T08:00:00+00:00,x", "ten,1"])
def test_a_key_of_the_queue_that_is_none_of_ours_gives_its_first_page(as_, after):
    factories.opened(item(1, title="Alpha"))
    answer = as_(factories.person("rose")).get(reverse("reviews:queue"), {"tab": "claim", "after": after})
    assert (answer.status_code, "Alpha" in answer.content.decode()) == (200, True)


def test_the_dossier_has_waivers_tests_and_what_is_close_without_naming_what_is_secret(as_):
    text = "Which cell holds the sum of the marks that the teacher typed in the column on the left of this sheet?"
    close = item(1).model_copy(update={"statement": text, "answer_tests": (AnswerTest(answer="b", thousandths=1000),)})
    public, secret = item(2, title="Public"), item(3, title="Hidden", purpose="certification")
    others = [each.model_copy(update={"statement": text}) for each in (public, secret)]
    accepted(*others)
    index_fingerprints(items=others)
    [review] = factories.opened(close)
    Waiver.objects.create(version=review.version, rule="no_time", reason="It varies.", signed_at=timezone.now())
    dossier = dossier_of(review, factories.person("rose"))
    assert sorted(neighbour.title for neighbour in dossier.neighbours) == ["", "Public"]
    assert [line.holds for line in dossier.tests] == [False]
    client = as_(factories.person("rose"))
    client.post(page(review, "claim"))
    client.post(page(review, "answer"), {"skip": "1"})
    shown = client.get(page(review)).content.decode()
    assert ("Public" in shown, "Hidden" in shown, "diffère" in shown) == (True, False, True)


def test_the_dossier_does_not_name_what_was_public_and_becomes_secret():
    text = "Which cell holds the sum of the marks that the teacher typed in the column on the left of this sheet?"
    close, before, after = (
        each.model_copy(update={"statement": text})
        for each in (item(1), item(2, title="Was public"), item(2, title="Now secret", purpose="certification"))
    )
    accepted(before)
    frozen(after)
    index_fingerprints(items=[after])
    [review] = factories.opened(close)
    [neighbour] = dossier_of(review, factories.person("rose")).neighbours
    assert (neighbour.title, neighbour.likeness.document, neighbour.likeness.shared) == ("", None, ())
