"""The sums of a meeting: who takes part in deciding each item, read in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field

from decisions.models import AgendaItem, Meeting, Presence


@dataclass(frozen=True, slots=True)
class Floor:
    """Who takes part in deciding one item.

    `serving` are the pks of those who do; `conflicted` are left out of this item by a conflict of interest. `quorate`
    is the quorum of the item. `minority` is how many of those serving may have it tabled or returned (KL 5:50), 0 where
    no minority has that right.
    """

    serving: frozenset[int]
    conflicted: frozenset[int]
    seats: int
    quorate: bool
    minority: int = 0


@dataclass(slots=True)
class Recorded:
    """A meeting as recorded so far. Items come in order with step, case, body, requesters, conflicts (and person),
    ballots (and votes with person) and dissents (and people) read; struck ones too. `floors` is by the item's pk."""

    meeting: Meeting
    items: list[AgendaItem]
    presences: list[Presence]
    floors: dict[int, Floor] = field(default_factory=dict)

    def floor(self, item: AgendaItem) -> Floor:
        return self.floors[item.pk]


def recorded(meeting: Meeting) -> Recorded:
    """Everything the recording page and the closing ask about: under 15 queries, whatever the number of items."""
    raise NotImplementedError


def floor_of(item: AgendaItem) -> Floor:
    """The sums of one item."""
    raise NotImplementedError
