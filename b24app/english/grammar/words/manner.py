"""How something is done, and why: "carefully", "in a friendly way", "for legal reasons". It changes no step.

Adverbs are read by their ending; those that tell how often, how much, when or to whom something is done are no manner.
"""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns

_TELLING = """
only early daily weekly monthly hourly yearly quarterly fortnightly biweekly annually nightly family supply reply apply
assembly july italy anomaly rely multiply comply imply partly mostly hardly barely rarely nearly almost merely solely
exclusively repeatedly temporarily previously recently lately formerly initially finally lastly firstly secondly thirdly
separately individually simultaneously concurrently parallelly subsequently alternatively consecutively respectively
conditionally likely unlikely manually internally externally privately secretly anonymously jointly randomly evenly
fairly equally successfully unsuccessfully formally approximately exactly precisely friendly unfriendly costly elderly
lonely orderly timely ugly silly holy bully ally belly jelly melody lively lovely deadly wholly fully newly ugly curly
quietly silently covertly sneakily permanently partially wrongly falsely mistakenly accidentally weakly sly butterfly
directly immediately instantly promptly usually normally otherwise eventually originally lately shortly elderly
assembly homily doily bodily tally rally sally dolly lolly folly gully hourly occasionally regularly seldomly frequently
periodically continually constantly continuously perpetually endlessly sporadically intermittently
incessantly conversely contrarily inversely oppositely verbally orally possibly probably
presumably especially particularly chiefly primarily mainly principally predominantly ideally preferably
potentially optionally anonymously
"""
_NO_MANNER = frozenset(_TELLING.split())
_SHORTEST = 5
_WAYS = {"way", "manner", "fashion", "tone", "style", "spirit", "voice"}
_CAUSES = {"reasons", "purposes", "grounds"}
_NO_MATTER = Turns(
    (
        "[and|but] [it] no|doesn't|not matter",
        "[and|but] regardless|irrespective [of]",
        "[and|but] [it] is all the same",
        "[and|but] never mind",
    )
)
_OPEN_WORDS = """
where what which who whom whose how why when if whether or not it they is was are were the a of its to from in into out
at stage stages direction way late early time on soon long big small much many little high low did does has have had do
done made makes been this that these those they he she we came comes come goes went gets got be by anyone anybody
somebody someone earlier before old new and value field amount size reason
"""
_OPEN = frozenset(_OPEN_WORDS.split())
_LONGEST_OPEN = 9
_MARKS = {"", ".", ",", ":", ";", "!", "?", ")", "-", "=>"}
_PHRASES = Turns(
    (
        "with [all|great|some|due|the|utmost] care|pleasure|caution|courtesy|respect|tact|pride|joy",
        "as a|an courtesy|precaution|favour|favor",
        "as a matter of course|courtesy|principle",
        "without being|sounding|seeming|getting [too|overly] pushy|annoying|rude|intrusive|aggressive|salesy|formal",
        "if you don't|would|wouldn't mind",
        "if you like|please|wish|want|prefer",
        "if [that|it|this] 's ok|okay|fine|alright|possible [with|for] [you|all]",
        "if [that|it|this] 's not [too] [much] trouble|asked [for] [you|all]",
        "if [that|it|this] 's not too much [for] [you|all]",
        "[i|we] [idk|dunno] [know] if [that|it|this] 's [even|at] [all] possible|doable",
        "[i|we] don't know if [that|it|this] 's [even] possible|doable",
        "when you get|have a chance|minute|moment|second",
        "um|umm|uh|uhm|er|erm|hmm|kinda|sorta|idk|dunno|alas|voila|tada|phew|oof|ugh|yikes|wow",
        "[but] like|you [know] ,",
        "so to speak",
        "in writing",
        "though|tho",
        "nice and easy|simple",
        "fair and square",
        "as such",
    )
)


def manner(tokens: Tokens, at: int) -> int | None:
    """Past such words, if some stand there."""
    word = tokens.word(at)
    plain = tokens.kind(at) == "WORD" and word.endswith("ly") and len(word) >= _SHORTEST
    if plain and word not in _NO_MANNER and (at == 0 or tokens.at(at).text.islower() or _opens(tokens, at)):
        return at + 1
    return _in_a_way(tokens, at) or _for_reasons(tokens, at) or _end(tokens, at)


def _opens(tokens: Tokens, at: int) -> bool:
    return tokens.word(at - 1) in {".", "!", "?", ":"} or tokens.kind(at - 1) == "NEWLINE"


def _end(tokens: Tokens, at: int) -> int | None:
    found = _PHRASES.find(tokens, at)
    return found.end if found else None


def _in_a_way(tokens: Tokens, at: int) -> int | None:
    """Reads "in a (very) friendly way", "in a professional and warm tone"."""
    if tokens.word(at) != "in" or tokens.word(at + 1) not in {"a", "an"}:
        return None
    return next((end + 1 for end in range(at + 3, at + 7) if _only_words(tokens, at, end, _WAYS)), None)


def _for_reasons(tokens: Tokens, at: int) -> int | None:
    """Reads "for legal reasons", "for tax and audit purposes"."""
    if tokens.word(at) not in {"for", "due"}:
        return None
    return next((end + 1 for end in range(at + 2, at + 6) if _only_words(tokens, at, end, _CAUSES)), None)


def whatever(tokens: Tokens, at: int) -> int | None:
    """Reads "no matter where to", "regardless of who did it", "no matter if late": it holds in each case."""
    found = _NO_MATTER.find(tokens, at)
    end = found.end if found else at
    while found and tokens.word(end) in _OPEN and end - at < _LONGEST_OPEN:
        end += 1
    return end if found and end > found.end and tokens.word(end) in _MARKS else None


def _only_words(tokens: Tokens, at: int, end: int, closing: set[str]) -> bool:
    return tokens.word(end) in closing and all(
        tokens.kind(place) == "WORD" and tokens.at(place).text.islower() for place in range(at + 1, end)
    )
