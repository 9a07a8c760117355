"""Numbers, durations, days and deadlines."""

from __future__ import annotations

import re

from b24app.english.grammar.words.calendar import calendar_day, part_of_day
from b24app.english.grammar.words.lexer import Tokens, remembered
from b24app.english.grammar.words.lexicon import Found, Lexicon, phrases
from b24app.plan.phrases import DAYS, NUMBER_WORDS, UNITS
from b24app.plan.plan import Moment, Unit

_UNITS: Lexicon[str] = Lexicon(UNITS)
_KNOWN_UNITS: dict[str, Unit] = {
    "minutes": "minutes",
    "hours": "hours",
    "days": "days",
    "weeks": "weeks",
    "months": "months",
    "business_days": "business_days",
}
_LONGEST = 10_000
_PARTS_OF_DAY = {"noon", "midnight", "midday", "morning", "afternoon", "evening"}
_FACTORS = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "million": 1e6}
_NUMBER = re.compile(r"[€$£]?\s*([\d.,'\s]*\d)\s*([a-z]*)", re.IGNORECASE)
_COMPACT = re.compile(r"(\d+)\s*([a-z]+)", re.IGNORECASE)
_SOON = phrases(("right away|now", "immediately|asap|instantly|now", "straight away", "at once"))
_HALVES = {
    "hour": Moment(amount=30, unit="minutes"),
    "day": Moment(amount=720, unit="minutes"),
    "year": Moment(amount=6, unit="months"),
}
_NEXT_WORKDAY = phrases(("[on|for] [the] next|following business|working day",))
_SECOND_DAY = phrases(("[on|by] [the] day after tomorrow", "overmorrow"))
_NEXT_DAY = phrases(("[on|for] the next|following day", "[on|for] next day"))
_SAME_DAY = phrases(
    (
        "[on] [the] same day",
        "today",
        "[by|at] [the] end of [the|this|that] day",
        "[by|at] [the] end of today",
        "tonight",
        "[by] eod|cob",
        "this|that day",
    )
)
_DAY_PARTS = {"morning", "afternoon", "evening", "noon", "midday", "night"}


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


@remembered
def duration(tokens: Tokens, index: int) -> Found[Moment] | None:
    """`2 days`, `24h`, `half an hour`, `a couple of days`, `3 business days`, `an hour and 15 minutes`."""
    found = _said_twice(tokens, _length(tokens, index))
    whole = _MINUTES.get(found.value.unit) if found else None
    if not found or not whole:
        return found
    start = found.end + (tokens.word(found.end) == "and")
    rest = _length(tokens, start)
    part = _MINUTES.get(rest.value.unit) if rest else None
    if not rest or not part or not part * rest.value.amount < whole <= part * _MOST_PARTS:
        return found
    return _told_in_minutes(found.value.amount * whole + rest.value.amount * part, rest.end)


def _said_twice(tokens: Tokens, found: Found[Moment] | None) -> Found[Moment] | None:
    """Past the same length in brackets: "half a year (6 months)", "one week (7 days)"."""
    again = _length(tokens, found.end + 1) if found and tokens.word(found.end) == "(" else None
    if not found or not again or tokens.word(again.end) != ")":
        return found
    sizes = [_MINUTES.get(one.value.unit, 0) * one.value.amount for one in (found, again)]
    same = found.value == again.value or (sizes[0] == sizes[1] != 0)
    return Found(found.value, again.end + 1) if same else found


def _length(tokens: Tokens, index: int) -> Found[Moment] | None:
    index += tokens.word(index) in {"another", "about", "roughly", "exactly", "only"} and _leads(tokens, index + 1)
    if tokens.kind(index) == "SPAN":
        match = _COMPACT.fullmatch(tokens.at(index).text)
        unit = UNITS_BY_WORD.get(match[2].casefold()) if match else None
        return _moment(int(match[1]), unit, index + 1) if match and unit else None
    named = _with_half(tokens, index) or _hyphened(tokens, index) or _odd(tokens, index) or _one_after(tokens, index)
    if named:
        return named
    amount, at = _count(tokens, index)
    at += tokens.word(at) in {"more", "full", "whole", "further", "additional"}
    unit_found = _UNITS.find(tokens, at)
    if amount is None or not unit_found:
        return None
    end = unit_found.end
    end += 2 * (tokens.word(end) == "'s" and tokens.word(end + 1) == "time")  # "in two days' time"
    return _moment(amount, unit_found.value, end)


_MINUTES: dict[Unit, int] = {"minutes": 1, "hours": 60, "days": 1440, "weeks": 10080}
_MOST_PARTS = 60
_AND_A_HALF = ("and", "a", "half")


