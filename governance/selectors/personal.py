"""What one person is shown: the frame of a page, notices, jobs, what is left to do, who can be tried out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from core import kept_sql
from core.models import Job, Notice
from core.words import matching
from governance.enums import BodyKind, Function, Level
from governance.models import Appointment, Person, Policy, Unit
from governance.selectors.policy import policy_in_force, rule_rows


def municipality_and_unread(person_id: int | None) -> tuple[str, int]:
    """The municipality's name and how many notices the person has not read, in one query."""
    given = {kept_sql.number(0): kept_sql.number(1) if person_id is None else person_id}
    for name, unread in kept_sql.rows("governance.frame", _municipality_and_unread, given):
        return name, unread
    return "", 0


def _municipality_and_unread() -> QuerySet:
    waiting = Notice.objects.filter(recipient_id=kept_sql.number(0), read_at=None).order_by().values("recipient_id")
    unread = Subquery(waiting.annotate(number=Count("pk")).values("number"))
    told = Coalesce(unread, 0, output_field=IntegerField())
    return Policy.objects.filter(in_force=True).order_by().values_list("municipality", told)


@dataclass(frozen=True, slots=True)
class ExamplePerson:
    pk: int
    name: str
    capacity: str
    first: bool


TYPICAL_UNIT = "socialforvaltningen"
OFFERED_OF_EACH = 4
OFFERED_FIRST = [
    Function.CONTACT_PERSON,
    Function.COORDINATOR,
    Function.SECRETARY,
    Function.MEMBER,
    Function.ADMINISTRATOR,
]


def example_people() -> list[ExamplePerson]:
    """Those who can be tried out with one click, with what they are today; two queries.

    One of each kind is offered first, in the executive board where there is a choice; then a few of each kind in each
    body and unit, since a council has a hundred members who can do the same.
    """
    held = Appointment.objects.today().select_related("body", "unit")
    people: list[Any] = list(
        Person.objects.filter(example=True, is_active=True)
        .prefetch_related(Prefetch("appointments", queryset=held, to_attr="held_today"))
        .order_by("pk")
    )
    first = [person for function in OFFERED_FIRST if (person := _typical(people, function))]
    shown = [ExamplePerson(person.pk, person.name, _titles(person), person in first) for person in first]
    alike: defaultdict[str, list[ExamplePerson]] = defaultdict(list)
    for person in people:
        if person not in first:
            alike[_titles(person)].append(ExamplePerson(person.pk, person.name, _titles(person), False))
    return shown + [row for titles in sorted(alike) for row in alike[titles][:OFFERED_OF_EACH]]


def _titles(person: Any) -> str:
    return "; ".join(appointment.title for appointment in person.held_today)


def _typical(people: list[Any], function: str) -> Any:
    holding = [person for person in people if any(a.function == function for a in person.held_today)]
    in_board = [
        person
        for person in holding
        if any(a.body and a.body.kind == BodyKind.EXECUTIVE_BOARD for a in person.held_today)
    ]
    in_social = [person for person in holding if any(a.unit and a.unit.key == TYPICAL_UNIT for a in person.held_today)]
    return next(iter(in_board or in_social or holding), None)


def notices_of(person: Person, words: str = "") -> QuerySet[Notice]:
    rows = matching(Notice.objects.filter(recipient_id=person.pk), words, "subject", "body")
    return rows.order_by("-created_at", "-pk")


def unread_notices(person: Person, most: int = 5) -> list[Notice]:
    return list(notices_of(person).filter(read_at=None)[:most])


@dataclass(frozen=True, slots=True)
class JobShown:
    """A job as templates/components/_job_progress.html draws it. `result` may hold `url` and `label`."""

    pk: int
    label: str
    state: str
    progress: int
    error: str
    url: str
    result_url: str
    result_label: str


def own_job(person: Person, number: int) -> JobShown | None:
    """A job this person asked for; anybody else's does not exist."""
    job = Job.objects.filter(pk=number, requested_by_id=person.pk).first()
    if job is None:
        return None
    return JobShown(
        pk=job.pk,
        label=job.label or gettext("Arbete i bakgrunden"),
        state=job.state,
        progress=job.progress,
        error=job.error,
        url=reverse("governance:job_detail", args=[job.pk]),
        result_url=str(job.result.get("url", "")),
        result_label=str(job.result.get("label", "") or gettext("Öppna resultatet")),
    )


@dataclass(frozen=True, slots=True)
class Incomplete:
    text: str
    url: str
    meta: str = ""


def incomplete() -> list[Incomplete]:
    """Units without contact person, rules without a clause, a policy past its term; three queries."""
    policy = policy_in_force()
    if policy is None:
        return [
            Incomplete(gettext("Ingen policy är inläst. Läs in kommunens fil."), reverse("governance:policy_detail"))
        ]
    contacts = Appointment.objects.today().filter(function=Function.CONTACT_PERSON, person__is_active=True)
    without = (
        Unit.objects.filter(coordinating=False).exclude(pk__in=contacts.values("unit_id")).values_list("pk", "name")
    )
    found = [
        Incomplete(
            gettext("Utse en kontaktperson för %s") % name, reverse("governance:unit_detail", args=[pk]), "NKP-16"
        )
        for pk, name in without
    ]
    found += [
        Incomplete(gettext("Ange stöd för regeln %s") % row.code, row.url, row.level_label)
        for row in rule_rows(policy)
        if not row.clause and row.level != Level.OFF
    ]
    if policy.term_ends_on < timezone.localdate():
        text = gettext("Policyns mandatperiod är slut. Läs in eller ändra policyn för den nya.")
        found.append(Incomplete(text, reverse("governance:policy_detail")))
    return found
