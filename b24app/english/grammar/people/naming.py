"""Words that may and may not be part of a person's, a team's or a role's name."""

from __future__ import annotations

from b24app.english.grammar.words.lexicon import Lexicon
from b24app.plan import phrases as say

# Words of a record's name that may be of a person's or a team's name too: "sales invoice", "sales team".
KINDS = {"sales", "corporate", "business", "price", "commercial", "pipeline", "client", "customer", "account", "phone"}
ROLES = frozenset(say.ROLE_NOUNS)
TITLED = ROLES | {"rep", "salesperson", "colleague", "coworker", "co-worker", "teammate"}
ROLES_OR_OWN = ROLES | {"'s"}
ROLES_OR_HEAD = ROLES | {"head"}
GOES_ON = ROLES_OR_OWN | {*say.TEAM_NOUNS}
DEPARTMENTS = frozenset(say.DEPARTMENTS)
TEAM_ENDS = frozenset(say.TEAM_ENDS)


def _known_words() -> set[str]:
    tables: tuple[dict[str, object], ...] = (
        dict.fromkeys(say.NOUNS),
        dict.fromkeys(say.OBJECTS),
        dict.fromkeys(say.CHANNELS),
        dict.fromkeys(say.FRAMING),
    )
    words = {word for table in tables for word in Lexicon(table).words()}
    return ((words | say.VERBS_SEEN) - {"will", "mark", "chat", "assistant", *KINDS}) | {
        *say.DETERMINERS, *say.AUXILIARIES, *say.DAYS, "when", "whenever", "if", "once", "after", "with", "to", "for",
        "in", "on", "by", "from", "about", "or", "and", "then", "due", "of", "at", "as", "tomorrow", "today", "unless",
        "otherwise", "else", "not", "saying", "wait", "every", "until", "while", "within", "via", "who", "subject",
        "now",
        "approved", "rejected", "yes", "no", "quote", "won", "lost", "overdue", "only", "template", "trigger",
        "actions",
        "please", "title", "text", "body", "stage", "field", "tag", "set", "it", "they", "he", "she", "i", "we",
        "upon", "following", "during", "where", "provided", "should", "given", "assuming", "suppose", "supposing",
        "let", "all", "here", "there", "additionally", "finally", "first", "second", "next", "lastly",
        "last", "meanwhile", "afterwards", "subsequently", "immediately", "automatically", "would", "could", "can",
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "make", "ensure",
        "still", "plus", "means", "mean", "also", "than", "hello", "bye-bye",
        "region", "budget", "probability", "deadline", "discount", "currency", "segment", "rating",
        "between", "beside", "against", "without", "near", "across", "along", "behind", "before",
        "since", "till", "around", "beyond", "despite",
        "is", "are", "but", "new", "approve", "priority", "high", "task", "parallel", "done", "so", "either",
    }  # fmt: skip


STOP = _known_words()
# What tells nothing of somebody who is meant anyway: "the respective customer", "our poor client".
ADJECTIVES = {"respective", "corresponding", "poor", "unlucky", "lucky", "dear"}
# "The relevant manager", "the most senior rep" is no role of that name.
LEFT_OPEN = {
    "relevant", "appropriate", "concerned", "suitable", "affected", "most", "least", "best", "worst", "oldest",
    "youngest", "busiest", "nearest", "closest", "newest",
}  # fmt: skip
# Who does what, in front of a department: no part of its name.
_ACTING = {
    "whoever", "colleague", "person", "guy", "lady", "man", "woman", "taking", "handling", "doing", "running",
    "managing", "leading", "heading", "runs", "manages", "leads", "heads", "does", "handles",
}  # fmt: skip
TEAM_STOP = STOP - say.VERBAL_NOUNS
ROLE_STOP = (TEAM_STOP - {"team", "crm"}) | {"incoming", "inbound", "fresh", "whose", "whoever", *LEFT_OPEN}
TITLE_STOP = STOP - say.VERBAL_NOUNS - {"lead", "deal", "team"}
DEPARTMENT_STOP = (STOP - {"success", "field", "new", "private", "internal", "direct"}) | _ACTING
PLURAL_ROLES = ROLES - {"lead", "head", "host", "agent", "partner", "owner's"}
