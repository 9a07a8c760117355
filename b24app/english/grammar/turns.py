"""Phrases that turn the reading: otherwise, at the same time, after that, nothing, one more."""

from __future__ import annotations

from b24app.english.grammar.lexicon import phrases

ELSE = phrases(
    (
        "otherwise|else",
        "if not|more|less|none|higher|lower",
        "or else",
        "in all other cases",
        "for|in all|any other|others [cases]",
        "all|any other|others [cases]",
        "for everyone|everybody|everything else",
        "for the rest",
        "any|every other currency|country|source|type|stage|region|priority",
    )
)
NOTHING = phrases(
    (
        "[do] nothing [happens|else|special|more]",
        "leave it|them [as] is|alone",
        "leave them|it alone",
        "that 's it|all",
        "that is it|all",
        "and that 's all|it",
        "stop there",
        "do nothing",
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
PARALLEL = phrases(
    (
        "at the same time",
        "in parallel",
        "parallel",
        "simultaneously|meanwhile",
        "run|do [these|them|this] in parallel",
        "run|do the following in parallel",
        "[two|three] things in parallel [pls|please]",
        "[two|three] parallel branches|lanes|tracks",
        "all at once",
    )
)
AFTERWARDS = phrases(
    (
        "after|when|once all|both [of] [them|that|this|three|two|these] [is|are] [finished|done|completed]",
        "afterwards|afterward",
        "after that|this|these|both",
        "then after that",
        "when|once all|both [three|two|of] [is|are] finished|done",
    )
)
ONE_MORE = phrases(("another [one]", "[the] next one [:]", "one more", "a second|third one"))
