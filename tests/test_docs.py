"""The documentation says what the code does."""

from pathlib import Path

from b24app.cli import main
from b24app.docs import pages
from b24app.errors import B24AppError

ROOT = Path(__file__).resolve().parents[1]


def test_the_generated_pages_are_current():
    """
    `make docs` would change nothing.
    """
    for name, text in pages().items():
        assert (ROOT / "docs" / name).read_text(encoding="utf-8") == text, f"docs/{name} is stale: run make docs"


def test_every_verb_says_what_it_does():
    told = "".join((ROOT / path).read_text() for path in ("README.md", "docs/operating.md", "docs/workflows.md"))
    for name, verb in main.commands.items():
        assert verb.help, name
        assert name in told, name


def test_every_error_has_a_code_of_its_own():
    seen: dict[str, type] = {}
    stack = [B24AppError]
    while stack:
        kind = stack.pop()
        assert kind.code not in seen or kind.__module__ != "b24app.errors", (kind, seen.get(kind.code))
        if kind.__module__ == "b24app.errors":
            seen[kind.code] = kind
        stack += kind.__subclasses__()
