"""Page-sized reads with a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, IntegerField, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from core.models import Job, Notice
from governance import matter_names, rulebook
from governance.enums import BodyKind, Function, Level, StepRole
from governance.models import Appointment, Body, Person, Policy, RouteStep, Unit


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
    first: bool


TYPICAL_UNIT = "socialforvaltningen"
OFFERED_FIRST = [
    Function.CONTACT_PERSON,
    Function.COORDINATOR,
    Function.SECRETARY,
    Function.MEMBER,
    Function.ADMINISTRATOR,
]


def example_people() -> list[ExamplePerson]:
    """Those who can be tried out with one click, with what they are today; two queries.

    One of each kind is offered first, in the executive board where there is a choice.
    """
    held = Appointment.objects.today().select_related("body", "unit")
    people = list(
        Person.objects.filter(example=True, is_active=True)
        .prefetch_related(Prefetch("appointments", queryset=held, to_attr="held_today"))
        .order_by("name")
    )
    first = [person for function in OFFERED_FIRST if (person := _typical(people, function))]
    rest = [person for person in people if person not in first]
    return [
        ExamplePerson(person.pk, person.name, "; ".join(a.title for a in person.held_today), person in first)
        for person in first + rest
    ]


def _typical(people: list[Person], function: str) -> Person | None:
    holding = [person for person in people if any(a.function == function for a in person.held_today)]
    in_board = [
        person
        for person in holding
        if any(a.body and a.body.kind == BodyKind.EXECUTIVE_BOARD for a in person.held_today)
    ]
    in_social = [person for person in holding if any(a.unit and a.unit.key == TYPICAL_UNIT for a in person.held_today)]
    return next(iter(in_board or in_social or holding), None)


# ── policy ───────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class RuleRow:
    code: str
    meaning: str
    enforced_at: str
    level: str
    level_label: str
    color: str
    clause: str
    url: str


LEVEL_COLORS = {Level.BLOCK: "danger", Level.WARN: "warning", Level.OFF: "neutral"}


def rule_rows(policy: Policy) -> list[RuleRow]:
    """Every rule the product knows with what this version says about it; no query when the rules are prefetched."""
    rows = []
    for code, rule in rulebook.known().items():
        level, clause = rulebook.level_of(policy, code)
        rows.append(
            RuleRow(
                code=code,
                meaning=str(rule.meaning),
                enforced_at=str(rule.enforced_at),
                level=level,
                level_label=str(Level(level).label),
                color=LEVEL_COLORS[Level(level)],
                clause=clause,
                url=reverse("governance:rule_edit", args=[code]),
            )
        )
    return rows


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step as templates/components/_steps.html draws it."""

    title: str
    body: str
    clause: str
    date: str
    who: str = ""
    state: str = "planned"


@dataclass(frozen=True, slots=True)
class RouteShown:
    matter: str
    name: str
    clause: str
    council_reserved: bool
    steps: list[StepShown]
    url: str


def routes_shown(policy: Policy) -> list[RouteShown]:
    """Every route of one version with its steps, in two queries."""
    steps = RouteStep.objects.select_related("body", "unit")
    return [
        RouteShown(
            matter=route.matter,
            name=str(matter_names.name_of(route.matter)),
            clause=route.clause,
            council_reserved=route.council_reserved,
            steps=[_step_shown(step) for step in route.steps.all()],
            url=reverse("governance:route_edit", args=[route.matter]),
        )
        for route in policy.routes.prefetch_related(Prefetch("steps", queryset=steps))
    ]


def _step_shown(step: RouteStep) -> StepShown:
    if step.body or step.unit:
        place = str(step.body or step.unit)
    elif step.role == StepRole.PREPARE:
        place = gettext("Ärendets egen enhet")
    else:
        place = gettext("Nämnden inom sitt område")
    days = gettext("inom %s dagar") % step.days if step.days else ""
    return StepShown(title=step.get_role_display(), body=place, clause=step.clause, date=days)


def policy_version(number: int) -> Policy | None:
    return Policy.objects.filter(version=number).select_related("supersedes").prefetch_related("rules").first()


def policy_versions() -> list[Policy]:
    """Newest first, with who made each; one query."""
    return list(Policy.objects.select_related("created_by", "supersedes")[:200])


# ── bodies, units, people ────────────────────────────────────────────────────────────────────────────────────────


