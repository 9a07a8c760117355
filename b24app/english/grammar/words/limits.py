"""Words that narrow what is said, or leave open whether and how often it is done: nothing may pass over them."""

from __future__ import annotations

# Whether it is done at all, or how much of it, is left open.
HEDGES = {
    "maybe", "perhaps", "possibly", "probably", "presumably", "potentially", "optionally", "optional", "sometimes",
    "occasionally", "rarely", "seldom", "almost", "nearly", "half", "twice", "thrice", "anonymous", "anonymously",
}  # fmt: skip
LIMITS = {
    *HEDGES,
    "not", "no", "never", "only", "except", "but", "all", "every", "each", "if", "unless", "until", "till",
    "without", "or", "either", "neither", "nor", "instead", "above", "below", "over", "under", "more", "less",
    "most", "least", "first", "second", "last", "other", "others", "rest", "both", "big", "large", "small", "hot",
    "cold", "good", "bad", "important", "vip", "high", "low", "old", "many", "several", "some", "any", "none",
    "nobody", "don't", "doesn't", "isn't", "can't", "won't", "mustn't", "stop", "cancel", "skip", "ignore",
    "delete", "wait", "daily", "weekly", "monthly", "hourly", "always", "approve", "approves", "approved", "must",
    "should", "shall", "once", "urgent", "private", "hidden", "later", "today", "tomorrow", "new", "while", "few",
    "couple", "bit", "soon", "shortly", "hours", "days", "weeks", "months", "hour", "day", "week", "month",
    "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays", "weekends", "weekdays",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekend", "weekday", "night",
    "nights", "mornings", "evenings", "who", "whom", "whoever", "whose", "someone", "somebody", "anyone", "anybody",
    "whichever",
}  # fmt: skip
# What is said of a value, not a part of it: "rather high", "presumably Web", "none other than Web".
SAID_OF_VALUES = {
    *HEDGES, "presently", "apparently", "seemingly", "supposedly", "allegedly", "reportedly", "evidently", "virtually",
    "practically", "rather", "quite", "fairly", "very", "too", "so", "pretty", "yet", "even", "ever", "none", "nothing",
    "anyone", "anybody", "someone", "somebody", "nobody", "anything", "something", "more", "less", "down", "up",
    "hardly", "barely", "scarcely", "mildly",
}  # fmt: skip
