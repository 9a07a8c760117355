"""Size budgets: what does not fit on a screen is taken apart. A failure names file, line and size."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODE = ("b24app", "install", "simulator", "bench", "tests")
FILE_LINES, FUNCTION_LINES, ROBOT_LINES = 400, 60, 80
# Rows of facts, read by looking one up; splitting would hide them. Their functions keep to the budget all the same.
DATA_TABLES = {
    "b24app/plan/vocabulary.py",
    "simulator/workflow/rules.py",
}
OURS_UNCHANGED = "bench/english/score.py"  # the scorer everybody uses, kept as it came
MIGRATIONS = "b24app/store/migrations/versions/"  # a list of columns, never edited once released


def _files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        found = sorted((ROOT / folder).rglob("*.py"))
        yield from (path for path in found if _name(path) != OURS_UNCHANGED)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _robots() -> list[Path]:
    return [path for path in _files("b24app/robots") if not path.name.startswith("_")]


def test_no_file_is_longer_than_400_lines():
    long = [(path, _lines(path)) for path in _files(*CODE) if _name(path) not in DATA_TABLES]
    assert [f"{_name(path)}:{FILE_LINES + 1}: {lines} lines" for path, lines in long if lines > FILE_LINES] == []


def test_no_function_is_longer_than_60_lines():
    assert [
        f"{_name(path)}:{node.lineno}: {node.name} has {lines} lines"
        for path in _files(*CODE)
        for node in _functions(path)
        if not _name(path).startswith(MIGRATIONS)
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ] == []


def test_no_robot_is_longer_than_80_lines():
    assert [
        f"{_name(path)}:{ROBOT_LINES + 1}: {_lines(path)} lines" for path in _robots() if _lines(path) > ROBOT_LINES
    ] == []


@pytest.mark.parametrize("path", _robots(), ids=lambda path: path.stem)
def test_every_robot_has_a_test_file_of_its_own(path):
    assert (ROOT / "tests/robots" / f"test_{path.stem}.py").is_file()


def test_the_budgets_really_look_at_the_code():
    names = {_name(path) for path in _files(*CODE)}
    assert {"b24app/settings.py", "simulator/__init__.py", "tests/test_shape.py"} <= names
