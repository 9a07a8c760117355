"""The command line: one verb per process or question, each with its own --help."""

from __future__ import annotations

import io
import json
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, NoReturn, TextIO

import click

from b24app.errors import B24AppError, SettingsError
from b24app.files import read_snapshot
from b24app.logs import set_up_logs
from b24app.looking import VERBS
from b24app.plan.plan import Plan
from b24app.plan.snapshot import Snapshot
from b24app.settings import Settings, load_settings
from b24app.verbs import compile_, portal_snapshot
from b24app.version import VERSION

_EXAMPLES = """
\b
Examples:
  b24app demo                         the whole road against a simulated portal
  b24app parse "When a deal is won, add the tag Won"
  b24app run                          web, worker, scheduler and Redis on embedded defaults
  b24app serve --host 0.0.0.0 --port 8000
"""


class _Verbs(click.Group):
    """Turns our own errors into one line and exit code 2; no stack trace for bad input."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb."""
        try:
            return super().invoke(ctx)
        except (SettingsError, B24AppError) as error:
            raise click.UsageError(str(error), ctx) from None


@click.group(cls=_Verbs, epilog=_EXAMPLES)
@click.version_option(VERSION)
def main() -> None:
    """Workflow Composer: describe a Bitrix24 workflow in English, publish it, answer its robots.

    Settings come from the environment (docs/operating.md); without any, SQLite and a Redis of its own are used.
    """


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True, help="web processes; each has 4 threads")
def serve(host: str, port: int, workers: int) -> None:
    """Answer Bitrix24: pages, robot calls, events."""
    from b24app.server import serve_web  # gunicorn is for this verb only

    serve_web(_ready(), host, port, workers)


@main.command()
def worker() -> None:
    """Work on accepted robot calls and events."""
    from b24app.app import handlers, open_services
    from b24app.invocations.queue import listen
    from b24app.processes import redis_of

    settings = _ready()
    with redis_of(settings) as url:
        services = open_services(settings, url, redis_patience_s=45)  # longer than RQ waits for a bell
        listen(services.redis, handlers(services))


@main.command()
def scheduler() -> None:
    """Ring for what has become due, every five seconds."""
    from b24app.app import due, open_services
    from b24app.invocations.sweeper import watch
    from b24app.processes import redis_of

    settings = _ready()
    with redis_of(settings) as url:
        services = open_services(settings, url)
        watch(services.redis, services.bell, due(services), threading.Event())


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def run(host: str, port: int) -> None:
    """Run everything on embedded defaults: Redis, web, worker, scheduler."""
    from b24app.processes import me, refuse_taken, supervise, tended_redis

    settings = _ready()
    refuse_taken(host, port)
    with tended_redis(settings) as (url, tend):
        web = me("serve", "--host", host, "--port", str(port), "--workers", "1")
        commands = {"web": web, "worker": me("worker"), "scheduler": me("scheduler")}
        click.echo(f"app {settings.public_url} (listening on {host}:{port}); stop with Ctrl-C")
        sys.exit(supervise(commands, {"REDIS_URL": url}, click.echo, tend))


@main.command()
def migrate() -> None:
    """Bring the database to its newest shape."""
    from b24app.store.engine import migrate as to_head
    from b24app.store.engine import open_engine

    engine = open_engine(_ready())
    try:
        to_head(engine)
        click.echo(f"database ready: {engine.url.render_as_string(hide_password=True)}")
    finally:
        engine.dispose()


@main.command()
@click.argument("role", type=click.Choice(["web", "worker", "scheduler"]), default="web")
@click.option("--url", default="http://127.0.0.1:8000", show_default=True, help="of the web process")
def health(role: str, url: str) -> None:
    """Ask whether a ROLE is well; exit code 0 or 1.

    \b
      b24app health web --url http://127.0.0.1:8000
      b24app health worker
    """
    why = _web_fault(url) if role == "web" else _helper_fault(role)
    click.echo(f"{role}: {why or 'ok'}", err=bool(why))
    sys.exit(1 if why else 0)


