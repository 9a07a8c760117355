"""The simulated portal: how soon it listens, and how many calls a second one client gets from it.

The portal is a process of its own and the client uses one kept connection, so both share the machine's cores. The
start is the time to the ready line on standard output.
"""

from __future__ import annotations

import base64
import http.client
import json
import subprocess
import sys
import time
import zlib
from pathlib import Path
from urllib.parse import urlsplit

from simulator.workflow.importer import import_template

_CALLS = 1500
_STARTS = 3
_IMPORTS = 20
_CORPUS = Path(__file__).resolve().parents[1].parent / "shared" / "bpt" / "corpus"
_READS = {"entityTypeId": 2, "filter": {">opportunity": 1000}, "select": ["id", "title"]}


def measure() -> list[tuple[str, str, str]]:
    starts = []
    for _ in range(_STARTS):
        process, _, took = _start()
        _stop(process)
        starts.append(took)
    process, url, _ = _start()
    try:
        plain, reads = _rate(url, "server.time", {}), _rate(url, "crm.item.list", _READS)
    finally:
        _stop(process)
    return [
        ("start to ready line, best of three", f"{min(starts):.2f} s", "below 1 s"),
        ("server.time", f"{plain:.0f} calls/s", "at least 300"),
        ("crm.item.list with a filter", f"{reads:.0f} calls/s", "at least 300"),
        *_import(),
    ]


def _import() -> list[tuple[str, str, str]]:
    """Unpacking and checking the largest reference template, best of several; no row where the corpus is not."""
    files = [file.read_bytes() for file in _CORPUS.glob("*.bpt")]
    if not files:
        return []
    data = base64.b64encode(max(files, key=lambda packed: len(zlib.decompress(packed)))).decode()
    spent = []
    for _ in range(_IMPORTS):
        begun = time.perf_counter()
        import_template(data, user_is_admin=True, robot=lambda _: None)
        spent.append(time.perf_counter() - begun)
    return [("import of the largest corpus template", f"{min(spent) * 1000:.1f} ms", "below 25 ms")]


def _start() -> tuple[subprocess.Popen[str], str, float]:
    begun = time.monotonic()
    command = [sys.executable, "-m", "simulator", "--port", "0", "--auth-port", "0", "--limits", "off"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    line = process.stdout.readline().split()
    return process, line[1], time.monotonic() - begun


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.communicate(timeout=10)


def _rate(url: str, method: str, params: dict[str, object]) -> float:
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)
    connection.request("GET", "/_seed")
    path = urlsplit(json.loads(connection.getresponse().read())["webhook"]).path + method
    body = json.dumps(params)
    begun = time.monotonic()
    for _ in range(_CALLS):
        connection.request("POST", path, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200
    rate = _CALLS / (time.monotonic() - begun)
    connection.close()
    return rate
