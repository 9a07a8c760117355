"""Notes in telegraphic style in plain words: labels, equations, waits between dashes, events told by their record."""

from __future__ import annotations

from b24app.english.grammar.plainer.notes.announced import ANNOUNCED
from b24app.english.grammar.plainer.notes.bare import BARE
from b24app.english.grammar.plainer.notes.clipped import CLIPPED
from b24app.english.grammar.plainer.notes.equations import EQUATIONS
from b24app.english.grammar.plainer.notes.events import EVENTS
from b24app.english.grammar.plainer.notes.inspected import INSPECTED
from b24app.english.grammar.plainer.notes.instances import INSTANCES
from b24app.english.grammar.plainer.notes.labels import LABELS
from b24app.english.grammar.plainer.notes.marks import MARKS
from b24app.english.grammar.plainer.notes.note import noted
from b24app.english.grammar.plainer.notes.waits import WAITS
from b24app.english.grammar.plainer.wording import Rewriter

_ALL = (*EVENTS, *BARE, *ANNOUNCED, *INSPECTED, *CLIPPED, *LABELS, *WAITS, *MARKS)
# Each alone, so that one which helps is kept, and then together, where none alone leaves less open.
NOTES: tuple[Rewriter, ...] = (*(noted(one) for one in _ALL), *EQUATIONS, noted(*_ALL), noted(*INSTANCES))
