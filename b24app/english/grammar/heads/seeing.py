"""Messages told by where somebody sees it: "the boss should see it on the bell", "let Ana find this in the chat"."""

from __future__ import annotations

from b24app.english.grammar.heads.channels import channel_after
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.people.meant import people, subjects
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns

_IT = "[about|of] it|this|that"
_SEES = Turns(
    (
        f"sees|finds|reads|gets|has|notices|spots|receives {_IT}",
        f"should|must|shall|will|can|to [also] see|find|read|get|have|notice|spot|receive {_IT}",
        f"has|needs|is|are|ought|wants to see|find|read|get|have|notice|spot|receive {_IT}",
    )
)
_SEE = Turns((f"see|find|read|get|have|notice|spot|receive {_IT}",))
_SHOW = Turns((f"show|display {_IT} to",))


def seen(tokens: Tokens, index: int) -> Found[Frame] | None:
    """The message, if the channel stands right behind."""
    shown = _SHOW.find(tokens, index)
    made = tokens.word(index) in {"let", "have", "make"}
    whom = people(tokens, shown.end if shown else index + 1) if shown or made else subjects(tokens, index)
    if not whom or not whom.value:
        return None
    sees = None if shown else (_SEE if made else _SEES).find(tokens, whom.end)
    end = whom.end if shown else sees.end if sees else index
    channel = channel_after(tokens, end) if end > index and tokens.word(end) != "as" else None
    if not channel:
        return None
    return Found(
        Frame(channel.value, index, channel.end, verb="send", to=whom.value, channel=channel.value), channel.end
    )