@main.command()
@click.argument("text", required=False)
@click.option(
    "--provider",
    type=click.Choice(["rules", "gemini", "claude", "auto"]),
    default="auto",
    show_default=True,
    help="who reads it; auto: whoever has a key (GEMINI_API_KEY, ANTHROPIC_API_KEY), else the built-in parser, rules",
)
@click.option(
    "--portal",
    "portal_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="what portal-snapshot wrote: providers are told its names, the plan is checked against it",
)
@click.option("--jsonl", is_flag=True, help="read {id,text,lang} lines, write one prediction per line")
@click.option("--json", "as_json", is_flag=True, help="print the plan as JSON")
def parse(text: str | None, provider: str, portal_file: Path | None, jsonl: bool, as_json: bool) -> None:
    """Say what a description is understood to mean. TEXT - or none reads standard input.

    \b
    Exit code 0: understood, 1: a question or a refusal. Who could not read it, and why, goes to standard error.
      b24app parse "When a deal is lost, notify the sales team"
      b24app parse --provider gemini --portal acme.json "Bei gewonnenem Auftrag den Kunden anrufen"
      b24app parse --provider rules --jsonl < cases.jsonl > predictions.jsonl
    """
    from b24app.ai.desk import operators
    from b24app.english.case import to_case
    from b24app.english.meant import meant
    from b24app.english.prompt import NONE, SHARED, names_of
    from b24app.english.read import read
    from b24app.english.reading import Question, Understood
    from b24app.workflows.explain import explain
    from b24app.workflows.lint import warnings

    providers = operators(load_settings(), provider)
    portal = read_snapshot(portal_file) if portal_file else None
    names = names_of(portal, SHARED) if portal else NONE
    if jsonl:
        for number, row in enumerate(_standard_input(), start=1):
            if row.strip():
                case_id, description = _case(row, number)
                reading = read(description, providers, names)
                _tell_setbacks(reading.setbacks, f"{case_id}: ")
                click.echo(json.dumps(to_case(reading, case_id), ensure_ascii=False))
        return
    description = _standard_input().read() if text in {None, "-"} else str(text)
    reading = read(description, providers, names)
    _tell_setbacks(reading.setbacks)
    if not isinstance(reading, Understood):
        _tell_no_plan(reading.text, reading.without, meant(description) if isinstance(reading, Question) else "")
    if as_json:
        click.echo(json.dumps(reading.plan.dump(), ensure_ascii=False, indent=2))
        return
    for line in explain(reading.plan):
        click.echo("  " * line.depth + line.text)
    for note in (*reading.notes, *warnings(reading.plan)):
        click.echo(f"note: {note}")
    for one in reading.to_confirm:
        click.echo(f"to confirm: {one.text}")
    if portal:
        _tell_misfit(reading.plan, portal)


@main.command()
@click.option("--sentence", envvar="SENTENCE", help="what to describe  [default: a deal is won, …]")
@click.option("--keep", envvar="KEEP", is_flag=True, help="leave app and portal running and print their addresses")
def demo(sentence: str | None, keep: bool) -> None:
    """Install, describe, publish, run and answer, against a simulated portal.

    \b
    Exit code 0: the whole road worked; 1: a step failed, and which is said, or the app has a question;
    3: the sentence needs a trigger or action that is not built yet.
      SENTENCE='When a deal is lost, add the tag Lost' b24app demo
    """
    from b24app.demo import DEFAULT, run_demo

    sys.exit(run_demo(sentence or DEFAULT, keep=keep))


@main.command()
@click.option("--folder", type=click.Path(path_type=Path), default=Path("docs"), show_default=True)
def docs(folder: Path) -> None:
    """Write the generated parts of docs/ anew."""
    from b24app.docs import write

    click.echo(f"written: {', '.join(write(folder)) or 'nothing had changed'}")


def _tell_no_plan(text: str, left: str, meant: str) -> NoReturn:
    click.echo(text)
    if left:
        click.echo(f"I would understand it without these words: {left}")
    if meant:
        click.echo(f"Did you mean: {meant}")
    sys.exit(1)


def _tell_setbacks(setbacks: tuple[str, ...], where: str = "") -> None:
    for why in setbacks:
        click.echo(f"{where}{why}", err=True)


def _tell_misfit(plan: Plan, portal: Snapshot) -> None:
    """What that portal does not have, and what it has instead; what is not built yet is said elsewhere."""
    from b24app.bizproc.build import build
    from b24app.errors import NotBuilt, PlanRejected

    try:
        build(plan, portal, "cli", "cli.1")
    except NotBuilt as error:
        click.echo(f"note: {error}")
    except PlanRejected as error:
        click.echo(f"in this portal: {error}")
        for choice in error.choices:
            click.echo(f"  - {choice}")


main.add_command(compile_)
main.add_command(portal_snapshot)
for verb in VERBS:
    main.add_command(verb)


def _standard_input() -> TextIO:
    """What was piped in; bytes that are no UTF-8 are read as the sign for that, which no description needs."""
    return io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")


def _case(line: str, number: int) -> tuple[str, str]:
    try:
        case = json.loads(line)
        case_id, text = case["id"], case["text"]
    except (KeyError, RecursionError, TypeError, ValueError):
        case_id = text = None
    if not isinstance(case_id, str) or not isinstance(text, str):
        raise click.UsageError(f'line {number} is not like {{"id": "a1", "text": "When a deal is won, …"}}')
    return case_id, text


def _web_fault(url: str) -> str:
    try:
        with urllib.request.urlopen(f"{url}/readyz", timeout=5):  # noqa: S310  # the operator's own address
            return ""
    except (urllib.error.URLError, OSError, ValueError) as error:
        return f"not ready: {error}"


def _helper_fault(role: str) -> str:
    from redis import Redis
    from redis.exceptions import RedisError

    from b24app.invocations.queue import has_worker
    from b24app.invocations.sweeper import is_alive
    from b24app.processes import redis_address

    try:
        redis = Redis.from_url(redis_address(_ready()), socket_timeout=5)
        alive = {"worker": has_worker, "scheduler": is_alive}[role](redis)
    except RedisError as error:
        return f"Redis does not answer: {type(error).__name__}"
    return "" if alive else "it has not shown itself lately"


def _ready() -> Settings:
    set_up_logs()
    return load_settings()


if __name__ == "__main__":
    main()
