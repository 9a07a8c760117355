"""That a repetition ends, told behind what ends it: "(once it is paid,) stop", "no more reminders"."""

from __future__ import annotations

from b24app.english.grammar.words.lexicon import Turns

_SENT = "mails|emails|e-mails|messages|reminders|texts|sms|notifications|pings|nudges|bells|calls"
STOPS = Turns(
    (
        f"[then|please] stop|end|quit|cease [it|this|that|sending|reminding] [the|these|all] [{_SENT}]",
        f"[then|please] stop|quit|cease sending|writing|asking [them|him|her|it] [the|these|any|more] [{_SENT}]",
        "[then|please] stop|quit bothering|reminding|emailing|texting|nagging|chasing them|him|her",
        "[then|please] stop|quit bothering|reminding|emailing|texting|nagging|chasing the client|customer",
        "[then] it|this|that|everything should|must|can|will [be] stop|end|over|stopped",
        "[then] it|this|that|everything stops|ends|is [over]",
        f"[then] the|these|all {_SENT} [should|must|can|will] stop|end|cease",
        f"[then] no|not [any] more|further [{_SENT}] [please]",
        "[then] we|it 're|'s|are|is done|over",
    )
)
