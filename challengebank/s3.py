"""Files on an S3 server, written once: the server itself refuses a second write to a name."""

from http import HTTPStatus
from typing import Any

from botocore.exceptions import ClientError
from django.core.files import File
from django.utils.translation import gettext as _
from storages.backends.s3 import S3Storage

from challengebank.errors import BankError
from challengebank.storage import CHUNK, seal

LIMIT = 5 << 30  # what S3 takes in one request


class WriteOnceS3Storage(S3Storage):
    """Every upload asks `If-None-Match: *`. Writing the very same bytes again is no error: they are there.

    `public_endpoint` is the server's address as engines see it, when it is not the one that the site itself uses.
    """

    def __init__(self, **settings: Any) -> None:
        outside = settings.pop("public_endpoint", None)
        super().__init__(**settings)
        self.outside = S3Storage(**{**settings, "endpoint_url": outside}) if outside else None

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """An address signed for an hour."""
        return self.outside.url(name, *args, **kwargs) if self.outside else super().url(name, *args, **kwargs)

    def _save(self, name: str, content: File) -> str:
        if content.size > LIMIT:
            raise BankError(
                _("%(name)s has %(size)s bytes: S3 takes %(limit)s at most; make two banks of this one.")
                % {"name": name, "size": content.size, "limit": LIMIT}
            )
        try:
            self.connection.meta.client.put_object(
                Bucket=self.bucket_name,
                Key=self._normalize_name(name),
                Body=content,
                IfNoneMatch="*",
                **self._get_write_parameters(name, content),
            )
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] != HTTPStatus.PRECONDITION_FAILED:
                raise
            self._require_the_same(name, content)
        return name

    def _require_the_same(self, name: str, content: File) -> None:
        with self.open(name) as stored:
            if seal(stored.chunks(CHUNK)) != seal(content.chunks(CHUNK)):
                raise FileExistsError(f"{name} exists on the storage with other bytes")

    def get_default_settings(self) -> dict[str, Any]:
        """What is read back goes to the disk beyond 8 MB, never all to memory."""
        return {**super().get_default_settings(), "max_memory_size": 8 << 20}
