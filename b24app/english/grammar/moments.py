"""Numbers, durations, deadlines and waits."""

from __future__ import annotations

import re

from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.lexicon import Found, Lexicon
from b24app.plan.phrases import DAYS, NUMBER_WORDS, UNITS
from b24app.plan.plan import Moment, Unit

_UNITS: Lexicon[str] = Lexicon(UNITS)
_KNOWN_UNITS: dict[str, Unit] = {
    "minutes": "minutes",
    "hours": "hours",
    "days": "days",
    "weeks": "weeks",
    "months": "months",
}
_LONGEST = 10_000
_FACTORS = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "million": 1e6}
_NUMBER = re.compile(r"[€$£]?\s*([\d.,'\s]*\d)\s*([a-z]*)", re.IGNORECASE)
_COMPACT = re.compile(r"(\d+)\s*([a-z]+)", re.IGNORECASE)
_DUE = Lexicon(
    dict.fromkeys(
        (
            "due",
            "with [a] deadline|due of|in|on",
            "with [a] due date of|in|on",
            "[and] deadline|due date",
            "to be done|finished|completed",
        ),
        True,
    )
)


def number(text: str) -> float | None:
    """A number as people write it: `10k`, `30 000`, `1.000,50`, `€5,000`."""
    match = _NUMBER.fullmatch(text.strip())
    if not match:
        return None
    digits = re.sub(r"[\s']", "", match[1])
    decimals = re.search(r"[.,](\d{1,2})$", digits)
    if decimals:
        digits = re.sub(r"[.,]", "", digits[: decimals.start()]) + "." + decimals[1]
    elif not re.fullmatch(r"\d{1,3}([.,]\d{3})*", digits) and re.search(r"[.,]", digits):
        digits = digits.replace(",", ".")
    else:
        digits = re.sub(r"[.,]", "", digits)
    try:
        return float(digits) * _FACTORS.get(match[2].casefold(), 1.0)
    except ValueError:
        return None


def duration(tokens: Tokens, index: int) -> Found[Moment] | None:
    """`2 days`, `24h`, `an hour`, `half an hour`, `a couple of days`."""
    if tokens.kind(index) == "SPAN":
        match = _COMPACT.fullmatch(tokens.at(index).text)
        unit = UNITS_BY_WORD.get(match[2].casefold()) if match else None
        return _moment(int(match[1]), unit, index + 1) if match and unit else None
    if tokens.word(index) == "half" and tokens.word(index + 2) in {"hour", "day"}:
        minutes = 30 if tokens.word(index + 2) == "hour" else 720
        return Found(Moment(amount=minutes, unit="minutes"), index + 3)
    amount, at = _count(tokens, index)
    unit_found = _UNITS.find(tokens, at)
    if amount is None or not unit_found:
        return None
    return _moment(amount, unit_found.value, unit_found.end)


def _count(tokens: Tokens, index: int) -> tuple[int | None, int]:
    if tokens.word(index) == "a" and tokens.word(index + 1) == "couple":
        index += 1
    at = index + 1
    if tokens.word(index) == "couple" and tokens.word(at) == "of":
        at += 1
    if tokens.word(index) in NUMBER_WORDS:
        return NUMBER_WORDS[tokens.word(index)], at
    value = number(tokens.at(index).text) if tokens.kind(index) == "NUMBER" else None
    return (int(value), at) if value is not None and value.is_integer() and value <= _LONGEST else (None, at)


def _moment(amount: int, unit: str, end: int) -> Found[Moment] | None:
    known = _KNOWN_UNITS.get(unit)
    return Found(Moment(amount=amount, unit=known), end) if known and amount <= _LONGEST else None


def day(tokens: Tokens, index: int) -> Found[Moment | str] | None:
    """`tomorrow`, `today`, `next Friday`, `on Monday at 10`, `the end of the week`."""
    at = tokens.past(index, {"on", "the", "next", "this", "end", "of", "coming"})
    word = tokens.word(at)
    if word == "tomorrow" and not _clock(tokens, at + 1):
        return Found(Moment(amount=1, unit="days"), at + 1)
    if word in {*DAYS, "tomorrow", "today"} or (at > index and word in {"day", "week", "month"}):
        end = _clock(tokens, at + 1) or at + 1
        start = index + 1 if tokens.word(index) == "on" else index
        return Found(tokens.text(start, end), end)
    return None


def _clock(tokens: Tokens, index: int) -> int | None:
    if tokens.word(index) != "at" or tokens.kind(index + 1) != "NUMBER":
        return None
    end = index + 2
    if tokens.word(end) == ":" and tokens.kind(end + 1) == "NUMBER":
        end += 2
    return end + 1 if tokens.word(end) in {"am", "pm", "o'clock"} else end


def when(tokens: Tokens, index: int) -> Found[Moment | str] | None:
    """A moment after now: a duration or a day."""
    found = duration(tokens, index)
    return Found(found.value, found.end) if found else day(tokens, index)


def deadline(tokens: Tokens, index: int) -> Found[Moment | str] | None:
    """`due in 2 days`, `within 24 hours`, `by tomorrow`, `(deadline: 3 days)`."""
    due = _DUE.find(tokens, index)
    at = due.end if due else index
    led = tokens.word(at) in {"in", "within", "by", "until", "before", "after", ":", "on"}
    if not due and tokens.word(at) not in {"within", "by", "until", "before"}:
        return None
    return when(tokens, at + 1 if led else at)


def later(tokens: Tokens, index: int) -> Found[Moment | str] | None:
    """`in 2 days`, `tomorrow`, `next Friday`, `2 days later`, `3 hours from now`."""
    if tokens.word(index) in {"in", "for", "after"}:
        found = duration(tokens, index + 1) if tokens.word(index) == "in" else None
        return Found(found.value, found.end) if found else None
    found = duration(tokens, index)
    if found and tokens.word(found.end) in {"later", "afterwards"}:
        return Found(found.value, found.end + 1)
    if found and (tokens.word(found.end), tokens.word(found.end + 1)) == ("from", "now"):
        return Found(found.value, found.end + 2)
    return day(tokens, index)


def wait(tokens: Tokens, index: int) -> Found[Moment] | None:
    """A wait of its own: `wait 2 days`, `after 3 days`, `3 days later`, `pause for an hour`."""
    word = tokens.word(index)
    if word in {"wait", "pause", "waits", "delay"}:
        at = index + 1 + (tokens.word(index + 1) in {"for", "of"})
        return duration(tokens, at)
    if word == "after":
        at = index + 1 + (tokens.word(index + 1) == "another")
        found = duration(tokens, at)
        return found if found and tokens.word(found.end) not in {"after", "of"} else None
    found = duration(tokens, index)
    if found and tokens.word(found.end) in {"later", "afterwards"}:
        return Found(found.value, found.end + 1)
    return None


UNITS_BY_WORD: dict[str, str] = {word: unit for words, unit in UNITS.items() for word in words.split("|")}
