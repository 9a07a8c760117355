"""What an assistant that knows the world is asked for: no workflow starts so."""

from __future__ import annotations

from b24app.english.harm import harm

_POLITELY = r"^\W*(?:(?:please|hi|hey|hello|can you|could you|would you|will you)\W+)*"
WORLDLY = (
    harm(
        "draw paint sing feel lottery",
        rf"{_POLITELY}(?:(?:draw|paint|sing)\W+(?:me\W+)?an?\b|i feel \w+|give me (?:the )?lottery numbers)"
        r"(?!.*\b(?:when|whenever|once)\b)",
    ),
    harm(
        "letter",
        rf"{_POLITELY}(?:write|draft|compose|make|give)\W+(?:me\W+)?(?:an?|my)\W+"
        r"(?:cover|resignation|love|motivation|recommendation) letter\b",
    ),
    harm(
        "recommend suggest",
        rf"{_POLITELY}(?:recommend|suggest)\W+(?:me\W+)?(?:an?|some|the)\b"
        r"(?!.*\b(?:when|deal|lead|client|contact|task|invoice|quote)\b)",
    ),
    harm(
        "plan fix tell summari calculate do love broken",
        rf"{_POLITELY}(?:plan my (?:trip|holiday|vacation|wedding)|fix my \w+|tell me about yourself|"
        r"summari[sz]e the \w+|"
        r"calculate \d[^a-z]*(?:of \d+)?\W*$|do my (?:taxes|homework|laundry)|i love you|my \w+ is broken)"
        r"(?!.*\b(?:when|whenever|once)\b)",
    ),
)
