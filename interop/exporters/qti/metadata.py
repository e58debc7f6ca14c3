"""What a manifest says of an item: QTI metadata, competences as CASE identifiers, and learning object metadata (LOM).

The CRCN is a classification by its own codes; classes and disciplines that ScoLOMFR has a concept for bear its URI.
"""

from functools import cache, lru_cache
from operator import attrgetter

from interop.case import guid, uri
from interop.exporters.qti.asked import Asked
from interop.exporters.qti.xhtml import escape
from interop.labels import labels
from interop.scolomfr import CONCEPTS
from items.document import Item

CSM = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscsmd_v1p1"
QMD = "http://www.imsglobal.org/xsd/imsqti_metadata_v3p0"
LOM = "http://ltsc.ieee.org/xsd/LOM"


def metadata(item: Item, asked: Asked, qti3: bool) -> str:
    """The metadata of a resource: in 3.0, qtiMetadata then competences then LOM; in 2.x, LOM alone."""
    if not qti3:
        return f"<metadata>{lom(item)}</metadata>"
    places = sorted(item.alignments, key=attrgetter("primary"), reverse=True)
    competences = _competences(tuple([(place.framework, place.competence) for place in places]))
    return f"<metadata>{_qti(asked.kind, bool(asked.feedback), asked.human)}{competences}{lom(item)}</metadata>"


@cache
def _qti(kind: str, feedback: bool, human: bool) -> str:
    mode = "human" if human else "responseprocessing"
    return (
        f'<qtiMetadata xmlns="{QMD}"><timeDependent>false</timeDependent>'
        f"<interactionType>{kind}</interactionType><feedbackType>{'nonadaptive' if feedback else 'none'}</feedbackType>"
        f"<solutionAvailable>{'false' if human else 'true'}</solutionAvailable><scoringMode>{mode}</scoringMode>"
        "<toolName>Vivier</toolName></qtiMetadata>"
    )


@lru_cache(maxsize=4096)
def _competences(places: tuple[tuple[str, str], ...]) -> str:
    rows = "".join(_labelled(framework, competence) for framework, competence in places)
    return (
        f'<curriculumStandardsMetadataSet xmlns="{CSM}"><curriculumStandardsMetadata providerId="CASE"><setOfGUIDs>'
        f"{rows}</setOfGUIDs></curriculumStandardsMetadata></curriculumStandardsMetadataSet>"
    )


def _labelled(framework: str, competence: str) -> str:
    identifier = guid(framework, competence)
    return (
        f"<labelledGUID><label>{framework} {competence}</label>"
        f"<caseItemURI>{uri('CFItems', identifier)}</caseItemURI><GUID>{identifier}</GUID></labelledGUID>"
    )


def lom(item: Item) -> str:
    """The learning object metadata of an item; its keywords are its labels."""
    keywords = "".join(f"<keyword>{_string(label, item.locale)}</keyword>" for label in labels(item))
    general = (
        f"<general><identifier><catalog>Vivier</catalog><entry>{item.id}</entry></identifier>"
        f"<title>{_string(item.title, item.locale)}</title><language>{item.locale}</language>{keywords}</general>"
    )
    return f'<lom xmlns="{LOM}">{general}{_authors(item)}{_rights(item)}{_classifications(item)}</lom>'


def _string(text: str, locale: str) -> str:
    return f'<string language="{locale}">{escape(text)}</string>'


def _authors(item: Item) -> str:
    if not item.authors:
        return ""
    rows = "".join(
        f"<contribute><role><source>LOMv1.0</source><value>author</value></role><entity>{_vcard(name)}</entity>"
        "</contribute>"
        for name in item.authors
    )
    return f"<lifeCycle>{rows}</lifeCycle>"


def _vcard(name: str) -> str:
    return f"BEGIN:VCARD&#10;VERSION:3.0&#10;FN:{escape(name)}&#10;N:{escape(name)}&#10;END:VCARD"


def _rights(item: Item) -> str:
    if not item.licence:
        return ""
    return f"<rights><description>{_string(item.licence, item.locale)}</description></rights>"


def _classifications(item: Item) -> str:
    rows = [_classification("competency", place.framework, place.competence, "") for place in item.alignments]
    rows += [
        _classification("educational level", "ScoLOMFR", CONCEPTS[f"class:{name}"][0], CONCEPTS[f"class:{name}"][1])
        for name in item.classes
        if f"class:{name}" in CONCEPTS
    ]
    rows += [
        _classification("discipline", "ScoLOMFR", *CONCEPTS[f"discipline:{name}"])
        for name in item.disciplines
        if f"discipline:{name}" in CONCEPTS
    ]
    return "".join(rows)


@cache
def _classification(purpose: str, source: str, identifier: str, name: str) -> str:
    entry = f"<entry>{_string(name, 'fr')}</entry>" if name else ""
    return (
        f"<classification><purpose><source>LOMv1.0</source><value>{purpose}</value></purpose>"
        f"<taxonPath><source>{_string(source, 'fr')}</source><taxon><id>{escape(identifier)}</id>{entry}</taxon>"
        "</taxonPath></classification>"
    )