def held_today() -> QuerySet[Appointment]:
    return Appointment.objects.today().select_related("person", "body", "unit").order_by("person__name")


@dataclass(frozen=True, slots=True)
class UnitRow:
    pk: int
    name: str
    form: str
    bound: bool
    serves: str
    coordinating: bool
    contacts: list[str]


def unit_rows() -> list[UnitRow]:
    """Every unit with the contact persons of today, those without one first; two queries."""
    contacts = held_today().filter(function=Function.CONTACT_PERSON, person__is_active=True)
    units = Unit.objects.select_related("serves").prefetch_related(
        Prefetch("appointments", queryset=contacts, to_attr="contacts_today")
    )
    rows = [
        UnitRow(
            pk=unit.pk,
            name=unit.name,
            form=unit.get_form_display(),
            bound=unit.is_bound_by_policy,
            serves=unit.serves.name if unit.serves else "",
            coordinating=unit.coordinating,
            contacts=[appointment.person.name for appointment in unit.contacts_today],
        )
        for unit in units
    ]
    return sorted(rows, key=lambda row: (bool(row.contacts) or row.coordinating, row.name))


@dataclass(frozen=True, slots=True)
class BodyRow:
    pk: int
    name: str
    kind: str
    field: str
    members: int
    secretaries: list[str]


def body_rows() -> list[BodyRow]:
    """Every body with how many sit in it and who its secretaries are; two queries."""
    bodies = Body.objects.prefetch_related(Prefetch("appointments", queryset=held_today(), to_attr="today"))
    return [
        BodyRow(
            pk=body.pk,
            name=body.name,
            kind=body.get_kind_display(),
            field=body.field,
            members=sum(1 for each in body.today if each.function in {Function.MEMBER, Function.CHAIR}),
            secretaries=[each.person.name for each in body.today if each.function == Function.SECRETARY],
        )
        for body in bodies
    ]


def appointments_of(*, body: Body | None = None, unit: Unit | None = None, person: Person | None = None):
    """All appointments in a body, in a unit or of a person, those in force first; one query."""
    rows = Appointment.objects.select_related("person", "body", "unit")
    if body is not None:
        rows = rows.filter(body=body)
    if unit is not None:
        rows = rows.filter(unit=unit)
    if person is not None:
        rows = rows.filter(person=person)
    today = timezone.localdate()
    shown = list(rows.order_by("-starts_on")[:200])
    for row in shown:
        row.in_force = row.starts_on <= today and (row.ends_on is None or row.ends_on >= today)
        row.coming = row.starts_on > today
    return sorted(shown, key=lambda row: (not row.in_force, row.function))


@dataclass(frozen=True, slots=True)
class ContactRow:
    name: str
    email: str
    unit: str
    unit_id: int
    starts_on: date
    ends_on: date | None


def network() -> tuple[list[ContactRow], list[tuple[int, str]]]:
    """The contact persons of today, and the units that have named nobody (NKP-16); two queries.

    The coordinating unit needs none: it is whom the others turn to.
    """
    rows = held_today().filter(function=Function.CONTACT_PERSON, person__is_active=True).order_by("unit__name")
    contacts = [
        ContactRow(
            name=row.person.name,
            email=row.person.email,
            unit=row.unit.name,
            unit_id=row.unit_id,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        for row in rows
        if row.unit
    ]
    named = {contact.unit_id for contact in contacts}
    return contacts, list(Unit.objects.filter(coordinating=False).exclude(pk__in=named).values_list("pk", "name"))


def people(words: str = "") -> QuerySet[Person]:
    """People by name, each with the appointments of today in `.held_today`; two queries a page."""
    rows = Person.objects.prefetch_related(
        Prefetch(
            "appointments", queryset=Appointment.objects.today().select_related("body", "unit"), to_attr="held_today"
        )
    )
    for word in words.split():
        rows = rows.filter(Q(name__icontains=word) | Q(username__icontains=word))
    return rows.order_by("name", "pk")


# ── notices and jobs ─────────────────────────────────────────────────────────────────────────────────────────────


def notices_of(person: Person) -> QuerySet[Notice]:
    return Notice.objects.filter(recipient_id=person.pk).order_by("-created_at", "-pk")


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


# ── what an administrator has left to do ─────────────────────────────────────────────────────────────────────────


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
