"""Words that announce a condition of the steps: "if", "only when", "provided that", "unless", "check whether"."""

from __future__ import annotations

from b24app.english.grammar.conditions.comparisons import conditions
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon, Turns

# Whether what follows must not hold.
_LEADS: Lexicon[bool] = Lexicon(
    {
        "[but|and] [only|just] if|when|whenever|where|provided|providing|assuming|supposing|given [that]": False,
        "[but|and] [only] as|so long as": False,
        "[but|and] [only] on|under [the|one|this] condition [:] that": False,
        "[but|and] [only] on|with|under [the] proviso|provision|understanding that": False,
        "[but|and] [only] on|with|under [the] premise|stipulation|assumption that": False,
        "[but|and] granted|iff [that]": False,
        "[but|and] [only] subject to": False,
        "[but|and] [only] contingent|conditional on|upon": False,
        "[but|and] [only] in [the] case|cases|event [that|where]": False,
        "[but|and] only do|run|apply|send|perform this|it|that|so if|when|where": False,
        "do|run|apply|send|perform this|it|that|so only if|when|where": False,
        "this only applies|goes|counts|runs|works|happens if|when|where": False,
        "this applies|goes|counts|runs|works|happens only if|when|where": False,
        "[first] check|checks|see|verify|look [first] if|whether": False,
        "depending on whether": False,
        "[but|and] unless": True,
        "[with|and] [one|an|the] [only] exception|exceptions :|- [if|when|where|that]": True,
        "[but] except|excluding [if|when|where|that]": True,
        "[but|however|though|although|yet|only|just] not if|when|where": True,
        "don't do|run this|it|that if|when|where": True,
        "do not do|run this|it|that if|when|where": True,
        "[but|and] don't do this|it|that|so if|when|where": True,
        "[but|and] do not do this|it|that|so if|when|where": True,
        "[but|and] [please] [just] skip this|it|that|them|those if|when|where": True,
        "[but|and] [please] leave this|it|that out if|when|where": True,
        "[but|and] this|that|it doesn't|shouldn't|mustn't|won't apply|count|happen|hold|go if|when|where": True,
        "[but|and] this|that|it does|should|must|will not apply|count|happen|hold|go if|when|where": True,
    }
)
_CASES = "[all] [of] [the|those] [cases|ones|those|situations|instances|deals|leads|companies|contacts] if|when|where"
# The same as "unless": none of these may be passed over, or the condition would be turned round.
_EXCEPTS = Turns(
    (
        f"[but] save|except|excepting|excluding|barring|bar|besides|minus [for|in|of] {_CASES}",
        f"[but] disregarding|ignoring|omitting|discounting|sparing|skipping {_CASES}",
        f"[but] apart|aside|short|other from|of|than [for|in] {_CASES}",
        f"[but|and] with|at the [one|only|sole|single] exception|exclusion of {_CASES}",
        f"[but] leaving|setting|putting|taking|ruling aside|out|apart {_CASES}",
        f"in all|any|every|each cases|case but|except|save [for|in] {_CASES}",
    )
)
_SURE = {"if", "unless"}
_PROVIDED = {"provided", "providing", "assuming", "supposing"}
_THEY = {"it", "they", "he", "she", "it's", "they're", "there"}
_CONDITION = {
    "long", "condition", "understanding", "proviso", "provision", "premise", "stipulation", "assumption", "subject",
    "contingent", "conditional",
}  # fmt: skip
_ABOUT_IT = {("where", "it", "is"), ("where", "it", "'s"), ("where", "they", "are"), ("where", "that", "is")}


def lead(tokens: Tokens, index: int) -> Found[bool] | None:
    """Such words; the value says whether what follows must not hold."""
    excepts = _EXCEPTS.find(tokens, index)
    return excepts or _LEADS.find(tokens, index)


def leads(tokens: Tokens, index: int) -> bool:
    """Whether a condition is announced there: by words that always do so, or by others before one that makes sense."""
    found = lead(tokens, index)
    if not found:
        return False
    sure = tokens.word(index) in _SURE or tokens.word(found.end - 2) in _CONDITION or tokens.row(index, 3) in _ABOUT_IT
    of_them = tokens.word(index) in _PROVIDED and tokens.word(found.end) in _THEY
    return sure or of_them or conditions(tokens, found.end) is not None


def led_in_words(tokens: Tokens, index: int) -> bool:
    """Whether several words announce a condition: "on condition that the amount is over 5000", "save where …"."""
    found = lead(tokens, index)
    return found is not None and found.end > index + 1 and conditions(tokens, found.end) is not None
