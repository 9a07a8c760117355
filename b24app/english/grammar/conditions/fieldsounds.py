"""Whether words in small letters sound like the name of a field: "delivery slot", but no "comma" and no "curtain"."""

from __future__ import annotations

from b24app.plan import phrases as say

# Fields of many firms besides those that the vocabulary lists, by the last word of their names.
_ALSO = """
account agreement allergy application appointment area arrival attachment bank benefit brand car certificate check-in
check-out child children clause commission consent consultant contact contacts content contract cost costs coupon
course crew currency date dates day departure dimensions doctor document domain driver dues duration equipment event
feature feedback file fleet floor form fund gate goal guest guests hall height hobby hotel hours iban income installer
interest interests item items job key language lawyer level licence license line link linkedin loan location logo
machine make manager margin meal member membership menu name need needs night nights notes occupation offer order
owner package partner passenger passengers passport payer payment permit person pet photo place plate plot point
points port position post postcode practice premium product products profile profit property quote recipient reference
referrer religion rent rep requirement requirements role room rooms route salary schedule scheme scope seat seats
section service services shift site size skill skills slot spec specification specifications specs spouse start street
subscription summary supplier surname table target tax teacher team technician term ticket time timeframe timezone
trade training turnover unit units url user vat vehicle vendor venue visa warehouse warranty wish wishes year zip zone
"""
# What stands for all fields: "anything changes", "the slightest thing".
WHOLE = {
    "details", "detail", "data", "information", "info", "anything", "something", "record", "card", "profile", "content",
    "contents", "properties", "fields", "attributes", "particulars", "everything", "field", "thing", "things",
}  # fmt: skip
_KNOWN = (
    WHOLE
    | {word for pattern in say.FIELDS for word in pattern.replace("|", " ").split()}
    | {*_ALSO.split()}
    | say.FIELD_HEADS
)


def is_whole(name: str) -> bool:
    """Whether the name is that of no single field: "anything", "the slightest thing"."""
    words = name.casefold().split()
    return len(words) <= _LONGEST_WHOLE and words[-1] in WHOLE and set(words[:-1]) <= _WHATEVER


_LONGEST_WHOLE = 2
_WHATEVER = {"old", "slightest", "smallest", "tiniest", "single", "least", "other", "any"}


def sounds_like_field(name: str) -> bool:
    """Whether the last word of the name is one that fields are called by; what is written large is a name anyway."""
    words = name.casefold().split()
    return bool(words) and (name != name.lower() or words[-1] in _KNOWN)
