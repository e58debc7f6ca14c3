"""Where files lie: the data folder by default, an S3-compatible server by S3_BUCKET."""

import os
from pathlib import Path
from typing import Any

LOCAL = "django.core.files.storage.FileSystemStorage"
WRITE_ONCE = "challengebank.s3.WriteOnceS3Storage"


def storages(folder: Path) -> dict[str, Any]:
    """The STORAGES entries of uploaded files and of release files."""
    if "S3_BUCKET" not in os.environ:
        releases = {"location": folder / "releases", "base_url": None}
        return {"default": {"BACKEND": LOCAL}, "releases": {"BACKEND": LOCAL, "OPTIONS": releases}}
    server = {
        "bucket_name": os.environ["S3_BUCKET"],
        "endpoint_url": os.environ.get("S3_ENDPOINT"),
        "region_name": os.environ.get("S3_REGION", "us-east-1"),
        "access_key": os.environ.get("S3_ACCESS_KEY"),
        "secret_key": os.environ.get("S3_SECRET_KEY"),
        "addressing_style": os.environ.get("S3_ADDRESSING", "path"),
        "signature_version": "s3v4",
        "public_endpoint": os.environ.get("S3_PUBLIC_ENDPOINT"),
    }
    return {
        "default": {"BACKEND": WRITE_ONCE, "OPTIONS": {**server, "location": "media", "file_overwrite": False}},
        "releases": {"BACKEND": WRITE_ONCE, "OPTIONS": {**server, "location": "releases"}},
    }
