"""How a kind of step is called unwanted: "(emails) are not needed", "(a task) is out of the question"."""

from __future__ import annotations

from b24app.english.grammar.words.lexicon import Turns

BANNED = Turns(
    (
        "is|are [strictly|absolutely|totally] forbidden|prohibited|banned|taboo|unwanted|undesired|unwelcome|verboten",
        "is|are [strictly|absolutely] not allowed|permitted|wanted|desired|welcome|okay|ok|needed|necessary|required",
        "isn't|aren't allowed|permitted|wanted|desired|welcome|okay|ok|needed|necessary|required",
        "is|are [completely|entirely|totally] unnecessary|superfluous|needless|pointless|out",
        "is|are no|not option|necessity|requirement|use",
        "is|are off limits",
        "is|are off-limits",
        "is|are out of the question",
        "must|should|may|can|shall|will not|never be sent|made|created|used|added|happen",
        "must|should|may|can|shall|will not|never happen",
        "mustn't|shouldn't|can't|won't|needn't be sent|made|created|used|added",
        "do|does not have|need to be sent|made|created|used|added",
        "don't|doesn't have|need to be sent|made|created|used|added",
        "forbidden|prohibited|banned",
    )
)
