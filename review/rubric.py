"""The rubric: each criterion as a question, with what each grade means."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from review.enums import Grade

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Criterion:
    """A question to the reviewer, and the anchor of each grade."""

    slug: str
    label: Text
    question: Text
    poor: Text
    fair: Text
    good: Text

    @property
    def anchors(self) -> tuple[tuple[Grade, Text], ...]:
        """Each grade with its description, lowest first."""
        return (Grade.POOR, self.poor), (Grade.FAIR, self.fair), (Grade.GOOD, self.good)


RUBRIC = (
    Criterion(
        "key_correct",
        _("Right answer"),
        _("Is the expected answer right, and the only right one?"),
        _("Wrong, or another answer is as right."),
        _("Right, but a careful pupil may hesitate or an acceptable spelling is refused."),
        _("Right, the only one, and every fair way of writing it is taken."),
    ),
    Criterion(
        "aligned",
        _("Competence and level"),
        _("Does answering need the declared competence, at the declared level?"),
        _("It measures something else, or is two levels off."),
        _("The competence is there; the level is a little off, or something else is needed as well."),
        _("The competence alone makes the difference, at that level."),
    ),
    Criterion(
        "statement_clear",
        _("Statement"),
        _("Does a pupil understand at first reading what to do?"),
        _("Ambiguous, or some information is missing."),
        _("Understandable, with a long sentence, a rare word or a double negation to remove."),
        _("Short, plain and complete."),
    ),
    Criterion(
        "distractors_plausible",
        _("Distractors"),
        _("Does each wrong option attract somebody who has not the competence?"),
        _("Absurd options, or the key shows by its length, its form or its place."),
        _("Most are plausible; one is chosen by nobody."),
        _("Each one is a real mistake that pupils make."),
    ),
    Criterion(
        "feedback_useful",
        _("Feedback"),
        _("Does the feedback help a pupil who was wrong?"),
        _("None, wrong, or it only says right or wrong."),
        _("Right but general: the mistake itself is not explained."),
        _("It names the mistake and shows the way."),
    ),
    Criterion(
        "accessible",
        _("Accessibility"),
        _("Can a pupil with a disability answer, by keyboard, by ear, without colours?"),
        _("Something needed is out of reach: an image without text, a colour, a movement."),
        _("Everything is within reach, some of it with difficulty."),
        _("Everybody can answer with the same ease."),
    ),
    Criterion(
        "fair",
        _("Fairness"),
        _("Is it the same for girls and boys, for all origins and all homes?"),
        _("A stereotype, an offence, or a knowledge of life that some pupils cannot have."),
        _("A context more familiar to some, without effect on the answer."),
        _("Nobody is favoured, hurt or forgotten."),
    ),
    Criterion(
        "legal_privacy",
        _("Law and privacy"),
        _("Are rights, personal data and brands respected?"),
        _("A file without a right to use it, a real person’s data, an unlawful act asked for."),
        _("Lawful, with a source or a licence to make precise."),
        _("Rights and sources are clear, no personal data, no advertising."),
    ),
    Criterion(
        "time_right",
        _("Time"),
        _("Is the time that you took near the expected one?"),
        _("It takes more than twice the expected time, or the file is too heavy for a school."),
        _("A little long or a little short."),
        _("A pupil of that level answers within the expected time."),
    ),
    Criterion(
        "not_guessable",
        _("Secrecy"),
        _("Is the answer impossible to find on the web or to guess?"),
        _("The statement is on the web with its answer, or it can be guessed."),
        _("A search helps, without giving the answer."),
        _("Only the competence gives the answer."),
    ),
)
_BY_SLUG = {criterion.slug: criterion for criterion in RUBRIC}


def criteria(slugs: Iterable[str]) -> list[Criterion]:
    """The criteria of these slugs, in their order."""
    return [_BY_SLUG[slug] for slug in slugs]
