"""Releases: a selection, frozen."""

from collections.abc import Iterable, Sequence

import orjson
import zstandard
from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from challengebank.models.assets import Asset
from challengebank.models.banks import Bank
from challengebank.models.immutable import Fact, FactQuerySet
from challengebank.models.proposals import Approval
from challengebank.models.versions import Version


def release_storage() -> Storage:
    """Where release files lie: never under an address of the site, because some are secret."""
    return storages["releases"]


def packed(chunks: Iterable[bytes]) -> bytes:
    """A manifest as its row holds it: a sixth of its size, so that neither memory nor the database sees it whole."""
    packing = zstandard.ZstdCompressor(level=1).compressobj()
    return b"".join([*(packing.compress(chunk) for chunk in chunks), packing.flush()])


def _unpacked(held: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompressobj().decompress(held)


def packed_keys(versions: Sequence[int]) -> bytes:
    """The keys of versions as a release holds them: packed JSON, smaller than packed integers of eight bytes."""
    return packed([orjson.dumps(versions)])


class ReleaseQuerySet(FactQuerySet):
    """Releases."""

    def light(self) -> "ReleaseQuerySet":
        """Without the two columns that grow with their content, which are read when they are asked."""
        return self.defer("manifest", "keys")


class Release(Fact):
    """A numbered, immutable release of a bank. `manifest` is its canonical JSON, packed; `digest` is its SHA-256.

    `keys` are those of its versions in the manifest's order, packed; empty in rows older than the column.
    `sha256` and `size` are those of its file. `signature` is the text of a `.minisig` file, empty when no key was there
    to sign; `approval` is the second person's, needed for certification.
    """

    bank = models.ForeignKey(Bank, verbose_name=_("bank"), on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField(_("number"))
    digest = models.CharField(_("digest"), max_length=64)
    manifest = models.BinaryField()
    keys = models.BinaryField(default=b"")
    count = models.PositiveIntegerField(_("number of items"))
    file = models.FileField(_("release file"), storage=release_storage, max_length=200)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    signature = models.TextField(_("signature"), blank=True)
    notes = models.TextField(_("notes"), blank=True)
    approval = models.ForeignKey(Approval, null=True, blank=True, on_delete=models.PROTECT, related_name="releases")
    created_at = models.DateTimeField(_("released on"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_constraint=False
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["bank", "number"], name="release_number_once")]

    def __str__(self) -> str:
        return f"{self.bank.slug} {self.number}"

    def whole_manifest(self) -> bytes:
        """The canonical bytes of the manifest. Rows older than packing hold them as they are."""
        held = bytes(self.manifest)
        return _unpacked(held) if held.startswith(zstandard.FRAME_HEADER) else held

    def version_keys(self) -> list[int]:
        """The keys of its versions, in the manifest's order. Rows older than `keys` have an item for each of them."""
        if not self.keys:
            return list(self.items.order_by("position").values_list("version", flat=True))
        return orjson.loads(_unpacked(bytes(self.keys)))

    @property
    def file_name(self) -> str:
        """The file's own name, without its folder."""
        return self.file.name.rpartition("/")[2]


class ReleaseItem(Fact):
    """A version that came with a release, at its place there: the release before it, of the same bank, has it not.

    So whatever a bank has ever released has a row, and what one release carries is in its `keys`. Releases without
    those have a row for each version.

    No foreign keys: neither a release nor a version is ever deleted, which triggers hold, and PostgreSQL takes longer
    to check two hundred thousand of them than to do all else that a first release asks of it.
    """

    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="items", db_constraint=False, db_index=False
    )
    position = models.PositiveIntegerField()
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="released_in", db_constraint=False)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["release", "version"], name="version_once_in_release")]


class ReleaseAsset(Fact):
    """A file that a release carries."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="assets")
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="released_in")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "asset"], name="asset_once_in_release")]
