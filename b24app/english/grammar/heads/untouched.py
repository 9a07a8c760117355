"""What of a record is to stay as it is: "leave the timeline alone", "the tags must not be changed", "hands off it"."""

from __future__ import annotations

from b24app.english.grammar.heads.forbidden import Never
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon, Turns
from b24app.plan.vocabulary import ActionName

_OWNS: tuple[ActionName, ...] = ("assign_responsible",)
_FILLS: tuple[ActionName, ...] = ("update_field", "update_deal", "update_task")
_MARKS: tuple[ActionName, ...] = ("add_tag", "remove_tag")
_THINGS: Lexicon[tuple[ActionName, ...]] = Lexicon(
    {
        "timeline|history|feed": ("add_comment",),
        "[pipeline] stage|stages|column": ("move_stage",),
        "status": ("move_stage", "update_task"),
        "tag|tags|label|labels|tagging": _MARKS,
        "owner|responsible|assignee|rep|ownership": _OWNS,
        "responsible person|user|employee|colleague": _OWNS,
        "person responsible": _OWNS,
        "person in charge": _OWNS,
        "[other|custom] fields|values": _FILLS,
        "amount|price|deadline|title|description|probability": _FILLS,
    }
)
_OWN = "the|its|their|his|her|our|any|all|my"
_ALONE = "alone|be|untouched|unchanged|unaltered|intact"
_KEEPS = Turns((f"[and|but] [please|just] leave|keep|leaves|keeps|leaving|keeping|let [{_OWN}] [of]",))
_AS_IT_IS = Turns(
    (
        f"[exactly|just] [as|where] [it|they] [is|are|was|were] {_ALONE}",
        "[exactly|just] as|where it|they is|are|was|were",
        "as is|before",
        "in peace",
        "out of it|this",
        "the same",
    )
)
_TOUCH = "touch|touching|touched|change|changing|changed|alter|altering|altered|edit|editing|edited|modify|modified"
_MOVE = "move|moving|moved|replace|replaced|overwrite|overwritten|reassign|reassigned|amend|amended"
_NOT_TOUCHED = Turns(
    (
        f"[and|but] [please] don't|never|not|without|avoid|no {_TOUCH} [{_OWN}]",
        f"[and|but] [please] do|must|should|shall|may not {_TOUCH} [{_OWN}]",
        f"[and|but] [please] nobody|noone {_TOUCH}|touches|changes [{_OWN}]",
        f"[and|but] [please] [keep] [your|all] hands|fingers off [{_OWN}]",
        f"[and|but] no changes|change to|of|in [{_OWN}]",
    )
)
_OUGHT = "[must|should|shall|is|are|will|has|have]"
_MUST_STAY = Turns(
    (
        f"must|should|shall|may|can|is|are|has|have|needs|will not|never [to] [be] [get] {_TOUCH}|{_MOVE}",
        f"mustn't|shouldn't|can't|isn't|aren't|won't|needn't|doesn't|don't [to] [be] [get] {_TOUCH}|{_MOVE}",
        f"{_OUGHT} [to] [be|stay|stays|remain|remains|left|kept] {_ALONE}",
        f"{_OUGHT} [to] stay|stays|remain|remains [exactly|just] as|where it|they is|are",
        f"{_OUGHT} [to] stay|stays|remain|remains [the] same|put|there|so",
        "[must|should|shall|has|have] [to] stay|stays|remain|remains",
        "[is|are] off limits",
        "[is|are] off-limits|taboo",
    )
)
_ENDS = {",", ".", ";", "!", "?", "(", ")", "-", ":", "=>", "and", "but", "please", "pls", "then", "though"}


def untouched(tokens: Tokens, index: int) -> Found[Never] | None:
    """What changes such a thing is forbidden throughout."""
    found = _kept(tokens, index) or _stays(tokens, index)
    ends = found and (tokens.kind(found.end) in {"END", "NEWLINE", "ARROW"} or tokens.word(found.end) in _ENDS)
    return found if ends else None


def _kept(tokens: Tokens, index: int) -> Found[Never] | None:
    """Reads "leave the stage where it is", "don't touch the tags", "hands off the owner"."""
    told = _NOT_TOUCHED.find(tokens, index)
    keeps = None if told else _KEEPS.find(tokens, index)
    led = told or keeps
    things = _things(tokens, led.end) if led else None
    if not things:
        return None
    alone = _AS_IT_IS.find(tokens, things.end)
    if keeps and not alone:
        return None
    end = alone.end if alone else things.end
    return Found(Never(things.value, index, end), end)


def _stays(tokens: Tokens, index: int) -> Found[Never] | None:
    """Reads "the tags must not be changed", "the stage stays as it is", "its owner is not to be changed"."""
    start = index + (tokens.word(index) in {"and", "but"})
    things = _things(tokens, tokens.past(start, {"the", "its", "their", "all", "any", "current", "present"}))
    stays = _MUST_STAY.find(tokens, things.end) if things else None
    return Found(Never(things.value, index, stays.end), stays.end) if things and stays else None


def _things(tokens: Tokens, at: int) -> Found[tuple[ActionName, ...]] | None:
    """Reads "stage", "tags and stage", "deal's stage"."""
    start = at + 2 * (tokens.word(at + 1) == "'s")
    start = tokens.past(start, {"the", "its", "current", "present"})
    found = _THINGS.find(tokens, start)
    joint = found is not None and tokens.word(found.end) in {"and", "or", "&", "nor", ","}
    more = _things(tokens, found.end + 1) if found and joint else None
    return Found((*found.value, *more.value), more.end) if found and more else found
