"""Words for numbers, days and lengths of time."""

from __future__ import annotations

UNITS: dict[str, str] = {
    "minute|minutes|min|mins": "minutes",
    "hour|hours|hr|hrs|h": "hours",
    "day|days|d": "days",
    "week|weeks|wk|wks|w": "weeks",
    "month|months": "months",
    "business|working|work|bank day|days": "business_days",
    "workday|workdays|weekday|weekdays": "business_days",
}

NUMBER_WORDS: dict[str, int] = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
        ]
    )
} | {"a": 1, "an": 1, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "couple": 2}

MULTIPLIERS = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "k": 1000, "grand": 1000}

DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
