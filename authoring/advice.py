"""What the rules say of a document, with all that they may know: frameworks, and what the bytes of files tell."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from authoring.models import File, LinkCheck, Picture
from challengebank.models import Asset
from frameworks.queries import known_competences
from items.document import Document
from items.lint import Context, Finding, lint
from items.lint.files import FileFacts, file_facts
from items.lint.rules.links import links


def findings_of(document: Document) -> tuple[Finding, ...]:
    """Everything that the rules find, worst first."""
    return lint(document, context=context_of([document]))


def context_of(documents: Sequence[Document]) -> Context:
    """What the rules may know beside these documents."""
    frameworks = {alignment.framework for document in documents for alignment in document.alignments}
    return Context(
        broken_links=broken_links(documents),
        competences={framework: known_competences(framework) for framework in frameworks},
        files={asset.sha256: _facts(asset.sha256) for document in documents for asset in document.assets},
    )


def broken_links(documents: Sequence[Document]) -> dict[str, str]:
    """The links of these documents that the last check could not open, and why, in the reader's language."""
    urls = {url for document in documents for _where, url in links(document)}
    broken = LinkCheck.objects.filter(url__in=urls).exclude(reason="") if urls else ()
    return {check.url: str(check.get_reason_display()) for check in broken}


@lru_cache(maxsize=512)
def _facts(sha256: str) -> FileFacts:
    """The facts of a file: its name is its content, so that they never change."""
    upload = Picture.objects.filter(sha256=sha256).first() or File.objects.filter(sha256=sha256).first()
    if upload:
        return file_facts(upload.content())
    with Asset.objects.get(pk=sha256).file.open("rb") as stored:
        return file_facts(stored.read())


def unsigned(findings: Iterable[Finding], signed: Mapping[str, str]) -> tuple[Finding, ...]:
    """What blocks a submission: errors, and warnings that no reason was signed for."""
    return tuple(f for f in findings if f.severity == "error" or (f.severity == "warning" and f.rule not in signed))
