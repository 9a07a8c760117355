"""The parser answers whatever is typed, and what it publishes from is what was read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

from b24app.english.case import to_case
from b24app.english.read import read
from b24app.english.reading import Question, Refusal, Understood
from b24app.plan import phrases
from b24app.plan.plan import Plan
from b24app.workflows.diagram import diagram
from b24app.workflows.explain import explain
from tests.fuzz.sizes import rounds

WORDS = r"""
when a deal is won lost created lead converted contact invoice overdue if the amount over 10k unless otherwise else then
and or not but send an email sms whatsapp to client manager sales team create task "Call" call review for Anna in 2 days
wait 3h after before due by tomorrow every Monday until it paid at most 5 times tag Won move stage set field = budget >
{{DEAL_ID}} {{CONTACT_NAME}} {{ {=Document:ID} notify https://x.example/y approve approval rejected ask , . : ; ( ) - “
” ' 0 -1 99999999999 1e9 50 % € ü 你 =1 <b> http:// a's of 's -> next on all at the same time meanwhile stop
"""


def _rows(table: object) -> list[str]:
    """The phrases of a table, be it a row of them or a mapping from them."""
    return [row for row in table if isinstance(row, str)] if isinstance(table, tuple | dict | set) else []


PIECES = [*WORDS.split(), "\u200b", "\x00", "\u2013", "\U0001d54f", "\n", "\t"]
# Every word of the grammar's tables of phrases.
TABLED = sorted(
    {word for table in vars(phrases).values() for row in _rows(table) for word in re.findall(r"[\w'-]+", row)}
)
CASES = Path(__file__).parents[1] / "english" / "cases" / "open.jsonl"


def test_every_description_gets_a_plan_a_question_or_a_refusal():
    """
    A plan can be told, drawn, stored and read back; nothing typed breaks the parser.
    """
    known = [json.loads(line)["text"] for line in CASES.read_text(encoding="utf-8").splitlines()]
    for chance in rounds("descriptions read"):
        text = chance.choice((_invented, _damaged, _crossed))(chance, known)
        try:
            _read(text)
        except Exception as error:
            raise AssertionError(f"not read: {text!r}") from error


def _read(text: str) -> None:
    reading = read(text)
    assert isinstance(reading, Understood | Question | Refusal)
    assert "endless" not in getattr(reading, "missing", ())
    assert to_case(reading, "x")["expect"] in {"workflow", "clarify", "refuse"}
    if isinstance(reading, Understood):
        assert Plan.model_validate(json.loads(json.dumps(reading.plan.dump()))) == reading.plan
        assert explain(reading.plan)
        assert diagram(reading.plan).boxes
        places = {place for span in (*reading.covered, *reading.uncovered) for place in range(span.start, span.end)}
        assert all(char.isspace() or place in places for place, char in enumerate(text))


def _invented(chance: Random, _: list[str]) -> str:
    return " ".join(chance.choices(PIECES, k=chance.randint(0, 30)))


def _crossed(chance: Random, known: list[str]) -> str:
    """Pieces of two real descriptions, words of the grammar's own tables among them, some with a capital."""
    pieces = [text.split() for text in chance.sample(known, 2)]
    words = [word for row in pieces for word in row[chance.randrange(len(row)) :][: chance.randint(1, 8)]]
    for _ in range(chance.randint(0, 4)):
        words.insert(chance.randrange(len(words) + 1), chance.choice(TABLED))
    return " ".join(word.capitalize() if chance.random() < 0.2 else word for word in words)


def _damaged(chance: Random, known: list[str]) -> str:
    """A real description with words lost, doubled, exchanged or broken."""
    words = chance.choice(known).split()
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(words) + 1)
        match chance.randrange(5):
            case 0:
                del words[at : at + chance.randint(1, 3)]
            case 1:
                words[at:at] = words[max(0, at - 2) : at]
            case 2:
                words.insert(at, chance.choice(PIECES))
            case 3:
                chance.shuffle(words)
            case _ if at < len(words):
                letters = list(words[at])
                letters.insert(chance.randrange(len(letters) + 1), chance.choice("aeiou.,;\"'{}=- \t\n0é"))
                words[at] = "".join(letters)
    return " ".join(words)
