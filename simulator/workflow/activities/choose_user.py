"""Finding a person: a head, somebody at random or in turn; and what a profile says (native-activities.md)."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any, ClassVar

from simulator.workflow import values
from simulator.workflow.step import Step


class GetUser(Step):
    """`boss`: the head `MaxLevel` levels up, or the highest there is; nobody found leaves the wait list."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = {
        "UserType": None,
        "UserParameter": None,
        "ReserveUserParameter": None,
        "MaxLevel": None,
    }
    RETURNS: ClassVar[Mapping[str, Any]] = {"GetUser": None}
    TYPES: ClassVar[Mapping[str, str]] = {"GetUser": "user"}

    def start(self) -> None:
        chosen = self._choose(self.run.people(self.value("UserParameter")))
        people = [chosen] if chosen else self.run.people(self.value("ReserveUserParameter"))
        if not people:
            self.run.log(self, "Nobody was found")
        self.results["GetUser"] = [f"user_{user_id}" for user_id in people] or None
        self.close()

    def _choose(self, people: list[int]) -> int | None:
        way = self.text("UserType")
        if not people:
            return None
        if way == "boss":
            return self._boss(people[0])
        if way == "sequential":
            return people[self.run.siblings.turn(f"{self.run.template.id}:{self.name}") % len(people)]
        return random.choice(people)

    def _boss(self, user_id: int) -> int | None:
        found = None
        for _ in range(max(1, min(values.to_int(self.value("MaxLevel")), 100))):
            above = self.run.world.head_of(found or user_id)
            if above is None:
                break
            found = above
        return found


class GetUserInfo(Step):
    """Results `USER_<field>` of the profile; an unknown user leaves them empty."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = {"GetUser": None, "UserFields": None}
    FIELDS: ClassVar[tuple[str, ...]] = (
        "ACTIVE",
        "EMAIL",
        "WORK_PHONE",
        "PERSONAL_MOBILE",
        "UF_PHONE_INNER",
        "LOGIN",
        "NAME",
        "LAST_NAME",
        "SECOND_NAME",
        "WORK_POSITION",
        "PERSONAL_BIRTHDAY",
        "PERSONAL_WWW",
        "PERSONAL_CITY",
        "UF_DEPARTMENT",
    )
    RETURNS: ClassVar[Mapping[str, Any]] = {
        **{f"USER_{code}": None for code in FIELDS},
        "IS_ABSENT": None,
        "TIMEMAN_STATUS": None,
        "UF_HEAD": None,
    }
    TYPES: ClassVar[Mapping[str, str]] = {"UF_HEAD": "user", "USER_PERSONAL_BIRTHDAY": "date"}

    def start(self) -> None:
        user_id = next(iter(self.run.people(self.value("GetUser"))), None)
        profile = self.run.world.user(user_id) if user_id else {}
        if user_id and profile:
            head = self.run.world.head_of(user_id)
            self.results |= {f"USER_{code}": profile.get(code) for code in self.FIELDS}
            # Nobody is ever away here and no working day is kept.
            self.results |= {"IS_ABSENT": "N", "UF_HEAD": f"user_{head}" if head else None}
        else:
            self.run.log(self, "Nobody was found")
        self.close()


ACTIVITIES = {"GetUserActivity": GetUser, "GetUserInfoActivity": GetUserInfo}
