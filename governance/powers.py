"""What a person may be asked to do, computed from the appointments in force on a day. Nothing of it is stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils import timezone

from core import kept_sql
from governance.enums import Function


@dataclass(frozen=True, slots=True)
class Powers:
    """Ids of the bodies and units in which a person holds each function on a day."""

    bodies: dict[str, frozenset[int]] = field(default_factory=dict)
    units: dict[str, frozenset[int]] = field(default_factory=dict)
    functions: frozenset[str] = frozenset()
    capacity: str = ""

    def is_a(self, function: Function) -> bool:
        return function in self.functions

    def in_body(self, function: Function, body_id: int | None) -> bool:
        return body_id in self.bodies.get(function, frozenset())

    def in_unit(self, function: Function, unit_id: int | None) -> bool:
        return unit_id in self.units.get(function, frozenset())

    @property
    def fingerprint(self) -> tuple:
        """Equal for two people, or moments, exactly when every power is the same."""
        held = (self.bodies, self.units)
        return (self.functions, *(tuple(sorted(each.items())) for each in held))

    @property
    def coordinates(self) -> bool:
        """Officer of the coordinating unit, or its director."""
        return Function.COORDINATOR in self.functions

    @property
    def administers(self) -> bool:
        return Function.ADMINISTRATOR in self.functions

    @property
    def registers(self) -> bool:
        return Function.REGISTRAR in self.functions or Function.SECRETARY in self.functions

    @property
    def own_units(self) -> frozenset[int]:
        """Units the person reports for: as contact person, director or officer."""
        return frozenset().union(*self.units.values())

    @property
    def own_bodies(self) -> frozenset[int]:
        return frozenset().union(*self.bodies.values())

    @property
    def seats(self) -> frozenset[int]:
        """Bodies in which the person has a seat (member or chair)."""
        return self.bodies.get(Function.MEMBER, frozenset()) | self.bodies.get(Function.CHAIR, frozenset())


NONE = Powers()
READ = ("function", "body_id", "unit_id", "body__name", "unit__name")


def powers_of(person: Any, day: date | None = None) -> Powers:
    """Read the powers of an active person on `day` (today when not said). An inactive person has none."""
    if not person.pk or not person.is_active:
        return NONE
    on = day or timezone.localdate()
    return powers_from(kept_sql.rows(("governance.powers", on), lambda: _held(on), {kept_sql.number(0): person.pk}))


def powers_from(held: Iterable[tuple[Any, ...]]) -> Powers:
    """What follows from these appointments, of which each row has the columns of `READ`."""
    bodies: dict[str, set[int]] = {}
    units: dict[str, set[int]] = {}
    functions: set[str] = set()
    titles: list[str] = []
    for function, body, unit, body_name, unit_name in held:
        place = body_name or unit_name
        label = str(Function(function).label)
        functions.add(function)
        titles.append(f"{label}, {place}" if place else label)
        if body:
            bodies.setdefault(function, set()).add(body)
        if unit:
            units.setdefault(function, set()).add(unit)
    return Powers(
        bodies={function: frozenset(ids) for function, ids in bodies.items()},
        units={function: frozenset(ids) for function, ids in units.items()},
        functions=frozenset(functions),
        capacity="; ".join(titles)[:200],
    )


def _held(day: date) -> QuerySet:
    Appointment = apps.get_model("governance", "Appointment")
    return Appointment.objects.filter(person_id=kept_sql.number(0)).on(day).values_list(*READ)


def standing(person: Any) -> tuple:
    """Equal exactly when everything is equal that decides which rows a person may see: who, every power, the day."""
    return (person.pk, person.is_active, person.powers.fingerprint, timezone.localdate())
