"""What can be decided: each area registers its matters here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from core.rules import Finding
from engagements.enums import AreaKey
from governance import matter_names

Read = TypeVar("Read")


def read_once(case: Any, what: str, read: Callable[[], Read]) -> Read:
    """What an area reads to judge a case: once for a case a page shows (selectors.case_for), anew for an action."""
    if "reader_id" not in vars(case):
        return read()
    known = vars(case).setdefault("read_by_area", {})
    if what not in known:
        known[what] = read()
    return known[what]


def nothing_missing(case: Any) -> list[Finding]:
    return []


def no_effect(case: Any, decision: Any) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Terms:
    """What the area's own rows say that the case decides about, printed in the decision basis under `title`.

    `read(case)` gives them as data that reads the same in every language; it is bound by the basis' hash and kept with
    the case while it is put forward. `shown(data)` gives the rows, label and value, in the reader's language.
    """

    title: Any
    read: Callable[[Any], dict[str, Any]]
    shown: Callable[[dict[str, Any]], list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Matter:
    """A kind of decision.

    `in_order(case)` gives the findings that stand in the way of putting it forward. `on_opened(case)` runs when a case
    opens, `on_decided(case, decision)` inside the transaction of the final approval, `carry_out(case, decision)` on the
    effective day, `on_rejected(case, decision)` on the final refusal and `on_closed(case)` when it is withdrawn.
    `asks_effective_on` says that the case carries a date of its own. `election` says that it is an election: a tie is
    settled by lot and no minority may have it returned (KL 5:50, 5:56). `asks_survey` says that policy may ask for a
    survey of the outside world before it is put forward. `goals` says that it settles goals or positions, which a body
    may not delegate (KL 6:38 p. 1).
    """

    key: str
    name: Any
    area: AreaKey | None
    in_order: Callable[[Any], list[Finding]] = nothing_missing
    on_opened: Callable[[Any], None] = lambda case: None
    on_decided: Callable[[Any, Any], None] = no_effect
    carry_out: Callable[[Any, Any], None] = no_effect
    on_rejected: Callable[[Any, Any], None] = no_effect
    on_closed: Callable[[Any], None] = lambda case: None
    asks_effective_on: bool = False
    election: bool = False
    asks_survey: bool = True
    goals: bool = False
    opens_from: Callable[[Any], bool] = lambda engagement: False
    link: Callable[[Any], tuple[Any, str] | None] = lambda case: None
    terms: Terms | None = None


_matters: dict[str, Matter] = {}


def register(matter: Matter) -> None:
    _matters[matter.key] = matter
    matter_names.declare(matter.key, matter.name)


def matter_of(case: Any) -> Matter:
    return _matters[case.matter]


def terms_of(matter: str) -> Terms | None:
    """None also for a matter whose area is no longer installed."""
    return _matters[matter].terms if matter in _matters else None


def forget(key: str) -> None:
    """Take a matter away again; tests register their own."""
    _matters.pop(key, None)


def is_known(key: str) -> bool:
    return key in _matters


def get(key: str) -> Matter:
    return _matters[key]


def for_engagement(engagement: Any) -> list[Matter]:
    """Matters a case can be opened in from this engagement's page."""
    return [m for m in _matters.values() if m.area == engagement.area and m.opens_from(engagement)]


def for_the_city() -> list[Matter]:
    """Matters of the whole city that a case can be opened in without an engagement."""
    return [m for m in _matters.values() if m.area is None and m.opens_from(None)]
