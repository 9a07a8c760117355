"""Names that no portal was there to resolve: people, stages, ranges become constants, fields codes, of the words.

Whoever imports the template fills the constants in once; until then the portal says that the workflow is not tuned,
which is better than a workflow that writes to nobody (bpt-format.md, PARAMETERS / VARIABLES / CONSTANTS).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from b24app.bizproc.literals import strings

_REFERENCE = re.compile(r"\{=Constant:(Person|Role|Group|Stage|Pipeline|Values)_(\w+)\}", re.ASCII)
_SINGLE: Final = frozenset({"Stage", "Pipeline"})
_FIELD = re.compile(r"UF_CRM_([A-Z0-9_]+)\Z")
_LONGEST: Final = 40
_TYPES: Final = {"Person": "user", "Role": "user", "Group": "user"}  # all others are texts


@dataclass(frozen=True)
class Unresolved:
    """A name the template cannot have right yet: `kind` is person, role, group, stage, pipeline, values or field."""

    kind: str
    words: str
    code: str


def person(words: str) -> str:
    """The constant that stands for a person of that name."""
    return f"{{=Constant:Person_{_code(words)}}}"


def role(words: str) -> str:
    """The constant that stands for whoever has that role, or heads what it names."""
    return f"{{=Constant:Role_{_code(words)}}}"


def group(words: str) -> str:
    """The constant that stands for the people of a department of that name."""
    return f"{{=Constant:Group_{_code(words)}}}"


def stage(words: str) -> str:
    """The constant that stands for the code of a stage of that name."""
    return f"{{=Constant:Stage_{_code(words)}}}"


def pipeline(words: str) -> str:
    """The constant that stands for the number of a pipeline of that name."""
    return f"{{=Constant:Pipeline_{_code(words)}}}"


def choice(words: str) -> str:
    """The constant that stands for those values of a list of which that is true."""
    return f"{{=Constant:Values_{_code(words)}}}"


def field(words: str) -> str:
    """The code of a custom field of that name."""
    return f"UF_CRM_{_code(words).upper()}"


def needed_constants(tree: Any, plan: Any) -> dict[str, dict[str, str]]:
    """The declarations of the constants that the texts in `tree` refer to; `plan` tells the words."""
    words = _words(plan)
    declared = {}
    for text in strings(tree):
        for kind, code in _REFERENCE.findall(text):
            declared[f"{kind}_{code}"] = {
                "Name": words.get(code, code.replace("_", " ")),
                "Description": f"{kind} to be chosen before the workflow is used",
                "Type": _TYPES.get(kind, "string"),
                "Required": "1",
                "Multiple": "0" if kind in _SINGLE else "1",
                "Options": "",
                "Default": "",
            }
    return declared


def unresolved(constants: dict[str, dict[str, str]], fields: Iterable[str], plan: Any) -> list[Unresolved]:
    """What a person has to settle: the constants, and those of the codes `fields` that were made from words."""
    found = [Unresolved(code.partition("_")[0].lower(), declared["Name"], code) for code, declared in constants.items()]
    words = {code.upper(): text for code, text in _words(plan).items()}
    for code in dict.fromkeys(fields):
        made = _FIELD.match(code)
        if made and made[1] in words and words[made[1]] != code:
            found.append(Unresolved("field", words[made[1]], code))
    return found


def _words(plan: Any) -> dict[str, str]:
    """Every short text of the plan by the code that would be made of it."""
    return {_code(text): text for text in strings(plan) if len(text) <= 255}  # noqa: PLR2004 - a Name of a plan


def _code(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    code = re.sub(r"[^A-Za-z0-9]+", "_", plain).strip("_")[:_LONGEST]
    # Words of another alphabet, or longer than a code may be, are told apart by a number made of them.
    same = len(words) <= _LONGEST and words.isascii()
    return code if same and code else f"{code or 'W'}_{hashlib.sha256(words.encode()).hexdigest()[:8]}"
