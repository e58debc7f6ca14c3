"""What those who run the site see: metrics, logs, where files lie."""

import json
import logging

import pytest

from config.logs import JsonFormatter
from config.storage import storages
from tests.challengebank import factories

pytestmark = pytest.mark.django_db


def test_metrics_are_for_the_holder_of_the_token(client, settings):
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = "secret"
    assert client.get("/metrics", headers={"Authorization": "Bearer x"}).status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer secret"}).status_code == 200


def test_metrics_say_what_the_bank_holds_and_what_was_asked(client, settings):
    settings.METRICS_TOKEN = "secret"
    factories.accepted(factories.item(1), factories.item(2))
    client.get("/api/v1/banks")
    told = client.get("/metrics", headers={"Authorization": "Bearer secret"}).content.decode()
    assert "vivier_versions 2.0" in told
    assert 'vivier_requests_total{method="GET",status="200",view="api:banks"}' in told
    assert "vivier_trust_seconds_left" in told


def test_a_line_of_json_says_what_went_wrong_and_where(rf):
    record = logging.LogRecord("django.request", logging.ERROR, "x.py", 1, "Error: %s", ("/a",), None)
    record.status_code, record.request = 500, rf.get("/a")
    line = json.loads(JsonFormatter().format(record))
    assert {name: line[name] for name in ("level", "message", "status", "method", "path")} == {
        "level": "ERROR",
        "message": "Error: /a",
        "status": 500,
        "method": "GET",
        "path": "/a",
    }


def test_files_lie_in_the_data_folder_or_on_s3(tmp_path, monkeypatch):
    assert storages(tmp_path)["releases"]["OPTIONS"]["location"] == tmp_path / "releases"
    monkeypatch.setenv("S3_BUCKET", "vivier")
    assert {entry["BACKEND"] for entry in storages(tmp_path).values()} == {"challengebank.s3.WriteOnceS3Storage"}
