"""Ways to say one change, as patterns of words with holes: `replace|swap <old> with|by <new>`.

They are written like the phrases of the grammar: `a|b` is a choice of words, `[…]` may be left out, `(a b / c)` is a
choice of phrases; `<name>` stands for any words, `name=(a / b c)` for one of those phrases, `#` for a number. A comma
may stand between any two words, and nothing is looked for inside quotes. What patterns have in common is plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final

_PARTS = re.compile(r"\w+=\(|[\[\]()/]|<\w+>|[^\s\[\]()/]+")
_BETWEEN: Final = r"[,:;]?\s+"
_SIGNS: Final = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "/": "|"}
_QUOTED = re.compile(r'"[^"]*"')


# A length of time, where no other word tells where it begins.
LENGTH: Final = (
    "how=(# [business|working] min|minute|minutes|h|hour|hours|day|days|week|weeks|month|months / half an hour)"
)
_NUMBER: Final = r"(?:\d[\w.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty|another)"


class Forms:
    """Patterns; the whole of what is said has to fit one."""

    def __init__(self, *patterns: str) -> None:
        self._patterns = patterns

    @cached_property
    def _compiled(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile("".join(map(_regex, _PARTS.findall(one))), re.IGNORECASE) for one in self._patterns)

    def readings(self, said: str) -> Iterator[dict[str, str]]:
        """What stands in the holes, nothing in those left out, of every pattern that fits."""
        masked = _QUOTED.sub(lambda found: "_" * len(found[0]), f" {said}")
        for pattern in self._compiled:
            if found := pattern.fullmatch(masked):
                spans = {name: found.span(name) for name in found.groupdict()}
                yield {
                    name: said[max(0, start - 1) : max(0, end - 1)].lstrip(" ,:;")
                    for name, (start, end) in spans.items()
                }

    def read(self, said: str) -> dict[str, str] | None:
        """The same of the first that fits; None when none does."""
        return next(self.readings(said), None)

    def behind(self, said: str) -> str:
        """The words behind all such beginnings: what is asked, without "also" and "please"."""
        for pattern in self._compiled:
            if (found := pattern.match(f" {said}")) and (rest := said[found.end() - 1 :]) and rest[0] in " ,:;":
                return self.behind(rest.lstrip(" ,:;"))
        return said


def _regex(part: str) -> str:
    if part in _SIGNS:
        return _SIGNS[part]
    if part == ",":
        return r"[,;:.]"
    if part == "#":
        return _BETWEEN + _NUMBER
    if part.endswith("=("):
        return f"(?P<{part[:-2]}>"
    if part.startswith("<"):
        return f"{_BETWEEN}(?P{part}.+?)"
    return f"{_BETWEEN}(?:{'|'.join(map(re.escape, part.split('|')))})"
