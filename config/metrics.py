"""Prometheus metrics at /metrics, for the holder of METRICS_TOKEN; without that setting the address does not exist.

Requests are counted in each process (together when PROMETHEUS_MULTIPROC_DIR names a folder that they share); what the
bank holds is read from the database when it is asked.
"""

import os
import time
from collections.abc import Callable, Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from challengebank.queries.health import figures

REQUESTS = Counter("vivier_requests_total", "Requests answered", ["method", "view", "status"])
SECONDS = Histogram("vivier_request_seconds", "Time to answer", ["view"], buckets=(0.01, 0.03, 0.1, 0.3, 1, 3, 10))


class Measured:
    """Middleware: counts each request and its time, by the name of its address."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        response = self.answer(request)
        view = request.resolver_match.view_name or "other" if request.resolver_match else "none"
        REQUESTS.labels(request.method, view, response.status_code).inc()
        SECONDS.labels(view).observe(time.perf_counter() - start)
        return response


class BankCollector:
    """What the bank holds now."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """One gauge a figure."""
        for name, (words, value) in figures(timezone.now()).items():
            yield GaugeMetricFamily(f"vivier_{name}", words, value=value)


def metrics(request: HttpRequest) -> HttpResponse:
    """The exposition; 404 without the token."""
    asked = request.headers.get("Authorization", "")
    if not settings.METRICS_TOKEN or not constant_time_compare(asked, f"Bearer {settings.METRICS_TOKEN}"):
        raise Http404
    bank = CollectorRegistry()
    bank.register(BankCollector())
    return HttpResponse(generate_latest(_processes()) + generate_latest(bank), content_type=CONTENT_TYPE_LATEST)


def _processes() -> CollectorRegistry:
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)
    return together
