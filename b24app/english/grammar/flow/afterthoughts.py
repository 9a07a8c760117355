"""What is added behind a step: "(notify the owner.) Also the CEO.", "(the CFO must approve) before we mail it"."""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.approvals.answers import Answer
from b24app.english.grammar.approvals.asking import Ask, ask
from b24app.english.grammar.draft import Draft, Item, Turn
from b24app.english.grammar.flow.answersbehind import answers_behind
from b24app.english.grammar.heads.channels import CHANNELS, channel_after
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.head import head, starts_step
from b24app.english.grammar.people.meant import People, people, subjects
from b24app.english.grammar.slots.bounds import past_joints
from b24app.english.grammar.slots.parties import LIKEWISE, OWNED, SENDS, closed
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import RECEIVES
from b24app.plan.vocabulary import ActionName

_ALSO = Turns(("[and|oh] [and] also|plus", "[oh] and [for|to]", "same for|to|with", "[and] the same for|to|with"))
_TOO = Turns(("too|also|please|again", "as well [please]"))
_AFTER_YES = Turns(("before|until [then]", "prior to", "and only then|afterwards", "only then"))


def also(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Others who get the message told last: "Also the CEO.", "And the client too."."""
    joint = _ALSO.find(tokens, at)
    last = next((item for item in reversed(draft.items) if not isinstance(item, Turn)), None)
    opens = tokens.word(at - 1) in {".", ";", "!", "-", "(", ","} or tokens.kind(at - 1) == "NEWLINE"
    if not isinstance(last, Frame) or not last.to or not joint or not opens:
        return None
    who = people(tokens, joint.end)
    if not who or not who.value:
        return None
    too = _TOO.find(tokens, who.end)
    end = too.end if too else who.end
    if tokens.kind(end) not in {"END", "NEWLINE"} and tokens.word(end) not in {".", ";", "!", ")"}:
        return None
    last.to = tuple(dict.fromkeys((*last.to, *who.value)))
    return end


def likewise(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Others who get the same in a case of their own: "(the rep gets a bell;) if it is VIP, so does their boss"."""
    led = LIKEWISE.find(tokens, at)
    who = people(tokens, led.end) if led and draft.frames else _gets_a_copy(tokens, at)
    last = draft.frames[-1] if draft.frames else None
    channel = channel_after(tokens, who.end) if who and not led else None
    end = channel.end if channel else who.end if who else at
    if not who or not who.value or last is None or not closed(tokens, end):
        return None
    if channel and last.action in SENDS:
        other = replace(
            last, start=at, end=end, to=who.value, channel=channel.value, wait=None, subject="", template=""
        )
        draft.items.append(other)
        return end
    told = [item for item in draft.items if not isinstance(item, Turn)]
    if last.action in SENDS and last.to and told[-1] is last:
        last.to = tuple(dict.fromkeys((*last.to, *who.value)))  # a copy says the same
    elif last.action in SENDS and last.to:
        draft.items.append(replace(last, start=at, end=who.end, to=who.value, wait=None, texts=[*last.texts]))
    elif not led:
        return None
    elif last.action in OWNED and last.owner:
        draft.items.append(replace(last, start=at, end=who.end, owner=who.value, wait=None, texts=[*last.texts]))
    else:
        return None
    return who.end


def _gets_a_copy(tokens: Tokens, at: int) -> Found[People] | None:
    """Reads "Anna gets a copy", "a copy goes to the boss"."""
    goes = _COPY_TO.find(tokens, at)
    who = people(tokens, goes.end) if goes else subjects(tokens, at)
    gets = RECEIVES.find(tokens, who.end) if who and not goes else None
    copy = _A_COPY.find(tokens, gets.end) if gets else None
    if not who or not (goes or copy):
        return None
    return Found(who.value, copy.end if copy else who.end)


_COPY_TO = Turns(("[and|with] a|the copy [of it|that|this] to", "a copy [of it|that|this] goes|is|should [sent|go] to"))
_A_COPY = Turns(("a copy [of it|that|this] [too|also]", "the same [message|mail|email|sms|text|one] [too]", "it too"))


def by_channel(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """The channel told apart from its message: "notify Anna, if possible, by sms"."""
    last = draft.items[-1] if draft.items else None
    led = tokens.word(at) in {"by", "via", "per", "through", "over"}
    found = CHANNELS.find(tokens, tokens.past(at + 1, {"the", "a", "an"})) if led else None
    ends = found and (
        tokens.kind(found.end) in {"END", "NEWLINE"} or tokens.word(found.end) in {".", ",", ";", "and", "!"}
    )
    if not isinstance(last, Frame) or last.action not in SENDS or last.channel or not found or not ends:
        return None
    if starts_step(tokens, past_joints(tokens, found.end)) and tokens.word(found.end) == ",":
        return None  # "by sms, tell them …"
    last.channel = found.value
    return found.end


def once_agreed(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past "before" in "the CFO must approve before we email it": the step follows a yes."""
    if first := _beforehand(tokens, at, draft):
        return first
    ahead = _asked_before(tokens, at) if tokens.word(at) in {"before", "but"} else None
    if ahead:
        draft.items.append(ahead.value)
        draft.postponed = ahead.value.start
        return ahead.end
    last = draft.items[-1] if draft.items else None
    led = _AFTER_YES.find(tokens, at) if isinstance(last, Ask) else None
    if not led:
        return None
    ends = (led.end, tokens.past(led.end, {"we", "i", "you"}))
    end = next((end for end in ends if head(tokens, end, bare=True)), None)
    paper = None if end else _paper_goes_out(tokens, led.end)
    if end is None and paper is None:
        return None
    draft.items.append(Answer("yes", at, end or led.end))
    draft.items.extend([paper] if paper else [])
    draft.answered = True
    return paper.end if paper else end


def _paper_goes_out(tokens: Tokens, at: int) -> Frame | None:
    """Reads "the invoice goes out", "an invoice is issued": it is to be made."""
    start = tokens.past(at, {"the", "an", "a", "any", "our"})
    action = _PAPERS.get(tokens.word(start))
    goes = _GOES_OUT.find(tokens, start + 1) if action else None
    return Frame(action, at, goes.end, verb="create") if action and goes else None


_GOES_OUT = Turns(
    (
        "goes|go|can|may|is|are|gets [go|be] [sent] out",
        "is|are|gets|can|may|will [be] created|made|issued|written|raised|drawn|generated [up]",
    )
)


def _asked_before(tokens: Tokens, at: int) -> Found[Frame] | None:
    """Reads "an invoice is created" in "(but) before an invoice is created Controlling has to okay it"."""
    start = at + (tokens.word(at) == "but") + 1
    step = head(tokens, start, bare=True) if tokens.word(start - 1) == "before" else None
    return step if step and ask(tokens, step.end + (tokens.word(step.end) == ","), None) else None


def papers(tokens: Tokens, at: int, draft: Draft) -> Frame | None:
    """Reads "(the boss must sign off,) then the invoice": one that the workflow does not run on is to be made."""
    noun = tokens.word(at + 1) if tokens.word(at) in {"the", "our", "their"} else ""
    action = _PAPERS.get(noun)
    ends = tokens.word(at + 2) in _AFTER_PAPER or tokens.kind(at + 2) in {"END", "NEWLINE", "ARROW"}
    own = draft.clause is None or draft.clause.noun == noun
    if not action or not ends or own or any(frame.action == action for frame in draft.frames):
        return None
    led = tokens.word(at - 1) in _PAPER_LEADS or tokens.kind(at - 1) == "ARROW"
    led = led or tokens.row(at - 2, 2) == ("after", "that")
    return Frame(action, at, at + 2, verb="create") if led else None


_PAPERS: dict[str, ActionName] = {"invoice": "create_invoice", "quote": "create_quote"}
_AFTER_PAPER = {".", ",", ";", "and", "!", ")", "for", "then"}
_PAPER_LEADS = {"then", "afterwards", "afterward", "next", "finally", "lastly", ":", "=>"}


def _beforehand(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past "but before that", behind the only step told so far in its sentence or in the one before."""
    told: list[Item] = [item for item in draft.items if not isinstance(item, Turn)]
    led = _BEFORE_THAT.find(tokens, at)
    alone = len(told) == 1 and isinstance(told[0], Frame) and told[0].wait is None
    if not led or not alone or not starts_step(tokens, led.end):
        return None
    draft.items = told
    draft.preceded = True
    return led.end


_BEFORE_THAT = Turns(
    (
        "[but|and|just] before that|this [happens] [,]",
        "[but|and|just] before doing that|this|so [,]",
        "but first [of] [all] [,]",
    )
)


def put_behind(tokens: Tokens, draft: Draft) -> None:
    """In "before emailing the client, get it approved" the step comes last, and so it does before "if he agrees"."""
    answers_behind(tokens, draft)
    _put_ahead(draft)
    first = next((item for item in draft.items if isinstance(item, Frame) and item.start == draft.postponed), None)
    at = draft.items.index(first) if first else -1
    following = draft.items[at + 1 : at + 2]
    if first and following and isinstance(following[0], Ask):
        draft.items[at : at + 2] = [following[0], Answer("yes", first.start, first.start), first]
    elif first and following:
        draft.items[at : at + 2] = [following[0], first]


def _put_ahead(draft: Draft) -> None:
    """The step told first comes behind those of the sentence that were to come before it."""
    if not draft.preceded:
        return
    first, *rest = draft.items
    ahead = next((place for place, item in enumerate(rest) if not isinstance(item, Frame)), len(rest))
    draft.items = [*rest[:ahead], first, *rest[ahead:]]
