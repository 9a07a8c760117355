"""`python -m simulator`: portals and their authorization server until a signal ends them; `env` asks a running one."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
import threading
from types import FrameType

from simulator import running
from simulator.limits import PLANS
from simulator.server import DOMAIN, Simulator

_EXAMPLES = f"""examples:
  python -m simulator                          portal on 8700, authorization server on 8701
  python -m simulator --port 0                 two free ports, printed when ready
  python -m simulator --limits off             without the request limit of 2 a second
  python -m simulator --strict                 refuses plain http and loopback handlers, as Bitrix24 does
  python -m simulator --tls                    https for {DOMAIN}, oauth.bitrix.info, oauth.bitrix24.tech
  python -m simulator --portals 2              two portals with one authorization server
  python -m simulator env --port 8700          what a foreign client of the running portal needs, KEY=value
"""


def _parser(name: str, description: str, epilog: str = "") -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        prog=name, description=description, epilog=epilog, formatter_class=argparse.RawDescriptionHelpFormatter
    )


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = _parser("python -m simulator", "Bitrix24 portals and their authorization server on loopback.", _EXAMPLES)
    parser.add_argument("--port", type=int, default=8700, help="port of the (first) portal; 0 takes a free one")
    parser.add_argument(
        "--auth-port",
        type=int,
        help="port of the authorization server (default: the next one if free)",
    )
    parser.add_argument("--portals", type=int, default=1, help="how many; the others take the ports after those two")
    parser.add_argument("--strict", action="store_true", help="take back what loopback forces (see README.md)")
    parser.add_argument("--limits", choices=("on", "off"), default="on", help="the REST request limit")
    parser.add_argument("--plan", choices=tuple(PLANS), default="", help="enterprise drains 5 requests a second")
    parser.add_argument("--tls", action="store_true", help="https, with a certificate made at each start")
    parser.add_argument("--domain", default=DOMAIN, help="the portal's name where TLS is spoken (%(default)s)")
    parser.add_argument("--ca-file", default="", help="where the authority to trust is written")
    return parser.parse_args(argv)


def _print_environment(argv: list[str]) -> int:
    parser = _parser("python -m simulator env", "What a client of a running portal needs, one KEY=value a line.")
    parser.add_argument("--port", type=int, default=8700, help="port of the running portal")
    try:
        facts = running.environment(parser.parse_args(argv).port)
    except OSError as problem:
        print(f"no portal answers: {problem}", file=sys.stderr)  # noqa: T201  # a command line speaks
        return 1
    for name, value in facts.items():
        print(f"{name}={value}")  # noqa: T201  # what was asked for
    return 0


def _next(port: int) -> int:
    """The port after the portal's where nobody asked for another one; any free one when that is taken."""
    if not 0 < port < 65_535:
        return 0
    with socket.socket() as probe:
        return port + 1 if probe.connect_ex(("127.0.0.1", port + 1)) else 0


def _simulator(given: argparse.Namespace) -> Simulator:
    auth_port = _next(given.port) if given.auth_port is None else given.auth_port
    return Simulator(
        given.port, auth_port, limits=given.limits == "on", plan=given.plan, strict=given.strict,
        portals=max(1, given.portals), tls=given.tls, domain=given.domain, ca_file=given.ca_file,
    )  # fmt: skip


def main(argv: list[str] | None = None) -> int:
    words = sys.argv[1:] if argv is None else argv
    if words[:1] == ["env"]:
        return _print_environment(words[1:])
    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    given = _arguments(words)
    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    try:
        simulator = _simulator(given)
    except (OSError, SystemExit) as problem:
        print(f"cannot listen: {problem}", file=sys.stderr)  # noqa: T201  # a command line speaks
        return 1
    with simulator as sim:
        print("  ".join(sim.ready()), flush=True)  # noqa: T201  # the ready line
        ended.wait()
        sim.common.forget()
        os._exit(0)  # at once: calls on their way are lost, as they would be when a portal goes down


if __name__ == "__main__":
    sys.exit(main())
