"""What was said of each item of a meeting: who asked for a minority's return, conflicts of interest, dissent, votes.

All who are named for one thing each share a shape, and so come in one query; a vote comes with its names in another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import BooleanField, CharField, F, IntegerField, QuerySet, Value

from decisions.enums import BallotMethod, ConflictGround, DissentKind
from decisions.models import AgendaItem, Ballot, ConflictOfInterest, Dissent, Meeting
from governance.models import Person

COLUMNS = ("what", "item", "key", "person", "username", "name", "kind", "text", "by_body")
COUNTED = ("pk", "method", "for_yes", "for_no", "yes", "no", "abstained", "chair_says", "winner")
CAST = ("votes__person_id", "votes__person__name", "votes__choice")


@dataclass(frozen=True, slots=True)
class Named:
    """One who is named in the meeting, for what `key` is the row of; `item` is 0 for what is the meeting's own.

    requester, adjuster: nothing more. conflict: its ground, the note, and whether the body decided it. dissent: its
    kind and text, once for each of its people; without a person when it has none.
    """

    what: str
    item: int
    key: int
    person: int | None
    username: str
    name: str
    kind: str
    text: str
    by_body: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict of interest in the item (KL 5:47, 6:28)."""

    pk: int
    person: Person
    ground: str
    note: str
    decided_by_body: bool

    @property
    def label(self) -> str:
        return str(ConflictGround(self.ground).label)


@dataclass(frozen=True, slots=True)
class Dissenting:
    """A reservation, a special statement or a note, with those who made it by name (KL 4:27)."""

    pk: int
    kind: str
    text: str
    people: list[Person] = field(default_factory=list)

    @property
    def label(self) -> str:
        return str(DissentKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class Cast:
    """How one person voted (KL 5:67 p. 5)."""

    person_id: int
    name: str
    choice: str


@dataclass(frozen=True, slots=True)
class Voting:
    """A vote that was taken, with how each voted when it was by name (KL 5:54-56)."""

    pk: int
    method: str
    for_yes: str
    for_no: str
    yes: int
    no: int
    abstained: int
    chair_says: str
    winner: str
    votes: list[Cast] = field(default_factory=list)

    @property
    def label(self) -> str:
        return str(BallotMethod(self.method).label)


@dataclass(frozen=True, slots=True)
class Said:
    """Of one item: requesters and conflicts by name, dissents and votes as they were written down."""

    requesters: list[Person] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    dissents: list[Dissenting] = field(default_factory=list)
    votes: list[Voting] = field(default_factory=list)

    @property
    def left_out(self) -> frozenset[int]:
        """Who takes no part in deciding the item, by person's pk."""
        return frozenset(conflict.person.pk for conflict in self.conflicts)


def said_at(meeting: Meeting) -> tuple[dict[int, Said], list[Person]]:
    """What was said, by item's pk, and who adjusts the minutes, by name; two queries. Items nothing is said of are left
    out."""
    said: dict[int, Said] = {}
    adjusters: list[Person] = []
    dissents: dict[int, Dissenting] = {}
    for row in _named_at(meeting):
        if row.what == "adjuster":
            adjusters.append(_person(row))
            continue
        of_item = said.setdefault(row.item, Said())
        if row.what == "requester":
            of_item.requesters.append(_person(row))
        elif row.what == "conflict":
            of_item.conflicts.append(Conflict(row.key, _person(row), row.kind, row.text, row.by_body))
        else:
            _dissent(row, of_item, dissents)
    for of_item in said.values():
        of_item.dissents.sort(key=lambda dissent: dissent.pk)
    for item, voting in _votes_at(meeting):
        said.setdefault(item, Said()).votes.append(voting)
    return said, adjusters


def _dissent(row: Named, of_item: Said, known: dict[int, Dissenting]) -> None:
    if row.key not in known:
        known[row.key] = Dissenting(row.key, row.kind, row.text)
        of_item.dissents.append(known[row.key])
    if row.person is not None:
        known[row.key].people.append(_person(row))


def _person(row: Named) -> Person:
    """The person, of whom only the name is read."""
    return Person.from_db(DEFAULT_DB_ALIAS, ["id", "username", "name"], [row.person, row.username, row.name])


def _named_at(meeting: Meeting) -> Iterable[Named]:
    """Everybody named, by name."""
    requesters = AgendaItem.requesters.through.objects.filter(agendaitem__meeting=meeting)
    conflicts = ConflictOfInterest.objects.filter(item__meeting=meeting)
    dissents = Dissent.objects.filter(item__meeting=meeting)
    adjusters = Meeting.adjusters.through.objects.filter(meeting=meeting)
    nobody = Value(0, IntegerField())
    rows = _columns(requesters, "requester", item=F("agendaitem_id")).union(
        _columns(conflicts, "conflict", kind=F("ground"), text=F("note"), by_body=F("decided_by_body")),
        _columns(dissents, "dissent", of="people", kind=F("kind"), text=F("text")),
        _columns(adjusters, "adjuster", item=nobody),
        all=True,
    )
    return (Named(*row) for row in rows.order_by("c_name", "c_key"))


def _columns(rows: Any, what: str, of: str = "person", **named: Any) -> QuerySet:
    """`of` is the way from the row to the person."""
    nothing = {
        "what": Value(what, CharField()),
        "item": F("item_id"),
        "key": F("pk"),
        "person": F(f"{of}__pk"),
        "username": F(f"{of}__username"),
        "name": F(f"{of}__name"),
        "kind": Value("", CharField()),
        "text": Value("", CharField()),
        "by_body": Value(False, BooleanField()),
    }
    values = {name: named.get(name, nothing[name]) for name in COLUMNS}
    rows = rows.order_by().annotate(**{f"c_{name}": values[name] for name in COLUMNS})
    return rows.values_list(*(f"c_{name}" for name in COLUMNS))


def _votes_at(meeting: Meeting) -> Iterable[tuple[int, Voting]]:
    """Each vote once, with its item, in the order of the item's votes; a vote by name is read once for each name."""
    rows = Ballot.objects.filter(item__meeting=meeting).order_by("order", "pk", "votes__pk")
    found: dict[int, tuple[int, Voting]] = {}
    for item, *row in rows.values_list("item_id", *COUNTED, *CAST):
        counted, cast = row[: len(COUNTED)], row[len(COUNTED) :]
        _item, voting = found.setdefault(counted[0], (item, Voting(*counted)))
        if cast[0] is not None:
            voting.votes.append(Cast(*cast))
    return found.values()
