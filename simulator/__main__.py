"""`python -m simulator`: one portal and its authorization server until a signal ends them."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from types import FrameType

from simulator.server import Simulator

_EXAMPLES = """examples:
  python -m simulator                          portal on 8700, authorization server on 8701
  python -m simulator --port 0                 two free ports, printed when ready
  python -m simulator --limits off             without the request limit of 2 a second
  python -m simulator --strict                 refuses plain http and loopback handlers, as Bitrix24 does
"""


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m simulator",
        description="A Bitrix24 portal and its authorization server on loopback.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=int, default=8700, help="port of the portal; 0 takes a free one")
    parser.add_argument("--auth-port", type=int, help="port of the authorization server (default: the next one)")
    parser.add_argument("--strict", action="store_true", help="take back what loopback forces (see README.md)")
    parser.add_argument("--limits", choices=("on", "off"), default="on", help="the REST request limit")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    given = _arguments(argv)
    auth_port = given.auth_port if given.auth_port is not None else (given.port + 1 if given.port else 0)
    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    try:
        simulator = Simulator(given.port, auth_port, limits=given.limits == "on", strict=given.strict)
    except (OSError, SystemExit) as problem:
        print(f"cannot listen: {problem}", file=sys.stderr)  # noqa: T201  # a command line speaks
        return 1
    with simulator as sim:
        print(f"portal {sim.portal_url}  authorization {sim.auth_url}", flush=True)  # noqa: T201  # the ready line
        ended.wait()
        os._exit(0)  # at once: calls on their way are lost, as they would be when a portal goes down


if __name__ == "__main__":
    sys.exit(main())
