from __future__ import annotations

import gzip
import random
import time
import zlib

import pytest

from b24app.bizproc import activities, bpt, php
from b24app.bizproc.compare import differences
from b24app.bizproc.read import read_plan, read_tree
from b24app.errors import BptError

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
    "gzip": gzip.compress(php.dumps(EMPTY)),
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
