"""The Makefile, run for real with a stand-in for the installed program."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.world import PATIENCE_S

ROOT = Path(__file__).resolve().parents[1]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
SENTENCES = [
    'When a deal is won, add the tag "Won"',
    "it's $100 $(shell echo made) ${HOME} `id` $$ # ; & | \\ {{LEAD_NAME}} ünï",
]


@pytest.fixture
def make(tmp_path):
    """Runs make with a `b24app` that shows what it was given and exits as told by EXIT."""
    program = tmp_path / "bin/b24app"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nprintf "%s|%s|%s" "$1" "${SENTENCE-none}" "${KEEP-none}"\nexit "${EXIT:-0}"\n')
    program.chmod(0o755)
    ready = tmp_path / ".ready"
    ready.touch()

    def run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        command = ["make", "--no-print-directory", f"VENV={tmp_path}", *words]
        return subprocess.run(
            command, cwd=ROOT, env=inherited | more, capture_output=True, text=True, check=False, timeout=PATIENCE_S
        )

    return run


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_reaches_the_program_exactly_as_typed(make, sentence):
    assert make("demo", f"SENTENCE={sentence}", "KEEP=1").stdout == f"demo|{sentence}|1"
    assert make("demo", SENTENCE=sentence).stdout == f"demo|{sentence}|none"


def test_without_a_sentence_the_program_is_told_none(make):
    assert make("demo").stdout == "demo|none|none"


def test_the_demo_says_the_status_that_make_cannot_pass_on(make):
    result = make("demo", EXIT="3")
    assert result.returncode == 2
    assert "make demo: the demo exited with status 3" in result.stderr


def test_without_a_verb_the_verbs_are_listed(make):
    listed = re.findall(r"(?m)^make ([a-z]+) ", make().stdout)
    assert listed == re.findall(r"(?m)^([a-z]+):.*## ", MAKEFILE)


def test_a_verb_whose_part_is_not_built_says_so_and_fails(make):
    parts = re.findall(r"(?m)^([a-z]+): .*\n\t@\$\(call if-built,([^,]+),", MAKEFILE)
    assert {"fuzz", "bench", "eval"} <= {verb for verb, _ in parts}
    for verb, part in parts:
        if not (ROOT / part).exists():
            result = make(verb)
            assert result.returncode == 2
            assert f"not built yet: make {verb} (there is no {part})" in result.stderr


def test_no_verb_needs_more_than_three_commands():
    recipes = re.findall(r"(?m)^[$a-z][^\n]*:[^\n=]*\n((?:\t[^\n]*\n?)+)", MAKEFILE)
    assert recipes
    assert max(recipe.count("\n\t") + 1 for recipe in recipes) <= 3
