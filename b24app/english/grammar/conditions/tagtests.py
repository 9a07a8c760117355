"""Whether a record has a tag: "there is no spam tag", "the tag VIP is set", "at least one tag", "nobody tagged it"."""

from __future__ import annotations

from b24app.english.grammar.conditions.fields import breaks, value
from b24app.english.grammar.words.lexer import Tokens, remembered
from b24app.english.grammar.words.lexicon import Found, Lexicon, phrases
from b24app.plan.plan import Comparison, Operator

_TAG = {"tag", "label"}
_TAGS = {"tag", "tags", "label", "labels"}
_IT = "it|the|this|they"
_HAS = "has|have|carries|carry|bears|bear|wears|wear|got"
# In front of "(the) VIP tag" or "(the) tag VIP"; the value: whether it is there.
_LEADS: Lexicon[bool] = Lexicon(
    {
        "there is|'s|are [already] [a|an|the]": True,
        "there is|'s|are no": False,
        "there isn't|aren't [a|an|any|the]": False,
        "there is|are not [a|an|any|the]": False,
        f"{_IT} [deal|lead|contact|company] {_HAS} [already] [a|an|the]": True,
        f"{_IT} [deal|lead|contact|company] {_HAS} no": False,
        f"{_IT} [deal|lead|contact|company] doesn't|don't|didn't have|carry|bear|wear|get [a|an|any|the]": False,
        f"{_IT} [deal|lead|contact|company] does|do|did not have|carry|bear|wear|get [a|an|any|the]": False,
        f"{_IT} [deal|lead|contact|company] lacks|lack|misses [a|an|the]": False,
        f"{_IT} [deal|lead|contact|company] is without [a|an|the]": False,
    }
)
# Behind such a name of a tag; the value: whether it is there.
_STANDS: Lexicon[bool] = Lexicon(
    {
        "is|was|has [been] [already] set|present|there|given|attached|on|added|assigned [on|to] [it]": True,
        "is|was on|among it|them": True,
        "is|was|has not|never [been] set|present|there|given|attached|on|added|assigned [on|to] [it]": False,
        "isn't|wasn't|hasn't [been] set|present|there|given|attached|on|added|assigned [on|to] [it]": False,
        "is|was missing|absent|gone": False,
    }
)
_AMONG: Lexicon[bool] = Lexicon(
    {
        "is among|amongst its|the|their tags|labels": True,
        "is one of its|the|their tags|labels": True,
        "is not|never among|amongst its|the|their tags|labels": False,
        "isn't among|amongst|in its|the|their tags|labels": False,
        "isn't one of its|the|their tags|labels": False,
        "is not one of its|the|their tags|labels": False,
    }
)
_TAGGED: Lexicon[bool] = Lexicon(
    {
        "somebody|someone|we|they [has|have] [already] tagged it|this|them [as|with]": True,
        "nobody|noone [has] [ever] tagged it|this|them [as|with]": False,
        "no one [has] [ever] tagged it|this|them [as|with]": False,
        f"{_IT} [deal|lead|contact|company] is|was|has|'s [been] [already] tagged [as|with]": True,
        f"{_IT} [deal|lead|contact|company] is|was|has|'s not|never [been] tagged [as|with]": False,
        f"{_IT} [deal|lead|contact|company] isn't|wasn't|hasn't [been] tagged [as|with]": False,
    }
)
_SOME: Lexicon[bool] = Lexicon(
    {
        "at least one|a": True,
        "one or more": True,
        "some|any": True,
        "not one|a": False,
        "not a single": False,
        "there is|are at least one": True,
        "there are [some|any]": True,
        "there are no": False,
        f"{_IT} has at least one|a": True,
        f"{_IT} has one or more": True,
        f"{_IT} has|carries|bears some|any": True,
        f"{_IT} carries|bears a|no": True,
    }
)
_UNTAGGED = phrases((f"{_IT} [deal|lead|contact|company] is untagged|unlabelled",))
_ARE = phrases(("[is|are|was|were|has|have] [been] set|there|present|given|on|attached [it]",))
_CLOSES = {",", ".", ";", ":", ")", "and", "or", "but", "when", "whenever", "once", "then", "?"}
_CLOSING_KINDS = {"END", "NEWLINE", "ARROW"}
_DETERMINERS = {"the", "a", "an", "no", "any"}


