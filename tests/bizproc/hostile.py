"""Reads files named on the command line with 64 MB to spare; prints how each was taken and in what time, of three.

A process of its own, for a limit holds for all of a process: `python tests/bizproc/hostile.py FILE…`.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from b24app.bizproc import bpt
from b24app.errors import BptError

_SPARE = 64 * 2**20


def main() -> None:
    files = [Path(name) for name in sys.argv[1:]]
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + _SPARE, used + _SPARE))
    for file in files:
        data = file.read_bytes()
        told, took_s = min((_take(data) for _ in range(3)), key=lambda taken: taken[1])
        sys.stdout.write(f"{file.name} {told} {round(took_s * 1000)}\n")


def _take(data: bytes) -> tuple[str, float]:
    began = time.process_time()
    try:
        bpt.decode(data)
        told = "read"
    except BptError:
        told = "refused"
    except MemoryError:
        told = "out of memory"
    return told, time.process_time() - began


if __name__ == "__main__":
    main()
