"""One way of noting something in place of a sentence, and the plain words for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from b24app.english.grammar.plainer.wording import Kept, Rewriter, Told, Wording
from b24app.plan.plan import Span

# Where a note begins and ends; a comma may set off anything, so it is no edge where a note says little.
EDGE = r"(?:^|(?<=[.;:|/\n(\[>→⇒])|(?<=\s-)|(?<=^-))[ \t]*"
COMMA_TOO = r"(?:^|(?<=[.;:,|/\n(\[>→⇒])|(?<=\s-)|(?<=^-))[ \t]*"
CLOSE = r"(?=[ \t]*(?:$|[.;:,|/\n)\]→⇒]|->|=>|>>|\s-\s|\s\(?[\da-e][.)]\s))"
LENGTH = (
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|half an)[ -]?(?:business |working )?"
    r"(?:minutes?|mins?|hours?|hrs?|h|days?|d|weeks?|wks?|months?|years?)\b"
)
RECORD = r"(?:deal|lead|contact|company|quote|invoice|task)"
LONGEST = 800  # notes are short
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Note:
    """A note is what its group `said` matches, or all of it; a {group} of the plain words is kept as written."""

    pattern: re.Pattern[str]
    plain: str
    fits: Callable[[str, re.Match[str]], bool] = lambda _, __: True


def note(pattern: str, plain: str, fits: Callable[[str, re.Match[str]], bool] | None = None) -> Note:
    """A note whose letters may be large or small, but for those in (?-i:…)."""
    compiled = re.compile(pattern, re.IGNORECASE)
    return Note(compiled, plain, fits) if fits else Note(compiled, plain)


def noted(*notes: Note) -> Rewriter:
    """What puts these notes in plain words, the first that fits at each place."""

    def plainer(said: Wording, _: tuple[Span, ...]) -> Wording | None:
        if len(said.text) > LONGEST:
            return None
        text = said.masked
        found = [(one, match) for one in notes for match in one.pattern.finditer(text) if one.fits(text, match)]
        return _reworded(said, sorted(found, key=lambda pair: _place(pair[1])))

    return plainer


def _place(match: re.Match[str]) -> tuple[int, int]:
    return match.span("said") if "said" in match.re.groupindex else match.span()


def _reworded(said: Wording, found: list[tuple[Note, re.Match[str]]]) -> Wording | None:
    pieces: list[Kept | Told] = []
    notes: dict[Span, str] = {}
    at = 0
    for one, match in found:
        start, end = _place(match)
        if start < at or start == end:
            continue
        plain = _plain(one.plain, match, start, end)
        told = "".join(said.text[piece.start : piece.end] if isinstance(piece, Kept) else piece.text for piece in plain)
        shown = " ".join(said.text[start:end].split())
        plainly = told.strip(" ,;.") or told.strip()
        read_as = f"was read as “{plainly}”" if plainly else "was passed over"
        notes[Span(start=start, end=end)] = f"“{shown}” {read_as}."
        pieces += [Kept(at, start), *plain]
        at = end
    return said.put([*pieces, Kept(at, len(said.text))], notes) if notes else None


def _plain(plain: str, match: re.Match[str], start: int, end: int) -> list[Kept | Told]:
    """The pieces of the plain words: a group that matched nothing is left out."""
    pieces: list[Kept | Told] = []
    for place, piece in enumerate(_SLOT.split(plain)):
        if place % 2 and match.group(piece):
            pieces.append(Kept(*match.span(piece)))
        elif piece and not place % 2:
            pieces.append(Told(piece, start, end))
    return pieces
