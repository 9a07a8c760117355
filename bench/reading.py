"""Reading English: the descriptions that may be read, beside cutting them into words, which nothing can avoid.

Every description of the dev, open, later and fresh cases is read once, warm; the import is timed in its own process.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from b24app.english.grammar.words.lexer import lex
from b24app.english.read import LONGEST, read
from bench.english.__main__ import FILES

Row = tuple[str, str, str]
_IMPORT = "import time; t = time.perf_counter(); import b24app.english.read; print(time.perf_counter() - t)"
_PASTE = "when a deal is won, email the client and create a task for the owner if the amount is over 10k. "
_RUNS = 5


def measure() -> list[Row]:
    """Milliseconds for a description, for the longest paste, and for the import."""
    texts = [text for name in ("dev", "open", "later", "fresh") for text in _texts(FILES[name])]
    for text in texts[:50]:
        read(text)
    took = sorted(_timed(read, text) for text in texts)
    words = statistics.median(_timed(lex, text) for text in texts)
    median = statistics.median(took)
    started = _import_time()
    return [
        (f"median of {len(texts)} descriptions", _ms(median), "below 10 ms"),
        ("  of that cutting into words", _ms(words), f"ratio {median / words:.1f}"),
        ("99th of 100", _ms(took[int(len(took) * 0.99)]), "below 50 ms"),
        (f"a paste of {LONGEST} characters", _ms(_timed(read, (_PASTE * LONGEST)[:LONGEST])), "below 1000 ms"),
        ("import of the parser", _ms(started), "below 300 ms"),
    ]


def _import_time() -> float:
    """The quickest of a few, with the bytecode that an installed package has, whatever the environment says of it."""
    with tempfile.TemporaryDirectory() as folder:
        settings = os.environ | {"PYTHONPYCACHEPREFIX": folder, "PYTHONDONTWRITEBYTECODE": ""}
        command = [sys.executable, "-c", _IMPORT]
        return min(float(subprocess.check_output(command, env=settings)) for _ in range(_RUNS + 1))


def _texts(path: Path) -> list[str]:
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [row["text"] for row in rows if row["lang"] == "en"]


def _timed(work: Callable[[str], object], text: str) -> float:
    started = time.perf_counter()
    work(text)
    return time.perf_counter() - started


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"
