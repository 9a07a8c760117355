"""What no file of the tree may hold, and what the documents must mention."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
NOT_OURS = {"var", "build", "dist", "__pycache__", "node_modules", "vendor"}
DOTTED = {".ci", ".gitignore", ".dockerignore", ".python-version", ".pre-commit-config.yaml"}
LARGE = 512 * 1024
WEIGHTS = ROOT / "b24app" / "english" / "grammar" / "plainer" / "retelling" / "words.crfsuite"

MACHINE_PATH = re.compile(r"(?<![\w.\-/])/(?:work|root|Users|home/\w+)/\w|\b[A-Z]:\\Users\\")
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|\bsk-ant-[\w-]{20}|\bAKIA[0-9A-Z]{16}\b|\bAIza[\w-]{35}\b|\bgh[pousr]_\w{36}\b"
)


def _ours(folder: Path) -> list[Path]:
    found: list[Path] = []
    for path in sorted(folder.iterdir()):
        skipped = path.name.endswith(".egg-info") or path.name in NOT_OURS
        if skipped or (path.name.startswith(".") and path.name not in DOTTED):
            continue
        found += _ours(path) if path.is_dir() else [path]
    return found


FILES = _ours(ROOT)


def _texts() -> dict[str, str]:
    texts = {}
    for path in FILES:
        try:
            texts[path.relative_to(ROOT).as_posix()] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return texts


TEXTS = _texts()


def _found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in TEXTS.items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_nothing_names_a_path_of_one_machine():
    assert _found(MACHINE_PATH) == []


def test_nothing_is_marked_as_unfinished():
    assert _found(UNFINISHED) == []


def test_nothing_looks_like_a_real_secret():
    assert _found(SECRET) == []


def test_lines_end_without_blanks_and_files_with_a_newline():
    blanks = [line for line in _found(re.compile(r"[ \t]+$")) if not line.startswith("tests/")]
    endless = [name for name, text in TEXTS.items() if text and not text.endswith("\n")]
    assert (blanks, endless) == ([], [])


def test_no_file_is_larger_than_512_kb():
    assert [str(path) for path in FILES if path.stat().st_size > LARGE and path != WEIGHTS] == []


def test_lock_files_hold_hashes_and_no_addresses():
    for name in ("requirements/app.lock", "requirements/dev.lock"):
        packages = re.findall(r"(?m)^\S+==.*(?:\n    --hash=sha256:[0-9a-f]{64}.*)+", TEXTS[name])
        assert len(packages) == len(re.findall(r"(?m)^\S+==", TEXTS[name])) > 0
        assert "://" not in TEXTS[name]
        assert "index-url" not in TEXTS[name]


def test_configuration_files_can_be_read():
    for name, text in TEXTS.items():
        if name.endswith(".toml"):
            tomllib.loads(text)
        elif name.endswith((".yml", ".yaml")):
            yaml.safe_load(text)


def test_every_verb_of_the_makefile_is_explained():
    verbs = re.findall(r"(?m)^([a-z][a-z-]*):.*## ", TEXTS["Makefile"])
    assert " ".join(verbs) == "help setup demo test check faults fuzz bench eval tagger screenshots docs run portal"
    documents = "".join(text for name, text in TEXTS.items() if name.endswith(".md"))
    assert [verb for verb in verbs if not re.search(rf"make {verb}\b", documents)] == []


def test_every_setting_and_dependency_is_explained():
    project = tomllib.loads(TEXTS["pyproject.toml"])["project"]
    reasons = TEXTS["docs/decisions/0001-dependencies.md"].lower()
    listed = [line for lines in (project["dependencies"], *project["optional-dependencies"].values()) for line in lines]
    names = {re.split(r"[\[><=;~! ]", line, maxsplit=1)[0].lower() for line in listed} - {"b24app"}
    assert [name for name in sorted(names) if f"`{name}`" not in reasons] == []
    variables = set(re.findall(r"\$\{([A-Z0-9_]+)", TEXTS["docker-compose.yml"]))
    assert [name for name in sorted(variables) if name not in TEXTS["docs/operating.md"]] == []


def test_decisions_are_numbered_without_gaps_and_fit_on_a_page():
    decisions = {name: text for name, text in TEXTS.items() if name.startswith("docs/decisions/")}
    numbers = sorted(int(Path(name).name[:4]) for name in decisions)
    assert numbers == list(range(1, len(numbers) + 1))
    for name, text in decisions.items():
        assert re.findall(r"(?m)^## (.*)$", text) == [
            "Context", "Decision", "Consequences", "How we would know it was wrong",
        ], name  # fmt: skip
        assert len(text.split()) <= 600, name
