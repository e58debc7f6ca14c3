"""A package of items: `items/<identity>.xml`, `assets/<sha256>/<name>`, and the manifest that names them all, last."""

import tempfile
from functools import partial
from itertools import chain
from typing import IO, NamedTuple

from interop.bundle import CHUNK, Bundle
from interop.exporters.exporter import Accept, Exporter, Ledger, render_each
from interop.exporters.qti.asked import Asked
from interop.exporters.qti.assets import asset_path
from interop.exporters.qti.dialect import QTI3, QTI21, QTI22, Dialect
from interop.exporters.qti.item import item_xml
from interop.exporters.qti.metadata import metadata
from interop.exporters.qti.xhtml import attribute
from interop.exporters.xml_text import encoded
from interop.report import Report
from interop.zip_writer import Packed, ZipWriter, pack, zip_to
from items.document import Item

MANIFEST3 = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<manifest identifier="{name}" '
    'xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"><metadata><schema>QTI Item Bank</schema>'
    "<schemaversion>3.0.0</schemaversion></metadata><organizations/><resources>"
)
MANIFEST2 = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<manifest identifier="{name}" '
    'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><metadata><schema>QTIv{version} Package</schema>'
    "<schemaversion>1.0.0</schemaversion></metadata><organizations/><resources>"
)
VERSIONS = {"qti22": "2.2", "qti21": "2.1"}


def exporter(dialect: Dialect) -> Exporter:
    """The exporter of one version of QTI."""

    def export(bundle: Bundle, stream: IO[bytes], accept: Accept = frozenset()) -> Report:
        """Write every challenge of a release that QTI can say."""
        report = Report(dialect.name)
        with zip_to(stream) as archive:
            _write(archive, bundle, report, accept, dialect)
        return report

    return Exporter(dialect.name, ".zip", "application/zip", export, importer="qti")


class Part(NamedTuple):
    """An item in a package: its file, what the manifest says of it, where the files that it needs are."""

    name: str
    file: Packed
    resource: bytes
    assets: dict[str, str]


def _part(dialect: Dialect, item: Item, ledger: Ledger) -> Part:
    xml, asked = item_xml(item, ledger)
    file = pack(encoded(dialect.say(xml)))
    assets = {asset.sha256: asset_path(asset.sha256, asset.name) for asset in item.assets}
    return Part(f"items/{item.id}.xml", file, _resource(item, asked, dialect).encode(), assets)


def _write(archive: ZipWriter, bundle: Bundle, report: Report, accept: Accept, dialect: Dialect) -> None:
    used: dict[str, str] = {}
    with tempfile.TemporaryFile() as resources:
        for part in render_each(bundle, report, accept, partial(_part, dialect)):
            archive.add(part.name, part.file)
            resources.write(part.resource)
            used |= part.assets
        _write_assets(archive, bundle, used, resources)
        _write_manifest(archive, bundle, dialect, resources)


def _resource(item: Item, asked: Asked, dialect: Dialect) -> str:
    needs = "".join(f'<dependency identifierref="asset-{asset.sha256}"/>' for asset in item.assets)
    return (
        f'<resource identifier="resource-{item.id}" type="{dialect.resource_type}" href="items/{item.id}.xml">'
        f'{metadata(item, asked, dialect == QTI3)}<file href="items/{item.id}.xml"/>{needs}</resource>\n'
    )


def _write_assets(archive: ZipWriter, bundle: Bundle, used: dict[str, str], resources: IO[bytes]) -> None:
    for entry in bundle.listed_assets():
        if entry.sha256 not in used:
            continue
        path = used[entry.sha256]
        archive.add_chunks(path, bundle.asset(entry))
        resources.write(
            f'<resource identifier="asset-{entry.sha256}" type="webcontent" href={attribute(path)}>'
            f"<file href={attribute(path)}/></resource>\n".encode()
        )


def _write_manifest(archive: ZipWriter, bundle: Bundle, dialect: Dialect, resources: IO[bytes]) -> None:
    head = bundle.head()
    frame = MANIFEST3 if dialect == QTI3 else MANIFEST2
    start = frame.format(name=f"release-{head.bank.slug}-{head.number}", version=VERSIONS.get(dialect.name))
    resources.seek(0)
    rows = iter(lambda: resources.read(CHUNK), b"")
    archive.add_chunks("imsmanifest.xml", chain([start.encode()], rows, [b"</resources></manifest>\n"]))


EXPORTERS = tuple(exporter(dialect) for dialect in (QTI3, QTI22, QTI21))
