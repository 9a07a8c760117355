"""Damaged templates are read or refused, never anything else, and neither takes long (reliability.md T-17)."""

from __future__ import annotations

import time
import zlib
from random import Random

import pytest

from b24app.bizproc import bpt, php
from b24app.bizproc.build import build
from b24app.bizproc.read import read_plan
from b24app.english.read import read
from b24app.english.reading import Understood
from b24app.errors import BptError
from tests.bizproc.conftest import CLIENT_ID, PORTAL, SHARED
from tests.fuzz.sizes import rounds

SENTENCES = (
    "When a deal is won, add the tag Won",
    'When a deal is won, create a task "Send {{DEAL_TITLE}}" for the responsible due in 2 days',
    "When a deal is lost and the amount is over 10000, notify the responsible, otherwise add a comment “Small”",
    "When a new lead is created, wait 2 days, then move it to In progress",
)
TOKENS = (
    b"a:1:{",
    b"}",
    b"i:0;",
    b"N;",
    b's:1:"',
    b'";',
    b"O:1:",
    b"R:1;",
    b"b:1;",
    b"d:INF;",
    b"-",
    b"99999999",
    b"\0",
    b"\xff",
)
SLOWEST_S = 0.1


@pytest.fixture(scope="module")
def payloads() -> list[bytes]:
    """Templates of ours, and small ones that real portals exported, where ../shared is there."""
    plans = [reading.plan for reading in map(read, SENTENCES) if isinstance(reading, Understood)]
    assert len(plans) == len(SENTENCES)
    ours = [php.dumps(build(plan, PORTAL, CLIENT_ID, "v1").tree) for plan in plans]
    theirs = [zlib.decompress(path.read_bytes()) for path in sorted(SHARED.glob("bpt/corpus/*.bpt"))]
    return ours + [data for data in theirs if len(data) < 6_000]


def test_every_damaged_template_is_read_or_refused(payloads):
    """
    What is read is written back byte for byte; no input takes longer than a tenth of a second of work.
    """
    slowest = (0.0, b"")
    for chance in rounds("damaged templates"):
        damaged = _damaged(chance, chance.choice(payloads))
        as_file = chance.random() < 0.1
        before = time.thread_time()
        try:
            _check_file(chance, damaged) if as_file else _check(damaged)
        except Exception as error:
            raise AssertionError(f"not read: {damaged!r}") from error
        slowest = max(slowest, (time.thread_time() - before, damaged))
    assert slowest[0] < SLOWEST_S, slowest


def _check(damaged: bytes) -> None:
    try:
        tree = php.loads(damaged)
    except BptError:
        return
    assert php.dumps(tree) == damaged


def _check_file(chance: Random, damaged: bytes) -> None:
    """The same as a file, at times a broken one: what opens is a tree, and a plan of ours or none."""
    data = bytearray(zlib.compress(damaged, 1))
    if chance.random() < 0.3:
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        tree = bpt.decode(bytes(data))
    except BptError:
        return
    read_plan({str(name): value for name, value in tree.items()}, ("crm", "CCrmDocumentDeal", "DEAL"), CLIENT_ID)


def _damaged(chance: Random, payload: bytes) -> bytes:
    data = bytearray(payload)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[at] = chance.choice(b'0123456789aidbsNOCEr:;{}"')
            case 1:
                data[at:at] = chance.choice(TOKENS)
            case 2:
                del data[at : at + chance.randint(1, 20)]
            case _:
                there = chance.randrange(len(data))
                data[at : at + 20] = data[there : there + chance.randint(1, 200)]
        if not data:
            break
    return bytes(data)
