"""People whom the tables name: the responsible, their supervisor, the client, who created the record."""

from __future__ import annotations

from b24app.english.grammar.words.lexicon import Lexicon
from b24app.plan import phrases as say
from b24app.plan.plan import Person

RESPONSIBLE = Person(kind="responsible")
SUPERVISOR = Person(kind="supervisor")
CLIENT = Person(kind="client")
KNOWN: Lexicon[Person] = Lexicon(
    dict.fromkeys(say.SUPERVISOR, SUPERVISOR)
    | dict.fromkeys(say.CLIENT, CLIENT)
    | dict.fromkeys(say.CREATOR, Person(kind="creator"))
    | dict.fromkeys(say.RESPONSIBLE, RESPONSIBLE)
)
