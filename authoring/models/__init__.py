"""What authors write, and the files they use."""

from authoring.models.challenges import (
    Challenge,
    ChallengeAlignment,
    ChallengeAttachment,
    ChallengeTag,
    TutorialLink,
)
from authoring.models.discussion import Hearing, Post, Withdrawal
from authoring.models.files import File, Picture, Rendition
from authoring.models.flaws import Flaw
from authoring.models.imports import ImportedFile, SourcePlace
from authoring.models.links import LinkCheck
from authoring.models.submissions import Submission
from authoring.models.tutorials import Tutorial, TutorialAlignment, TutorialAttachment, TutorialTag
from authoring.models.writing import Writing

__all__ = [
    "Challenge",
    "ChallengeAlignment",
    "ChallengeAttachment",
    "ChallengeTag",
    "File",
    "Flaw",
    "Hearing",
    "ImportedFile",
    "LinkCheck",
    "Picture",
    "Post",
    "Rendition",
    "SourcePlace",
    "Submission",
    "Tutorial",
    "TutorialAlignment",
    "TutorialAttachment",
    "TutorialLink",
    "TutorialTag",
    "Withdrawal",
    "Writing",
]
