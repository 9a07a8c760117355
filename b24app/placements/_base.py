"""What a placement is: a page, the places of a portal it is shown in, and a function from a visit to HTML.

A `Visit` is made by the guards only, after the authorization server confirmed who is asking, so a page cannot forget
to verify. The frame's headers are set where the page is served.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from b24app.model import Visit


@dataclass(frozen=True)
class Placement:
    """One page. `show` gets the visit and the data every page's script needs; it raises MalformedRequest."""

    page: str
    codes: tuple[str, ...]
    title: Mapping[str, str]
    show: Callable[[Visit, Mapping[str, Any]], str]
