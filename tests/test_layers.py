"""What only one place may do, and that no module stands outside the layers of pyproject.toml.

The layers themselves are checked by import-linter (`make layers`).
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
APP = ("b24app", "install")

# package: where in the app it may be imported (a path, or a folder with a slash at its end)
SOLE_IMPORTERS = {
    "rq": ("b24app/invocations/queue.py",),
    "requests": ("b24app/portals/net.py", "b24app/portals/client.py"),
    "requests_hardened": ("b24app/portals/net.py",),
    "urllib.request": ("b24app/cli.py", "b24app/demo/road.py"),  # the operator's own addresses; nothing a portal names
    "authlib": ("b24app/portals/tokens.py",),
    "flask": ("b24app/web/", "install/", "b24app/placements/", "b24app/app.py"),
    "zlib": ("b24app/bizproc/bpt.py",),
    "anthropic": ("b24app/ai/claude.py",),
    "google": ("b24app/ai/gemini.py",),
    "httpx2": ("b24app/ai/wire.py",),
    "pickle": (),
    "simulator": (),
}
# name as it is used: where in the app it may be used
SOLE_USERS = {
    "create_engine": ("b24app/store/",),
    "environ": ("b24app/settings.py", "b24app/processes.py"),  # a child is given what its parent has
    "getenv": ("b24app/settings.py",),
}


def _files(folders: tuple[str, ...]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def _imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _uses(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Names read, as attributes too: `os.environ`, and `environ` after an import of it; not what is only written to."""
    subscripts = (node for node in ast.walk(tree) if isinstance(node, ast.Subscript))
    written = {id(node.value) for node in subscripts if isinstance(node.ctx, ast.Store)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and id(node) not in written:
            yield node.lineno, node.attr
        elif isinstance(node, ast.Name) and id(node) not in written:
            yield node.lineno, node.id


def _is_allowed(path: Path, places: tuple[str, ...]) -> bool:
    name = path.relative_to(ROOT).as_posix()
    return any(name == place or (place.endswith("/") and name.startswith(place)) for place in places)


def _elsewhere(places: tuple[str, ...], found: Iterator[tuple[Path, int, str]], matches: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT).as_posix()}:{line}: {name}"
        for path, line, name in found
        if matches.match(name) and not _is_allowed(path, places)
    ]


def _trees(folders: tuple[str, ...]) -> Iterator[tuple[Path, ast.AST]]:
    for path in _files(folders):
        yield path, ast.parse(path.read_text(encoding="utf-8"), str(path))


@pytest.mark.parametrize("package", sorted(SOLE_IMPORTERS))
def test_a_package_is_imported_only_where_it_belongs(package):
    found = ((path, line, name) for path, tree in _trees(APP) for line, name in _imports(tree))
    assert _elsewhere(SOLE_IMPORTERS[package], found, re.compile(rf"{re.escape(package)}(\.|$)")) == []


@pytest.mark.parametrize("name", sorted(SOLE_USERS))
def test_a_name_is_used_only_where_it_belongs(name):
    found = ((path, line, used) for path, tree in _trees(APP) for line, used in _uses(tree))
    assert _elsewhere(SOLE_USERS[name], found, re.compile(rf"{name}$")) == []


def test_the_simulator_imports_nothing_of_the_app():
    found = ((path, line, name) for path, tree in _trees(("simulator",)) for line, name in _imports(tree))
    assert _elsewhere((), found, re.compile(r"(b24app|install)(\.|$)")) == []


def test_every_module_of_the_app_stands_in_a_layer():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["name"] == "Layers")
    named = {name.strip(" ()") for layer in layers for name in layer.split("|")}
    modules = {
        f"b24app.{path.stem}"
        for path in (ROOT / "b24app").iterdir()
        if (path.suffix == ".py" and path.stem != "__init__") or any(path.rglob("*.py"))
    }
    assert modules - named == set()


def test_every_package_of_the_app_can_be_imported():
    # Without its __init__.py a folder is invisible to import-linter. Alembic loads migrations by path.
    folders = {path.parent for path in _files((*APP, "simulator")) if "migrations" not in path.parts}
    assert [str(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []
