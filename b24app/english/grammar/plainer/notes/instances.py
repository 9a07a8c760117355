"""Records told of ahead, and one of them in the event: "we keep getting leads with no phone. When one comes in, …"."""

from __future__ import annotations

from collections.abc import Iterator

from b24app.english.grammar.plainer.notes.note import Note, note

_RECORDS = {
    "deals": "a deal", "leads": "a lead", "contacts": "a contact", "companies": "a company", "tasks": "a task",
    "quotes": "a quote", "invoices": "an invoice",
}  # fmt: skip
_WHO = r"(?:we|people|they|our \w+|my \w+|the \w+|colleagues|reps|users|somebody|everyone)"
_OFTEN = r"(?:always |often |sometimes |still |really |usually |just )?"
_MAKING = r"(?:adding|getting|making|creating|receiving|entering|opening|seeing)"
_MANY = r"(?:so many |too many |many |some |a lot of |lots of |more and more |new )?"
_SOME = r"(?:some|many|most|a lot|lots|too many|half)(?: of (?:our|the))?(?: new)?"
_KEEPING = rf"(?!nobody|no one|none)(?:[\w']+ ){{1,3}}?{_OFTEN}keeps?(?: on)? {_MAKING}"
_GOT = (
    rf"(?:{_KEEPING}|we {_OFTEN}(?:get|have|receive|see)|there are {_OFTEN}|"
    rf"{_WHO} {_OFTEN}(?:adds?|creates?|makes?|opens?|enters?))"
)
_HOW = r"(?P<how>(?:with|without) [^.,!?;:\n]{2,40}?)"
_END = r" ?[.,;!-] ?(?:so,? |and |please,? )?"
_WHEN = r"(?P<when>when(?:ever)?|if|once|as soon as|each time|every time) "
_ONE = r"(?:one(?: of (?:them|these|those))?|such an? (?:one|{one})|another one|a new one)(?= )"
_HAPPENS = r"(?:(?:when(?:ever)?|if|once|each time|every time) )(?:that|this|it) (?:happens|occurs),?"
_EACH = (
    r"(?:for )?(?:every|each|any) (?:one of (?:them|these|those)|such (?:new )?(?:one|{one}))"
    r"(?= (?:should|must|gets|needs))"
)


def _ahead(several: str) -> Iterator[str]:
    """The sentences that tell of such records."""
    yield rf"{_GOT} {_MANY}{several} {_HOW}"
    yield rf"{_SOME} {several} (?:come|arrive|are (?:created|added|made|entered))(?: in)? {_HOW}"


def _of_one(several: str, single: str) -> Iterator[Note]:
    """Reads "companies with no phone … when one is created", "… if that happens", "… every such new one should"."""
    one = single.rsplit(maxsplit=1)[-1]
    for told in _ahead(several):
        lead = rf"^\W*(?P<said>(?:unfortunately |sadly |currently )?{told}{_END}"
        yield note(rf"{lead}{_WHEN}{_ONE.format(one=one)})", f"{{when}} {single} {{how}}")
        yield note(rf"{lead}{_HAPPENS})", f"when {single} {{how}} is created,")
        yield note(rf"{lead}{_EACH.format(one=one)})", f"when {single} {{how}} is created, it")


INSTANCES: tuple[Note, ...] = tuple(one for pair in _RECORDS.items() for one in _of_one(*pair))