def _told_in_minutes(minutes: float, end: int) -> Found[Moment] | None:
    """So many minutes in the largest unit of which they are a whole number."""
    units: tuple[Unit, ...] = ("days", "hours", "minutes")
    unit = next((one for one in units if minutes % _MINUTES[one] == 0), None)
    amount = int(minutes // _MINUTES[unit]) if unit else 0
    return Found(Moment(amount=amount, unit=unit), end) if unit and 0 < amount <= _LONGEST else None


def _with_half(tokens: Tokens, index: int) -> Found[Moment] | None:
    """Reads "an hour and a half", "two and a half days", "1.5 hours"."""
    amount, at = _count(tokens, index)
    split = number(tokens.at(index).text) if amount is None and tokens.kind(index) == "NUMBER" else None
    told = split if split is not None else amount
    at = index + 1 if split is not None else at
    before = told is not None and tokens.row(at, 3) == _AND_A_HALF
    unit = _UNITS.find(tokens, at + 3 * before) if told is not None else None
    behind = unit is not None and not before and tokens.row(unit.end, 3) == _AND_A_HALF
    size = _MINUTES.get(_KNOWN_UNITS.get(unit.value, "months")) if unit else None
    if told is None or not unit or not size or not (before or behind or split):
        return None
    return _told_in_minutes((told + 0.5 * (before or behind)) * size, unit.end + 3 * behind)


_HAPPENED = {"a", "an", "any", "every", "each", "we", "our", "somebody", "someone"}


def _one_after(tokens: Tokens, index: int) -> Found[Moment] | None:
    """Reads "the day" in "the day after a quote is created"."""
    unit = _UNITS.find(tokens, index + 1) if tokens.word(index) == "the" else None
    told = unit is not None and tokens.word(unit.end) == "after" and tokens.word(unit.end + 1) in _HAPPENED
    return _moment(1, unit.value, unit.end) if unit and told else None


def _odd(tokens: Tokens, index: int) -> Found[Moment] | None:
    """Reads "half an hour", "a fortnight", "two years": lengths that are told in other units."""
    halved = _HALVES.get(tokens.word(index + 2)) if tokens.word(index) == "half" else None
    if halved:
        return Found(halved, index + 3)
    if parts := _quarters(tokens, index):
        return parts
    fortnight = index + (tokens.word(index) in {"a", "one", "another"})
    if tokens.word(fortnight) == "fortnight":
        return Found(Moment(amount=2, unit="weeks"), fortnight + 1)
    amount, at = _count(tokens, index)
    if amount is not None and tokens.word(at) in {"quarter", "quarters"} and tokens.word(at + 1) != "of":
        return Found(Moment(amount=3 * min(amount, _LONGEST // 3), unit="months"), at + 1)
    if amount is not None and tokens.word(at) in {"year", "years", "yr", "yrs"} and 12 * amount <= _LONGEST:
        half = (tokens.word(at + 1), tokens.word(at + 2), tokens.word(at + 3)) == ("and", "a", "half")
        return Found(Moment(amount=12 * amount + 6 * half, unit="months"), at + 1 + 3 * half)
    return None


def _quarters(tokens: Tokens, index: int) -> Found[Moment] | None:
    """Reads "a quarter of an hour", "three quarters of an hour"."""
    counted = _count(tokens, index)[0] or 1
    at = next((place for place in (index, index + 1) if tokens.word(place) in {"quarter", "quarters"}), None)
    if at is None or tokens.word(at + 1) != "of" or tokens.word(at + 3) != "hour":
        return None
    return Found(Moment(amount=15 * min(counted, _LONGEST // 15), unit="minutes"), at + 4)


def _hyphened(tokens: Tokens, index: int) -> Found[Moment] | None:
    """Reads "(a) 3-day (deadline)", "two-week"."""
    if tokens.kind(index) == "NUMBER" and tokens.word(index + 1) == "-" and tokens.word(index + 2) in UNITS_BY_WORD:
        value = number(tokens.at(index).text)
        return _moment(int(value), UNITS_BY_WORD[tokens.word(index + 2)], index + 3) if value else None
    amount, _, unit = tokens.word(index).partition("-")
    if amount in NUMBER_WORDS and unit in UNITS_BY_WORD:
        return _moment(NUMBER_WORDS[amount], UNITS_BY_WORD[unit], index + 1)
    return None


def _leads(tokens: Tokens, index: int) -> bool:
    return tokens.kind(index) in {"NUMBER", "SPAN"} or tokens.word(index) in {*NUMBER_WORDS, *UNITS_BY_WORD}


def _count(tokens: Tokens, index: int) -> tuple[int | None, int]:
    if tokens.word(index - 1) in {"another", "further"} and tokens.word(index) in UNITS_BY_WORD:
        return 1, index
    within = tokens.word(index - 1) in {"within", "inside"} and tokens.word(index) == "the"
    if within and tokens.word(index + 1) in {"hour", "day", "week", "month"}:
        return 1, index + 1
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
    """`tomorrow`, `today`, `next Friday`, `on Monday at 10`, `the end of the week`, `the next business day`."""
    for phrase, amount, unit in ((_NEXT_WORKDAY, 1, "business_days"), (_NEXT_DAY, 1, "days"), (_SECOND_DAY, 2, "days")):
        found = phrase.find(tokens, index)
        if found:
            return Found(Moment(amount=amount, unit=_KNOWN_UNITS[unit]), found.end)
    dated = calendar_day(tokens, index + (tokens.word(index) in {"on", "for", "at"})) or _end_of(tokens, index)
    same = _SAME_DAY.find(tokens, index) if not dated else None
    if dated or (same and not _clock(tokens, same.end)):
        return Found(dated.value, dated.end) if dated else Found("today", same.end)  # type: ignore[union-attr]  # tested
    at = tokens.past(index, {"on", "the", "next", "this", "end", "of", "coming", "for", "following", "at"})
    word = tokens.word(at)
    if word == "tomorrow" and not _clock(tokens, at + 1):
        return Found(Moment(amount=1, unit="days"), at + 1)
    if word in _DAY_PARTS and _led_by_date(tokens, index, at):
        return Found(tokens.text(index, at + 1), at + 1)
    if word in {*DAYS, "tomorrow", "today"} or (_led_by_date(tokens, index, at) and word in {"day", "week", "month"}):
        end = _clock(tokens, at + 1) or at + 1
        start = index + (tokens.word(index) in {"on", "for"})
        return Found(tokens.text(start, end), end)
    return None


def _end_of(tokens: Tokens, index: int) -> Found[str] | None:
    """Reads "EOD Friday", "the end of business tomorrow": a day that is named with its end."""
    found = part_of_day(tokens, tokens.past(index, {"by"}))
    return found if found and found.value.partition(" ")[0].casefold() in {*DAYS, "tomorrow"} else None


def _led_by_date(tokens: Tokens, index: int, at: int) -> bool:
    return any(tokens.word(place) in {"next", "end", "coming", "this", "following"} for place in range(index, at))


def _clock(tokens: Tokens, index: int) -> int | None:
    led = tokens.word(index) in {"at", "by", "around"}
    return clock_time(tokens, index) or (index + 2 if led and tokens.kind(index + 1) == "NUMBER" else None)


def clock_time(tokens: Tokens, index: int) -> int | None:
    """Past a time of day: `9 am`, `at 14:30`, `10 o'clock`, `noon`."""
    at = index + (tokens.word(index) in {"at", "by", "around"})
    at += tokens.word(at) in {"the", "in"} and tokens.word(at + 1) in {"the", *_PARTS_OF_DAY}
    if tokens.word(at) in _PARTS_OF_DAY:
        return at + 1
    if tokens.kind(at) != "NUMBER":
        return None
    minutes = tokens.word(at + 1) == ":" and tokens.kind(at + 2) == "NUMBER"
    end = at + (3 if minutes else 1)
    named = tokens.word(end) in {"am", "pm", "o'clock", "sharp"}
    return end + named if minutes or named else None


def when(tokens: Tokens, index: int) -> Found[Moment | str] | None:
    """A moment after now: a duration or a day."""
    found = duration(tokens, index)
    return Found(found.value, found.end) if found else day(tokens, index)


def later(tokens: Tokens, index: int) -> Found[Moment | str] | None:
    """`in 2 days`, `tomorrow`, `next Friday`, `2 days later`, `3 hours from now`."""
    if tokens.word(index) in {"in", "for", "after"}:
        found = duration(tokens, index + 1) if tokens.word(index) == "in" else None
        from_now = 2 * (found is not None and tokens.row(found.end, 2) == ("from", "now"))
        return Found(found.value, found.end + from_now) if found else day(tokens, index)
    found = duration(tokens, index)
    dated = found is not None and tokens.word(found.end) == "on" and tokens.word(found.end + 1) in DAYS
    if found and not dated and tokens.word(found.end) in {"later", "afterwards", "on", "hence", "out", "ahead"}:
        return Found(found.value, found.end + 1)
    if found and tokens.word(found.end) == "after" and tokens.word(found.end + 1) in {"to", "", ".", ",", "that"}:
        return Found(found.value, found.end + 1 + (tokens.word(found.end + 1) == "that"))
    if found and tokens.row(found.end, 2) in {("from", "now"), ("from", "today"), ("from", "then")}:
        return Found(found.value, found.end + 2)
    return day(tokens, index)


def soon(tokens: Tokens, index: int) -> int | None:
    """Past "right away", "now": no wait at all."""
    found = _SOON.find(tokens, index)
    return found.end if found else None


UNITS_BY_WORD: dict[str, str] = {
    word: unit for words, unit in UNITS.items() if " " not in words for word in words.split("|")
}
