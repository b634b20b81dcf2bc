"""Page-sized reads with a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, IntegerField, Prefetch, Subquery, Value
from django.db.models.functions import Coalesce

from core.models import Notice
from governance.models import Appointment, Person, Policy


def policy_in_force() -> Policy | None:
    """The version in force with its rules, in two queries; None before a policy has been loaded."""
    return Policy.objects.filter(in_force=True).prefetch_related("rules").first()


def municipality_and_unread(person_id: int | None) -> tuple[str, int]:
    """The municipality's name and how many notices the person has not read, in one query."""
    unread: Subquery | Value = Value(0, output_field=IntegerField())
    if person_id is not None:
        waiting = Notice.objects.filter(recipient_id=person_id, read_at=None).order_by().values("recipient_id")
        unread = Subquery(waiting.annotate(number=Count("pk")).values("number"))
    row = (
        Policy.objects.filter(in_force=True)
        .order_by()
        .values_list("municipality", Coalesce(unread, 0, output_field=IntegerField()))
        .first()
    )
    return (row[0], row[1]) if row else ("", 0)


@dataclass(frozen=True, slots=True)
class ExamplePerson:
    pk: int
    name: str
    capacity: str


def example_people() -> list[ExamplePerson]:
    """Those who can be tried out with one click, with what they are today; two queries."""
    held = Appointment.objects.today().select_related("body", "unit")
    people = Person.objects.filter(example=True, is_active=True).prefetch_related(
        Prefetch("appointments", queryset=held, to_attr="held_today")
    )
    return [
        ExamplePerson(pk=person.pk, name=person.name, capacity="; ".join(a.title for a in person.held_today))
        for person in people.order_by("pk")
    ]
