"""Train the tagger of the retelling: `python -m bench.english.train` (`make tagger`), about five minutes.

It reads the labelled descriptions of `tests/english/labelled/*.txt` and writes the two models beside the code that uses
them, with the fingerprint of what they were trained on: the same lines and features give the same models.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

import pycrfsuite

from b24app.english.grammar.plainer.retelling import features, scopes, tagger
from bench.english.marked import tags, unmarked

LABELLED = Path(__file__).resolve().parents[2] / "tests" / "english" / "labelled"
FINGERPRINT = tagger.WORDS.with_name("trained.sha256")
NEWLINE = "⏎"  # a line of a labelled file is one description


def labelled() -> Iterator[tuple[str, str]]:
    """The id of the case that each labelled description words, and its line."""
    for path in sorted(LABELLED.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                case, _, marked = line.partition("\t")
                yield case, marked.replace(NEWLINE, "\n")


def fingerprint() -> str:
    """Of all that the models depend on."""
    code = (tagger.WORDS.with_name(f"{module}.py").read_bytes() for module in ("features", "scopes"))
    lines = (f"{case}\t{marked}".encode() for case, marked in labelled())
    return hashlib.sha256(b"\n".join([*code, *lines])).hexdigest()


def train() -> None:
    rows = [unmarked(marked)[1:] for _, marked in labelled()]
    _trained(tagger.WORDS, "ap", {"max_iterations": 12}, [(features.features(one), tags(one, frames)) for one, frames in rows])
    held = [(scopes.scope_features(one, frames), [frame.scope.name for frame in frames]) for one, frames in rows]
    _trained(tagger.SCOPES, "lbfgs", {"max_iterations": 100, "c1": 0.1, "c2": 0.05}, held)
    FINGERPRINT.write_text(fingerprint() + "\n", encoding="ascii")


def _trained(path: Path, algorithm: str, settings: dict[str, float], rows: list[tuple[list[list[str]], list[str]]]) -> None:
    started = time.monotonic()
    trainer = pycrfsuite.Trainer(algorithm, verbose=False)
    for seen, told in rows:
        trainer.append(seen, told)
    trainer.set_params({"feature.minfreq": 2, **settings})
    trainer.train(str(path))
    print(f"{path.name}: {len(rows)} descriptions, {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    train()
