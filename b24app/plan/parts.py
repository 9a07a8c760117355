"""The small parts of a plan: people, moments, comparisons, declared values.

Every part is immutable and closed to keys it does not know, and every text and list is bounded.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Text = Annotated[str, Field(max_length=10_000)]
Name = Annotated[str, Field(min_length=1, max_length=255)]
NodeId = Annotated[str, Field(pattern=r"^n[1-9][0-9]{0,3}$")]
Unit = Literal["minutes", "hours", "days", "weeks", "months", "business_days"]
ActivityKind = Literal["call", "note", "email"]
ValueType = Literal["text", "number", "yes_no", "date", "datetime", "person", "list"]
Code = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,49}$")]
Related = Literal["deal", "lead", "contact", "company"]
ApprovalMode = Literal["any", "all", "vote"]
Operator = Literal[
    "eq", "ne", "gt", "gte", "lt", "lte", "contains", "not_contains", "in", "not_in", "empty", "not_empty"
]


class Part(BaseModel):
    """Base of everything in a plan: immutable, and closed to keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Span(Part):
    """Characters `start` (included) to `end` (excluded) of the description."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]


class Person(Part):
    """Who is meant. `name` goes with `role`, `user`, `group`, `answer`; `value` with `address`.

    `answer` is an input, a variable or an answer of that name that holds people; `item` is what a `for_each` is at.
    """

    kind: Literal[
        "responsible", "creator", "supervisor", "role", "user", "group", "client", "address", "answer", "item"
    ]
    name: Text = ""
    value: Text = ""

    @model_validator(mode="after")
    def _says_who(self) -> Person:
        if self.kind in {"role", "user", "group", "answer"} and not self.name.strip():
            raise ValueError(f"a {self.kind} needs a name")
        if self.kind == "address" and not self.value.strip():
            raise ValueError("an address needs a value")
        return self


class Moment(Part):
    """A moment `amount` `unit`s after the step runs."""

    amount: Annotated[int, Field(ge=0, le=10_000)]
    unit: Unit


class Interval(Part):
    """A length of time that is not nothing."""

    amount: Annotated[int, Field(ge=1, le=10_000)]
    unit: Unit


class Offset(Part):
    """A length of time after something, or before it when `amount` is negative."""

    amount: Annotated[int, Field(ge=1, le=10_000)] | Annotated[int, Field(ge=-10_000, le=-1)]
    unit: Unit


class Until(Part):
    """A moment told by a date field of the record or a time, as in "Warranty end" or "9 am", or counted from it."""

    until: Name
    offset: Offset | None = None


Due = Moment | Until | Name
People = Annotated[tuple[Person, ...], Field(min_length=1, max_length=20)]
FieldValue = Text | Moment | Until | People


class Comparison(Part):
    """One test. `value` is a tuple for `in`/`not_in`, None for `empty`/`not_empty`.

    `of` says whose `field` is read: the record's; that of an input, variable or answer (`field` is its name); or a
    result of the step with that id.
    """

    of: Literal["record", "values"] | NodeId = "record"
    field: Name
    op: Operator
    value: Text | float | tuple[Text, ...] | None = None

    @model_validator(mode="after")
    def _has_what_it_compares_with(self) -> Comparison:
        wanted = {"empty": "none", "not_empty": "none", "in": "list", "not_in": "list"}.get(self.op, "one")
        given = "none" if self.value is None else "list" if isinstance(self.value, tuple) else "one"
        if wanted != given:
            raise ValueError(f"{self.op} takes {wanted}, not {given}")
        return self


class AnyOf(Part):
    """True when one of its groups is; each group is an AND of comparisons."""

    any: Annotated[tuple[tuple[Comparison, ...], ...], Field(min_length=1, max_length=20)]


Condition = Comparison | AnyOf
Conditions = Annotated[tuple[Condition, ...], Field(max_length=50)]


class Declared(Part):
    """A value with a name that texts use as `{{name}}`: an input of the workflow, a variable, or an answer."""

    name: Code
    title: Annotated[str, Field(max_length=255)] = ""
    type: ValueType = "text"
    required: bool = False
    default: Text = ""
    choices: Annotated[tuple[Name, ...], Field(max_length=100)] = ()

    @model_validator(mode="after")
    def _has_choices_where_it_is_a_list(self) -> Declared:
        if (self.type == "list") != bool(self.choices):
            raise ValueError(f"{self.name}: choices go with the type list")
        return self
