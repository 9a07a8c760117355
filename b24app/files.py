"""Files of the command line: bounded, parsed into types, and refused in words."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

import click
from pydantic import ValidationError

from b24app.plan.plan import Plan
from b24app.plan.snapshot import Snapshot

_LARGEST_BYTES: Final = 4_000_000
# What stands in for the application's id where a file is only looked at: robots of such a template belong to nobody.
SAMPLE_CLIENT_ID: Final = "local.00000000000000.00000000"


def read_bytes(source: str) -> bytes:
    """What is in a file, or on standard input for `-`. Raises UsageError."""
    try:
        if source == "-":
            data = sys.stdin.buffer.read(_LARGEST_BYTES + 1)
        else:
            with Path(source).open("rb") as file:
                data = file.read(_LARGEST_BYTES + 1)
    except OSError as error:
        raise click.UsageError(f"{source} cannot be read: {error.strerror}") from None
    if len(data) > _LARGEST_BYTES:
        raise click.UsageError(f"{source} is larger than {_LARGEST_BYTES // 1_000_000} MB")
    return data


def read_text(source: str) -> str:
    """The same as text; what is no UTF-8 is replaced."""
    return read_bytes(source).decode("utf-8", errors="replace")


def read_plan(data: bytes) -> Plan:
    """A plan from its JSON. Raises UsageError with the field that is wrong."""
    from b24app.workflows.compiled import first_fault

    try:
        return Plan.model_validate(json.loads(data))
    except ValidationError as error:
        raise click.UsageError(f"this is no plan: {first_fault(error)}") from None
    except (ValueError, RecursionError):
        raise click.UsageError("this is no plan: it is not JSON") from None


def read_snapshot(path: Path) -> Snapshot:
    """A portal's directory as `b24app portal-snapshot` wrote it. Raises UsageError."""
    from b24app.workflows.compiled import first_fault

    try:
        return Snapshot.model_validate(json.loads(read_bytes(str(path))))
    except ValidationError as error:
        raise click.UsageError(f"{path} is no portal snapshot: {first_fault(error)}") from None
    except (ValueError, RecursionError):
        raise click.UsageError(f"{path} is no portal snapshot: it is not JSON") from None
