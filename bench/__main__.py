"""`python -m bench [NAME…]`: run the benches of this folder and print what they measured.

A bench is a module with a function `measure()` that returns rows (what, figure, target); its docstring says how.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from pathlib import Path

HERE = Path(__file__).parent


def names() -> list[str]:
    found = (module.name for module in pkgutil.iter_modules([str(HERE)]) if not module.ispkg)
    return sorted(name for name in found if name != "__main__")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", nargs="*", help=f"which ones (all by default): {', '.join(names())}")
    wanted = parser.parse_args().name or names()
    unknown = [name for name in wanted if name not in names()]
    if unknown:
        parser.error(f"no bench named {', '.join(unknown)}")
    for name in wanted:
        module = importlib.import_module(f"bench.{name}")
        print(f"{name}: {(module.__doc__ or '').strip().splitlines()[0]}")
        for what, figure, target in module.measure():
            print(f"  {what:<42}{figure:>16}  {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
