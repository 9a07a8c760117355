"""Evils that are only spoken of: reported, guarded against, taught: "malware protection", "complains of bullying".

They are no sign of a hostile wish, so they are put as "a matter" before the signals are looked for.
"""

from __future__ import annotations

import re

_EVILS = (
    r"(?:harassment|bullying|phishing|malware|virus(?:es)?|trojans?|ransomware|ransom|ddos|scams?|spam|stalking|"
    r"blackmail|"
    r"threats?|extortion|brib(?:e|es|ery|ing)|suicide|racism|insults?|spyware|keyloggers?|botnets?|hacking|"
    r"impersonation|humiliation|porn|(?:money )?laundering)"
)
_AGAINST = (
    r"(?:protection|removal|removers?|scan\w*|training|courses?|awareness|prevention|polic(?:y|ies)|reports?|"
    r"complaints?|"
    r"insurance|filters?|folders?|simulations?|detection|hotlines?|hunting|checks?|alerts?|tests?|workshops?|"
    r"investigations?|cases?|claims?|victims?|response|defen[cs]e|monitoring|survivors?|seminars?|tickets?|"
    r"incidents?|mitigation|levels?|scores?|assessments?|analysis|analysts?|models?|intelligence|counsell\w+)"
)
_SPOKEN_OF = (
    r"(?:(?:check|scan|screen|search|test|look|watch)\w*\W+(?:out )?for|complain\w*\W+(?:of|about)|"
    r"complaints?\W+(?:of|about)|report(?:s|ed|ing)?(?:\W+of)?|mention(?:s|ed|ing)?|"
    r"suspect(?:s|ed|ing)?(?:\W+of)?|detect(?:s|ed|ing)?|anti|against|victims?\W+of|flagged\W+as|marked\W+as|"
    r"prevent(?:s|ing|ion\W+of)?|investigat(?:e|es|ed|ing)|accused\W+of|possible|alleged|evidence\W+of)"
)
_WHEN = r"(?:when|if|whenever|once|every time|each time|as soon as|that)"
_SUFFERED = (
    r"(?:harassed|bullied|threatened|insulted|scammed|blackmailed|stalked|humiliated|phished|extorted|defrauded)"
)
_EVERYDAY = (
    r"(?:cancel|leave|quit|switch|terminate|sue|end|return|walk|churn|go|withdraw|complain|stop|resign|take (?:us|"
    r"legal))"
)
_MATTERS = re.compile(
    rf"\b{_SPOKEN_OF}\W+(?:an?\W+|the\W+|any\W+)?{_EVILS}\b|"
    rf"\b{_EVILS}\W+(?:and \w+ )?{_AGAINST}\b|"
    rf"\b{_WHEN}\W+(?:[\w']+\W+){{1,4}}?(?:is|was|has been|feels?|gets?|got|were)\W+(?:being )?{_SUFFERED}\b"
    r"(?!\W+(?:by (?:me|us|my|our)|until)\b)|"
    rf"\b{_WHEN}\W+(?:[\w']+\W+){{1,4}}?(?:threaten(?:s|ed)?\W+to\W+{_EVERYDAY}\b|insults?\W+(?:the |our |an? |my )?"
    r"(?:staff|team|agents?|rep|employees?|colleagues?|support|manager|us)\b)|"
    rf"\bthreaten(?:s|ed|ing)?\W+to\W+(?:cancel|leave|quit|switch|churn)\b",
    re.IGNORECASE,
)
_HINTS = re.compile(
    r"harass|bull[yi]|phish|malware|virus|trojan|ransom|ddos|scam|spam|stalk|blackmail|threat|extort|brib|suicide|"
    r"racism|insult|spyware|keylog|botnet|hacking|impersonat|humiliat|porn|launder|defraud",
    re.IGNORECASE,
)


def without_defences(text: str) -> str:
    """The text with such evils named neutrally: "complains about bullying" → "a matter"."""
    return _MATTERS.sub("a matter", text) if _HINTS.search(text) else text
