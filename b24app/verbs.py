"""Verbs of the command line that turn one file into another: plans, snapshots, templates."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from b24app.errors import PlanRejected, UnknownPortal
from b24app.files import SAMPLE_CLIENT_ID, read_bytes, read_plan, read_snapshot, read_text
from b24app.plan.snapshot import Snapshot


@click.command("compile")
@click.argument("source", default="-")
@click.option("--portal", type=click.Path(path_type=Path), help="a snapshot written by b24app portal-snapshot")
@click.option(
    "--client-id",
    help=f"the application whose robots are called: its OAuth client_id; with --jsonl {SAMPLE_CLIENT_ID} unless given",
)
@click.option("--json", "as_json", is_flag=True, help="print an object with the file in base64 and what is unresolved")
@click.option("--jsonl", is_flag=True, help="read one evaluation case per line, write one object per line")
def compile_(source: str, portal: Path | None, client_id: str | None, as_json: bool, jsonl: bool) -> None:
    """Turn a plan into a template file (.bpt). SOURCE is a plan's JSON file, - reads standard input.

    Without --portal, people and stages become constants of the template named after the words, to be chosen when it
    is imported; unknown fields keep a code made of their words. All of them are listed as unresolved.

    \b
    Exit code 0: compiled, 1: the plan cannot become a template, 2: wrong usage or no plan.
      b24app compile --client-id local.65a1b2c3d4e5f6.12345678 < plan.json > file.bpt
      b24app compile --portal portal.json --client-id app.x.y --json plan.json
      b24app compile --jsonl < cases.jsonl > compiled.jsonl
    """
    from b24app.workflows.compiled import NO_PORTAL, compile_plan

    snapshot = read_snapshot(portal) if portal else NO_PORTAL
    if jsonl:
        _compile_lines(source, snapshot, client_id or SAMPLE_CLIENT_ID)
        return
    if not client_id:
        raise click.UsageError("--client-id is missing: the OAuth client_id of the application whose robots are called")
    plan = read_plan(read_bytes(source))
    try:
        compiled = compile_plan(plan, snapshot, client_id)
    except PlanRejected as error:
        _refuse(error, as_json=as_json)
    if as_json:
        click.echo(json.dumps(compiled.shown(), ensure_ascii=False, indent=2))
        return
    sys.stdout.buffer.write(compiled.data)
    for one in compiled.unresolved:
        click.echo(f"unresolved {one.kind}: “{one.words}” is {one.code}", err=True)
    for text in compiled.proposed:
        click.echo(f"proposed {text.field} of {text.node}: “{text.text}”", err=True)


@click.command("portal-snapshot")
@click.argument("domain", default="")
@click.option("--demo", is_flag=True, help="the demo portal's, which ships with the app and needs no portal")
def portal_snapshot(domain: str, demo: bool) -> None:
    """Write what names are resolved against: pipelines, stages, fields, people, departments, time.

    DOMAIN is that of a portal where the app is installed, as in acme.bitrix24.com; it may be left out while there is
    only one. The file's form is described in docs/portal-snapshot.md.

    \b
      b24app portal-snapshot acme.bitrix24.com > portal.json
      b24app portal-snapshot --demo > portal.json
    """
    from b24app.plan.snapshot import demo_portal

    snapshot = demo_portal() if demo else _taken(domain)
    click.echo(snapshot.model_dump_json(indent=2, exclude_defaults=True))


def _taken(domain: str) -> Snapshot:
    from b24app.app import open_services
    from b24app.logs import set_up_logs
    from b24app.portals import rows
    from b24app.portals.snapshot import take
    from b24app.processes import redis_of
    from b24app.settings import load_settings

    set_up_logs()
    settings = load_settings()
    with redis_of(settings) as url:
        services = open_services(settings, url)
        try:
            with services.engine.begin() as connection:
                portal = rows.named(connection, domain)
            return take(services.client, portal)
        except UnknownPortal:
            which = f"the app is not installed on {domain}" if domain else "name one of the portals by its domain"
            raise click.UsageError(which) from None
        finally:
            services.engine.dispose()


def _compile_lines(source: str, snapshot: Snapshot, client_id: str) -> None:
    from b24app.workflows.compiled import compile_case

    for number, line in enumerate(read_text(source).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
        except (ValueError, RecursionError):
            answer: dict[str, Any] = {"id": None, "error": f"line {number} is no JSON object"}
        else:
            answer = compile_case(case, snapshot, client_id)
        click.echo(json.dumps(answer, ensure_ascii=False))


def _refuse(error: PlanRejected, *, as_json: bool) -> NoReturn:
    """Say what speaks against it, and end with 1."""
    if as_json:
        told = {"error": str(error), "node": error.node_id, "choices": list(error.choices)}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        where = f"{error.node_id}: " if error.node_id else ""
        choices = f" Known here: {', '.join(error.choices)}." if error.choices else ""
        click.echo(f"{where}{error}{choices}", err=True)
    sys.exit(1)
