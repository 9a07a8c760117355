from __future__ import annotations

import gzip
import os
import random
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from b24app.bizproc import activities, bpt, php
from b24app.bizproc.compare import differences
from b24app.bizproc.read import read_plan, read_tree
from b24app.errors import BptError

ROOT = Path(__file__).parents[2]
EMPTY = {"VERSION": 2, "TEMPLATE": []}


def test_every_exported_template_is_read_and_written_back_byte_for_byte(corpus):
    for path in corpus:
        data = path.read_bytes()
        payload = zlib.decompress(data)
        assert php.dumps(bpt.decode(data)) == payload, path.name
        assert zlib.decompress(bpt.encode(bpt.decode(data))) == payload, path.name


def test_a_foreign_template_is_a_tree_that_keeps_everything_and_no_plan_of_ours(corpus):
    for path in corpus:
        tree = read_tree(path.read_bytes())
        assert php.dumps(tree) == zlib.decompress(path.read_bytes()), path.name
        assert read_plan(tree, ("crm", "CCrmDocumentDeal", "DEAL"), "local.a.b") is None


def test_every_tree_that_a_portal_accepts_survives_a_file(worked):
    for name, row in worked.items():
        assert differences(row["tree"], read_tree(bpt.encode(row["tree"]))) == (), name


def test_our_native_steps_have_the_keys_of_accepted_ones(worked):
    """Each native activity's properties are those of the worked templates, so importing them was seen to work."""
    accepted: dict[str, set[frozenset[str]]] = {}
    for row in worked.values():
        _collect(row["tree"]["TEMPLATE"], accepted)
    ours = [
        activities.notify("A1", [], "x"),
        activities.comment("A1", "x"),
        activities.set_field("A1", "x", "TITLE", "x"),
        activities.change_responsible("A1", []),
        activities.terminate("A1"),
        activities.delay("A1", 1, "d"),
        activities.delay_until("A1", "x"),
        activities.parallel("A1", []),
        activities.sequence("A1", "x", []),
        activities.if_else("A1", "x", []),
        activities.otherwise("A1", []),
        activities.branch("A1", "x", [], []),
    ]
    for step in ours:
        assert frozenset(step["Properties"]) in accepted[step["Type"]], step["Type"]


def _collect(nodes, found):
    for node in nodes:
        found.setdefault(node["Type"], set()).add(frozenset(node["Properties"]))
        _collect(node["Children"], found)


def test_the_uncompressed_array_is_read_too():
    assert bpt.decode(php.dumps(EMPTY)) == {"VERSION": 2, "TEMPLATE": {}}


def test_a_file_is_a_zlib_stream():
    assert bpt.encode(EMPTY)[:2] == b"\x78\xda"


HOSTILE = {
    "nothing": b"",
    "text": b"hello",
    "gzip": gzip.compress(php.dumps(EMPTY), mtime=0),
    "raw deflate": zlib.compress(php.dumps(EMPTY))[2:-4],
    "cut off": bpt.encode(EMPTY)[:-3],
    "followed by something": bpt.encode(EMPTY) + b"x",
    "a wrong checksum": bpt.encode(EMPTY)[:-1] + b"\x00",
    "no array": zlib.compress(php.dumps("x")),
    "no template": zlib.compress(php.dumps({"VERSION": 2})),
    "an object": zlib.compress(b'a:1:{s:8:"TEMPLATE";O:8:"stdClass":0:{}}'),
    "a bomb": zlib.compress(b"\0" * 50_000_000, 9),
    "a small bomb": zlib.compress(b"a:1:{" + b" " * 1_000_000, 9),
    "too large": b"a:" + b" " * bpt.MAX_FILE,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_template_is_refused_quickly(data):
    began = time.process_time()
    with pytest.raises(BptError):
        bpt.decode(data)
    assert time.process_time() - began < 0.2


DEEP = b"a:1:{i:0;" * 300_000
GREEDY = {
    **HOSTILE,
    "depth": zlib.compress(DEEP),
    "a length that lies": zlib.compress(b'a:1:{s:8:"TEMPLATE";s:99999999:"x";}'),
    "a count that lies": zlib.compress(b'a:999999:{s:8:"TEMPLATE";N;}'),
    "a count beyond all": zlib.compress(b'a:99999999999999:{s:8:"TEMPLATE";N;}'),
    "objects by the thousand": zlib.compress(b'a:1:{s:8:"TEMPLATE";a:2:{' + b'i:0;O:8:"stdClass":0:{}' * 100_000),
    "a reference": zlib.compress(b'a:2:{s:8:"TEMPLATE";a:0:{}i:0;R:1;}'),
    "a bomb of arrays": zlib.compress(b"a:39998:{" + b"".join(b"i:%d;a:0:{}" % n for n in range(39_998)), 9),
    "a bomb of wide letters": zlib.compress(b'a:1:{i:0;s:15000004:"' + b"\xf0\x9f\x98\x80" + b"a" * 15_000_000, 9),
}


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are asked of /proc")
def test_hostile_files_cost_neither_time_nor_memory(tmp_path):
    """
    Each is refused within 100 ms of work, in a process that may take 64 MB more than it has at its start.
    """
    files = []
    for name, data in GREEDY.items():
        files.append(tmp_path / name.replace(" ", "_"))
        files[-1].write_bytes(data)
    command = [sys.executable, str(Path(__file__).with_name("hostile.py")), *map(str, files)]
    told = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    rows = [line.split() for line in told.stdout.splitlines()]
    assert [(name, how) for name, how, _ in rows] == [(file.name, "refused") for file in files]
    assert {name: took for name, _, took in rows if int(took) > 100} == {}


def test_damaged_templates_are_read_or_refused_but_never_anything_else(corpus):
    dice = random.Random(20)
    payloads = [zlib.decompress(path.read_bytes()) for path in corpus[:3]]
    for _ in range(1_500):
        damaged = bytearray(dice.choice(payloads))
        for _ in range(dice.randint(1, 4)):
            damaged[dice.randrange(len(damaged))] = dice.choice(b'0123456789aidbsNOCEr:;{}"')
        try:
            tree = php.loads(bytes(damaged))
        except BptError:
            continue
        assert php.dumps(tree) == bytes(damaged)
