"""Verbs that look at a plan or a template and change nothing: inspect, explain, dryrun, diff, lint."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import click
from pydantic import ValidationError

from b24app.errors import B24AppError
from b24app.files import SAMPLE_CLIENT_ID, read_bytes, read_plan, read_snapshot
from b24app.plan.plan import Plan
from b24app.plan.snapshot import Snapshot

_portal = click.option("--portal", type=click.Path(path_type=Path), help="a snapshot written by b24app portal-snapshot")
_client_id = click.option(
    "--client-id",
    default=SAMPLE_CLIENT_ID,
    help="the OAuth client_id of the application that built the template, to read it as a plan",
)
_json = click.option("--json", "as_json", is_flag=True, help="print JSON")


@click.command()
@click.argument("source", default="-")
@_json
def inspect(source: str, as_json: bool) -> None:
    """Show what a template file (.bpt) holds: steps by type, inputs, variables, constants, robots it needs.

    \b
    Exit code 0: read, 1: it cannot be read safely, 2: wrong usage.
      b24app inspect file.bpt
      b24app inspect --json - < file.bpt
    """
    from b24app.workflows.inspection import inspection

    told = inspection(_tree(source))
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for part, value in told.items():
        shown = ", ".join(f"{times} {name}" for name, times in value.items()) if isinstance(value, dict) else value
        click.echo(f"{part.replace('_', ' ')}: {', '.join(shown) if isinstance(shown, list) else shown or 'none'}")


@click.command()
@click.argument("source", default="-")
@_client_id
@_json
def explain(source: str, client_id: str, as_json: bool) -> None:
    """Say in plain English what a plan (.json) or any template (.bpt) does; nothing is left out.

    A template that this application built reads as its plan does.

    \b
    Exit code 0: explained, 1: it cannot be read safely, 2: wrong usage.
      b24app explain plan.json
      b24app explain file.bpt
      b24app explain - < file.bpt
    """
    from b24app.workflows.explain import explain as in_words
    from b24app.workflows.explain_tree import explain_tree

    found = _plan_or_tree(read_bytes(source), client_id)
    lines = in_words(found) if isinstance(found, Plan) else explain_tree(found)
    if as_json:
        click.echo(json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=2))
        return
    for line in lines:
        click.echo("  " * line.depth + line.text)


@click.command()
@click.argument("plan_file")
@click.option("--document", type=click.Path(path_type=Path), help="the record to try it on, JSON")
@_portal
@_json
def dryrun(plan_file: str, document: Path | None, portal: Path | None, as_json: bool) -> None:
    """Try a plan on a record without any effect: conditions, branches, texts, people, times.

    The document is {"fields": {"amount": 1500, "stage": "New"}} and may also hold "inputs", "variables", "decisions"
    by approval id, "answers", "changes" while it waits, and "now" (docs/workflows.md).

    \b
    Exit code 0: tried, 1: a name of the plan is not known, 2: wrong usage.
      b24app dryrun plan.json --document deal.json --portal portal.json
    """
    from b24app.workflows.compiled import first_fault
    from b24app.workflows.dryrun import Trial
    from b24app.workflows.dryrun import dryrun as tried

    try:
        trial = Trial.model_validate(json.loads(read_bytes(str(document))) if document else {})
    except ValidationError as error:
        raise click.UsageError(f"{document} is no document to try: {first_fault(error)}") from None
    except (ValueError, RecursionError):
        raise click.UsageError(f"{document} is not JSON") from None
    plan = read_plan(read_bytes(plan_file))
    try:
        happenings = tried(plan, trial, _known(portal), datetime.now(UTC))
    except B24AppError as error:
        _fail(str(error))
    if as_json:
        click.echo(json.dumps([asdict(one) for one in happenings], ensure_ascii=False, indent=2, default=str))
        return
    for one in happenings:
        click.echo(f"{one.at:%Y-%m-%d %H:%M}  {one.node:<5} {one.text}{_shown(one.details)}")


@click.command()
@click.argument("old")
@click.argument("new")
@_client_id
@_json
def diff(old: str, new: str, client_id: str, as_json: bool) -> None:
    """Say in English what changed between two plans (.json), or templates (.bpt) that this application built.

    \b
    Exit code 0: they do the same, 1: they differ, 2: wrong usage.
      b24app diff yesterday.json today.json
      b24app diff --client-id local.1.2 plan.json file.bpt
    """
    from b24app.workflows.diff import diff as changes

    plans = [_plan_or_tree(read_bytes(source), client_id) for source in (old, new)]
    if not all(isinstance(plan, Plan) for plan in plans):
        raise click.UsageError("a template can only be compared when this application built it: give its --client-id")
    told = changes(*(plan for plan in plans if isinstance(plan, Plan)))
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else "\n".join(told) or "They do the same.")
    sys.exit(1 if told else 0)


@click.command()
@click.argument("plan_file", default="-")
@_portal
@_json
def lint(plan_file: str, portal: Path | None, as_json: bool) -> None:
    """Say what speaks against a plan: errors that must be mended, warnings to weigh.

    \b
    Exit code 0: nothing found, 1: something found, 2: wrong usage.
      b24app lint plan.json --portal portal.json
    """
    from b24app.workflows.lint import lint as findings

    found = findings(read_plan(read_bytes(plan_file)), read_snapshot(portal) if portal else None)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
    else:
        for one in found:
            fix = f" Fix: {one.fix}." if one.fix else ""
            choices = f" Known here: {', '.join(one.choices)}." if one.choices else ""
            click.echo(f"{one.level} {one.node or 'plan'}: {one.text}{choices}{fix}")
        click.echo("" if found else "Nothing speaks against it.", nl=not found)
    sys.exit(1 if found else 0)


VERBS = (inspect, explain, dryrun, diff, lint)


def _known(portal: Path | None) -> Snapshot:
    return read_snapshot(portal) if portal else Snapshot(known=False)


def _plan_or_tree(data: bytes, client_id: str) -> Plan | dict[str, Any]:
    """A plan, or a template that is not ours. What is neither JSON nor a template is said so."""
    from b24app.workflows.carry import plan_in

    if data.lstrip()[:1] == b"{":
        return read_plan(data)
    tree = _decoded(data)
    return plan_in(tree, client_id) or tree


def _tree(source: str) -> dict[str, Any]:
    return _decoded(read_bytes(source))


def _decoded(data: bytes) -> dict[str, Any]:
    from b24app.bizproc.read import read_tree

    try:
        return read_tree(data)
    except (B24AppError, TypeError) as error:
        _fail(f"this is no template that can be read: {error}")


def _fail(text: str) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(1)


def _shown(details: dict[str, Any]) -> str:
    """What would go out, behind the step's sentence."""
    told = {name: value for name, value in details.items() if name in {"to", "message", "subject", "body", "title"}}
    pairs = ((name, ", ".join(value) if isinstance(value, list) else value) for name, value in told.items())
    listed = "; ".join(f"{name}: {value}" for name, value in pairs)
    return f"  [{listed}]" if listed else ""
