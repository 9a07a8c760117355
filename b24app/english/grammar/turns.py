"""Phrases that turn the reading: otherwise, at the same time, after that, nothing, one more."""

from __future__ import annotations

from b24app.english.grammar.lexicon import Turns, phrases

ELSE = Turns(
    (
        "[or|and] otherwise|else|elsewise",
        "[and|but] if|when not|more|less|none|higher|lower",
        "[and|but] if no [,|:|=>|-]",
        "[and|but] if|when it|that|this|they|he|she isn't|doesn't|wasn't|hasn't|aren't|don't [the|so] [case|true]",
        "[and|but] if|when it|that|this 's|is|does|has not [the] [so|case|true]",
        "[and|but] in|for any|all|every|each [the] other|remaining case|cases",
        "in|for|with all|any|every [the] others|other",
        "for|with everyone|everybody|everything|anyone|anything|all else",
        "for|with [all] the rest|others",
        "all|any [the] other|remaining [deals|leads|invoices|tasks|contacts|companies|quotes|cases|ones]",
        "for|with all|any [the] other|remaining [deals|leads|invoices|tasks|contacts|companies|quotes|cases|ones]",
        "any|every|all other currency|country|source|type|stage|region|priority|value|amount|city|industry|status",
        "failing that|this",
        "or else",
    )
)
# What means "otherwise" only when it is set off from what follows.
MAYBE_ELSE = Turns(
    (
        "no|nope|else|others|rest|default|remaining",
        "the rest|others|remainder",
        "all|any [the] other|others|remaining",
        "everyone|everybody|everything|anything|anyone|all else",
    )
)
HALT = Turns(
    (
        "[then] [just] do nothing [else|special|more|at] [all]",
        "nothing [should|must|will|shall] [happens|happen|else|special|more|done|needed] [to] [do|be] [done|needed]",
        "[there] [is|'s] nothing|no action [to] [be] [done|needed|do|required]",
        "[just] leave|keep it|them|that|everything [exactly] [as] [it|they] [is|are|alone|be|unchanged]",
        "leave [as] [is] [alone]",
        "leave them|it alone",
        "stop|end|finish|quit|exit [right] [there|here|it|now] [the] [workflow|process|automation|flow|everything]",
        "skip|ignore it|this|that|them|everything",
        "no action|actions|steps",
        "the workflow|process|automation|flow ends|stops|is|should|must [end|stop|over|finished] [there|here|then]",
        "we're|we done [here|there]",
        "that 's|is it|all [then]",
    )
)
NOTHING = phrases(
    (
        "[in] [that|this] order",
        "done",
        "nobody",
        "of course",
        "before anything [goes] [out|else]",
        "approve|approved automatically",
        "no timeout [stuff]",
        "no special [steps]",
    )
)
# Whatever the case was: back to what is always done.
ALWAYS = Turns(
    (
        "in|for|with either|both|any|every|each|all [of] [these|the|those] case|cases|event",
        "either|any way",
        "regardless [of] [that|this|it|which|the] [case|amount|answer|outcome|result]",
        "in any case",
        "no matter what|which [case]",
        "always|anyway|anyhow",
        "whatever the|happens [case|outcome|answer|result|amount]",
    )
)
ONE_MORE = phrases(("another [one]", "[the] next one [:]", "one more", "a second|third one"))
