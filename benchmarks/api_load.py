"""How many requests a second the API answers on two processes, what one costs, and how soon a manifest begins.

`python benchmarks/api_load.py N [--keep FOLDER]`: a bank of N challenges in a throw-away database (by DATABASE_URL,
SQLite by default; with `--keep`, both stay, as in `release_scale.py`), served by granian with two workers; the load
comes from this process, over 8 connections, 16 requests in flight on each. Prints one JSON line: requests a second, and
milliseconds of the servers' own processor time for each (which hardly depends on what else the machine does), for a
304, for versions by their identifiers, for `latest`, with and without a key; milliseconds to the first byte of the
manifest, median of 50.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from release_scale import ROOT, fill, folder_of, prepare

CONNECTIONS, IN_FLIGHT, SECONDS = 8, 16, 4


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _serve(port: int) -> subprocess.Popen[bytes]:
    """Two workers on the benchmark's own database."""
    from django.conf import settings

    name = settings.DATABASES["default"]["NAME"]
    url = os.environ.get("DATABASE_URL", "")
    url = urlunsplit(urlsplit(url)._replace(path=f"/{name}")) if url.startswith("postgres") else f"sqlite:///{name}"
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--port", str(port)]
    command += ["--blocking-threads", "1", "--no-ws", "--log-level", "warning", "config.wsgi:application"]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": url, "VIVIER_API_RATE": "100000000"})


def _request(path: str, **headers: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode()


def _connect(port: int) -> socket.socket:
    end = time.monotonic() + 60
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=60)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def _answer(port: int, request: bytes) -> tuple[bytes, int]:
    """The head of one answer, and its whole size."""
    with _connect(port) as connection, connection.makefile("rb") as answer:
        connection.sendall(request)
        head = b"".join(iter(answer.readline, b"\r\n")) + b"\r\n"
        length = [line for line in head.lower().splitlines() if line.startswith(b"content-length:")]
        return head, len(head) + (int(length[0].split(b":")[1]) if length else 0)


def _warm(port: int) -> None:
    """Both workers have answered: imports are done, statements are known."""
    threads = [threading.Thread(target=_answer, args=(port, _request("/api/v1/banks"))) for _turn in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _cpu(server: subprocess.Popen[bytes]) -> float:
    """Seconds of processor time that the server and its workers have used."""
    workers = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    used = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in (server.pid, *workers)]
    return sum(int(fields[11]) + int(fields[12]) for fields in used) / os.sysconf("SC_CLK_TCK")


def _rate(server: subprocess.Popen[bytes], port: int, requests: list[bytes], status: bytes) -> dict[str, float]:
    """Requests answered a second, and the cost of one; an answer has its first size, and the status expected."""
    answers = [_answer(port, request) for request in requests]
    assert all(head.startswith(b"HTTP/1.1 " + status) for head, _size in answers), answers[0]
    batch, size = b"".join(requests), sum(size for _head, size in answers)
    done = [0] * CONNECTIONS
    start, before = time.monotonic(), _cpu(server)
    end = start + SECONDS

    def keep_asking(place: int) -> None:
        with _connect(port) as connection:
            while time.monotonic() < end:
                connection.sendall(batch)
                left = size
                while left:
                    left -= len(connection.recv(min(left, 1 << 20)))
                done[place] += len(requests)

    threads = [threading.Thread(target=keep_asking, args=(place,)) for place in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cost = (_cpu(server) - before) / sum(done)
    return {"a_second": round(sum(done) / (time.monotonic() - start)), "cpu_ms": round(cost * 1000, 3)}


def _first_byte(port: int, request: bytes) -> float:
    """Milliseconds from the request to the first byte of its answer, median of 50."""
    times = []
    for _turn in range(50):
        with _connect(port) as connection:
            start = time.perf_counter()
            connection.sendall(request)
            connection.recv(1)
            times.append((time.perf_counter() - start) * 1000)
    return round(statistics.median(times), 1)


def main() -> None:
    """Measure with so many challenges."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1000)
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    with folder_of(options.keep) as folder:
        prepare(folder, keep=bool(options.keep))
        from challengebank.domain import freeze_release, register_engine
        from challengebank.models import Bank, Identity
        from challengebank.queries.contents import versions_of
        from tests.challengebank import factories

        fill(range(Identity.objects.count() + 1, options.count + 1), "Challenge")
        bank, operator = factories.bank(f"api-{Bank.objects.count()}"), factories.operator()
        release = freeze_release(actor=operator, bank=bank)
        _engine, key = register_engine(actor=operator, name=bank.slug, banks=[bank])
        some = [version.identity_id for version in versions_of(release.version_keys()[:IN_FLIGHT])]
        manifest = f"/api/v1/banks/{bank.slug}/releases/1/manifest"
        asked = {
            "304": ([manifest] * IN_FLIGHT, {"If-None-Match": f'"{release.digest}"'}, b"304"),
            "version": ([f"/api/v1/versions/{item}/1" for item in some], {}, b"200"),
            "latest": ([f"/api/v1/banks/{bank.slug}/releases/latest"] * IN_FLIGHT, {}, b"200"),
        }
        port = _free_port()
        server = _serve(port)
        _warm(port)
        try:
            figures: dict[str, object] = {"items": release.count}
            for who, headers in (("", {}), (" with a key", {"Authorization": f"Bearer {key}"})):
                for name, (paths, held, status) in asked.items():
                    requests = [_request(path, **held, **headers) for path in paths]
                    figures[name + who] = _rate(server, port, requests, status)
            figures["manifest_first_byte_ms"] = _first_byte(port, _request(manifest))
        finally:
            server.terminate()
            server.wait()
        print(json.dumps({**figures, "load_average": round(os.getloadavg()[0], 1)}))


if __name__ == "__main__":
    main()