@remembered
def tag_test(tokens: Tokens, index: int) -> Found[Comparison] | None:
    """Such a telling."""
    untagged = _UNTAGGED.find(tokens, index)
    if untagged and _closes(tokens, untagged.end):
        return Found(Comparison(field="tags", op="empty"), untagged.end)
    return _some(tokens, index) or _tagged(tokens, index) or _led(tokens, index) or _standing(tokens, index)


def _some(tokens: Tokens, index: int) -> Found[Comparison] | None:
    """Reads "at least one tag is set", "it has some tags", "there are no labels"."""
    led = _SOME.find(tokens, index)
    if not led or tokens.word(led.end) not in _TAGS:
        return None
    are = _ARE.find(tokens, led.end + 1)
    end = are.end if are else led.end + 1
    there = led.value and tokens.word(led.end - 1) != "no"
    return Found(Comparison(field="tags", op="not_empty" if there else "empty"), end) if _closes(tokens, end) else None


def _tagged(tokens: Tokens, index: int) -> Found[Comparison] | None:
    """Reads "somebody tagged it returning", "it was never tagged spam", "it isn't tagged"."""
    led = _TAGGED.find(tokens, index)
    if not led:
        return None
    if _closes(tokens, led.end):
        return Found(Comparison(field="tags", op="not_empty" if led.value else "empty"), led.end)
    name = _name(tokens, led.end)
    return _told(name.value, name.end, there=led.value) if name else None


def _led(tokens: Tokens, index: int) -> Found[Comparison] | None:
    """Reads "there is no spam tag (on it)", "it doesn't carry the tag 'spam'"."""
    led = _LEADS.find(tokens, index)
    named = _named(tokens, led.end) if led else None
    if not led or not named:
        return None
    on = tokens.word(named.end) == "on" and tokens.word(named.end + 1) in {"it", "them", "this"}
    return _told(named.value, named.end + 2 * on, there=led.value)


def _standing(tokens: Tokens, index: int) -> Found[Comparison] | None:
    """Reads "the tag VIP is set", "no spam tag is there", "spam isn't among the tags"."""
    among = _AMONG.find(tokens, index + 1)
    if among and tokens.kind(index) in {"WORD", "QUOTED"}:
        return _told(tokens.at(index).inner, among.end, there=among.value)
    if tokens.word(index) not in _DETERMINERS | _TAG:
        return None
    start = tokens.past(index, _DETERMINERS)
    named = _named(tokens, start)
    stands = (_STANDS.find(tokens, named.end) or _AMONG.find(tokens, named.end)) if named else None
    if not named or not stands or not _closes(tokens, stands.end):
        return None
    return _told(named.value, stands.end, there=stands.value and tokens.word(index) != "no")


def _named(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "tag VIP", "VIP tag"."""
    if tokens.word(at) in _TAG:
        return _name(tokens, at + 1)
    name = _name(tokens, at) if tokens.word(at) != "price" else None
    return Found(name.value, name.end + 1) if name and tokens.word(name.end) in _TAG else None


def _name(tokens: Tokens, at: int) -> Found[str] | None:
    """The name of a tag: in quotes, with a capital letter, or one plain word."""
    named = value(tokens, at)
    if named and isinstance(named.value, str):
        return Found(named.value, named.end)
    plain = tokens.kind(at) == "WORD" and not breaks(tokens, at) and tokens.word(at) not in _TAGS | {"set", "there"}
    return Found(tokens.text(at, at + 1), at + 1) if plain else None


def _closes(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) in _CLOSES or tokens.kind(at) in _CLOSING_KINDS


def _told(name: str, end: int, *, there: bool) -> Found[Comparison]:
    op: Operator = "contains" if there else "not_contains"
    return Found(Comparison(field="tags", op=op, value=name), end)
