"""QTI 2.1 and 2.2 say what 3.0 says in other words: names in camel case, and a few differences."""

import re
from dataclasses import dataclass

from interop.exporters.qti.item import LOCATION, NAMESPACE

TAG = re.compile(r'<(/?)qti-([a-z-]+)((?:\s[\w:-]+="[^"]*")*)(/?)>')
ATTRIBUTE = re.compile(r'\s([\w:-]+)="([^"]*)"')
CAMEL = re.compile(r"-([a-z])")
IMAGE = re.compile(r'(<hotspotInteraction[^>]*>)<img src="([^"]*)" alt="([^"]*)" (width="\d+" height="\d+")/>')
CATALOGUE = re.compile(
    r"<qti-catalog-info>.*?<qti-html-content>(.*?)</qti-html-content>.*?</qti-catalog-info>", re.DOTALL
)
HINT = "Indice"
MEDIA = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Dialect:
    """A version of QTI: its name in packages, its namespace, where its schema is."""

    name: str
    namespace: str
    location: str
    resource_type: str

    def say(self, xml: str) -> str:
        """An item of 3.0 in this version."""
        if self.namespace == NAMESPACE:
            return xml
        if found := CATALOGUE.search(xml):
            xml = xml.replace(found[0], "").replace(' data-catalog-idref="hint"', "", 1)
            xml = xml.replace(
                "</qti-item-body>", f'<infoControl title="{HINT}">{found[1]}</infoControl></qti-item-body>'
            )
        xml = xml.replace("<qti-content-body>", "").replace("</qti-content-body>", "")
        xml = TAG.sub(_tag, xml).replace(NAMESPACE, self.namespace).replace(LOCATION, self.location)
        if self.name == "qti21":
            xml = xml.replace(' externalScored="human"', "")
        return IMAGE.sub(_object, xml)


QTI3 = Dialect("qti3", NAMESPACE, LOCATION, "imsqti_item_xmlv3p0")
QTI22 = Dialect(
    "qti22",
    "http://www.imsglobal.org/xsd/imsqti_v2p2",
    "http://www.imsglobal.org/xsd/qti/qtiv2p2/imsqti_v2p2p4.xsd",
    "imsqti_item_xmlv2p2",
)
QTI21 = Dialect(
    "qti21",
    "http://www.imsglobal.org/xsd/imsqti_v2p1",
    "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
    "imsqti_item_xmlv2p1",
)


def camel(name: str) -> str:
    """`response-identifier` is `responseIdentifier`."""
    return CAMEL.sub(lambda found: found[1].upper(), name)


def _tag(found: re.Match[str]) -> str:
    attributes = ATTRIBUTE.sub(lambda each: f' {camel(each[1])}="{each[2]}"', found[3])
    return f"<{found[1]}{camel(found[2])}{attributes}{found[4]}>"


def _object(found: re.Match[str]) -> str:
    media = MEDIA.get(found[2].rpartition(".")[2].lower(), "image/png")
    return f'{found[1]}<object data="{found[2]}" type="{media}" {found[4]}>{found[3]}</object>'
