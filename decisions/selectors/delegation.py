"""Orders of delegation and what was decided with them, as lists and pages show them; fixed numbers of queries."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.words import matching
from decisions import matters, routing
from decisions.conditions.delegation import COMMITTEES
from decisions.enums import DelegatedKind, ItemState, MeetingState, Outcome
from decisions.law import clocks
from decisions.models import Case, DelegatedDecision, DelegationOrder, DelegationRule, Meeting
from decisions.selectors.board import recording
from decisions.selectors.cases import OUTCOME_COLORS, PAGE, Page
from governance import matter_names
from governance.enums import Function, UnitForm
from governance.models import Appointment, Body, Person, Unit


@dataclass(frozen=True, slots=True)
class OrderRow:
    pk: int
    title: str
    body: str
    paragraph: str
    adopted_on: datetime.date
    starts_on: datetime.date
    ends_on: datetime.date | None
    rules: int
    standing: str
    color: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    pk: int
    number: str
    subject: str
    scope: str
    matter: str
    holder: str
    limit: int | None
    onward: bool
    reported: bool
    appealable: bool
    starts_on: datetime.date
    ends_on: datetime.date | None
    in_force: bool
    body: str
    order_id: int
    needs_case: bool
    passes_on: bool = False


@dataclass(frozen=True, slots=True)
class DelegatedRow:
    pk: int
    number: str
    title: str
    body: str
    kind_label: str
    urgent: bool
    rule: str
    decided_on: datetime.date
    decided_by: str
    outcome: str
    color: str
    told: str
    late: bool


@dataclass(frozen=True, slots=True)
class ToReport:
    """What one body has still to be told, and at which meeting it can be."""

    body: Body
    number: int
    urgent: int
    meeting: Meeting | None


def orders(person: Person) -> list[OrderRow]:
    """Every body's orders, the one in force first; one query."""
    today = timezone.localdate()
    rows = DelegationOrder.objects.visible_to(person).annotate(number=Count("rules"))
    read = rows.order_by("body__name", "-starts_on").values_list(
        "pk", "title", "body__name", "paragraph", "adopted_on", "starts_on", "ends_on", "number"
    )
    return [OrderRow(*(*facts, *_standing(facts[5], facts[6], today))) for facts in read[:200]]


def _standing(starts_on: datetime.date, ends_on: datetime.date | None, today: datetime.date) -> tuple[str, str]:
    if starts_on > today:
        return _("Börjar gälla senare"), "info"
    return (_("Har upphört"), "neutral") if ends_on and ends_on < today else (_("Gäller"), "success")


def order_for(person: Person, pk: int) -> DelegationOrder:
    found = DelegationOrder.objects.visible_to(person).select_related("body").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def standing_of(order: DelegationOrder) -> tuple[str, str]:
    """In words and as a colour: whether the order is in force."""
    return _standing(order.starts_on, order.ends_on, timezone.localdate())


def rule_for(person: Person, pk: int) -> DelegationRule:
    rows = DelegationRule.objects.visible_to(person).select_related("order__body", "person", "unit")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def rules_of(order: DelegationOrder, person: Person) -> list[RuleRow]:
    """The lines of an order by number; one query, and one for what the person may pass on."""
    rows = order.rules.select_related("order__body", "person", "unit")
    own = set(DelegationRule.objects.filter(order=order, onward=True).held_by(person).values_list("pk", flat=True))
    return sorted((_rule_row(rule, own) for rule in rows), key=lambda row: _by_number(row.number))


def held_by(person: Person) -> list[RuleRow]:
    """What the person may decide alone today; one query."""
    rows = DelegationRule.objects.on(timezone.localdate()).held_by(person)
    return [_rule_row(rule, set()) for rule in rows.select_related("order__body", "person", "unit")[:100]]


def _rule_row(rule: DelegationRule, own: set[int]) -> RuleRow:
    today = timezone.localdate()
    return RuleRow(
        pk=rule.pk,
        number=rule.number,
        subject=rule.subject,
        scope=rule.scope,
        matter=matter_names.name_of(rule.matter) if rule.matter else "",
        holder=rule.holder,
        limit=rule.limit_amount,
        onward=rule.onward,
        reported=rule.reported,
        appealable=rule.appealable,
        starts_on=rule.starts_on,
        ends_on=rule.last_day,
        in_force=rule.in_force_on(today),
        body=str(rule.order.body),
        order_id=rule.order_id,
        needs_case=bool(rule.matter),
        passes_on=rule.pk in own and rule.in_force_on(today),
    )


def _by_number(number: str) -> list[tuple[int, int, str]]:
    """3.2 before 3.10."""
    parts = number.replace(":", ".").split(".")
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def rules_for_case(case: Case, person: Person) -> list[DelegationRule]:
    """The rules with which this person may decide the case now, at its last binding step; at most one query, none
    when selectors.case_for read for them that there is none."""
    if getattr(case, "reader_id", None) == person.pk and not case.delegated_to_reader:
        return []
    step = routing.active_step(case)
    if step is None or step.body_id is None or step.role not in routing.BINDING or not person.powers.functions:
        return []
    binding = [each for each in routing.steps_of(case) if each.role in routing.BINDING]
    if binding[-1].pk != step.pk or case.state == "preparing":
        return []
    rows = DelegationRule.objects.on(timezone.localdate()).held_by(person)
    return list(rows.filter(order__body_id=step.body_id, matter=case.matter).order_by("number")[:3])


SEARCHED = ("title", "reference_number", "body__name", "decided_by__name", "rule__number")


def decided(person: Person, filters: Mapping[str, str], words: str = "") -> Page:
    """Decisions on delegation, the latest first; two queries. Filters: body, year, told (report, board), page;
    `words` of what the row says."""
    rows = matching(DelegatedDecision.objects.visible_to(person), words, *SEARCHED)
    if filters.get("body", "").isdecimal():
        rows = rows.filter(body_id=int(filters["body"]))
    if filters.get("year", "").isdecimal() and len(filters["year"]) == 4:
        rows = rows.filter(year=int(filters["year"]))
    if filters.get("told") == "report":
        rows = rows.filter(pk__in=DelegatedDecision.objects.to_report())
    elif filters.get("told") == "board":
        rows = rows.filter(rule__reported=False, rule__appealable=True, board_notice=None)
    wanted = filters.get("page", "")
    number = min(max(int(wanted), 1), 10_000) if wanted.isdecimal() and len(wanted) < 6 else 1
    start = (number - 1) * PAGE
    found = _rows(rows.order_by("-decided_on", "-pk")[start : start + PAGE + 1])
    return Page(rows=found[:PAGE], number=number, has_next=len(found) > PAGE, total=rows.order_by()[:1001].count())


COLUMNS = (
    *("pk", "reference_number", "title", "body__name", "kind", "rule__number", "decided_on", "decided_by__name"),
    *("outcome", "rule__reported", "rule__appealable", "reported_at__state", "reported_at__outcome"),
    *("reported_at__meeting__state", "reported_at__meeting__starts_at", "board_notice__posted_at", "overdue"),
)


def _rows(rows: QuerySet[DelegatedDecision]) -> list[DelegatedRow]:
    """`overdue`: a meeting of the body has been held since, without the decision being reported there."""
    held = Meeting.objects.filter(
        body_id=OuterRef("body_id"), state=MeetingState.CLOSED, starts_at__date__gt=OuterRef("decided_on")
    )
    kinds, outcomes = dict(DelegatedKind.choices), dict(Outcome.choices)
    found = []
    for facts in rows.annotate(overdue=Exists(held)).values_list(*COLUMNS):
        pk, number, title, body, kind, rule, decided_on, decided_by, outcome, *rest = facts
        told, late = _told(kind, decided_on, *rest)
        found.append(
            DelegatedRow(
                pk=pk,
                number=number,
                title=title,
                body=body,
                kind_label=str(kinds[kind]),
                urgent=kind == DelegatedKind.URGENT,
                rule=rule or "",
                decided_on=decided_on,
                decided_by=decided_by,
                outcome=str(outcomes[outcome]),
                color=OUTCOME_COLORS[Outcome(outcome)],
                told=told,
                late=late,
            )
        )
    return found


def _told(
    kind: str,
    decided_on: datetime.date,
    reported: bool | None,
    appealable: bool | None,
    item: str | None,
    outcome: str | None,
    meeting: str | None,
    starts_at: datetime.datetime | None,
    posted_at: datetime.datetime | None,
    overdue: bool,
) -> tuple[str, bool]:
    """How the body or the public hears of it, in words, and whether that should have been already (KL 6:40, 7:8)."""
    if kind != DelegatedKind.URGENT and not reported:
        if posted_at is not None:
            return _("Anslaget %(day)s") % {"day": _day(timezone.localdate(posted_at))}, False
        overdue = clocks.announce_by(decided_on) < timezone.localdate()
        return (_("Ska anslås"), overdue) if appealable else (_("Anmäls inte"), False)
    lost = item == ItemState.STRUCK or meeting == MeetingState.CANCELLED or outcome == Outcome.DROPPED
    if item is None or starts_at is None or lost:
        return _("Ska anmälas"), overdue
    words = _("Anmält %(day)s") if item == ItemState.BINDING else _("Anmäls %(day)s")
    return words % {"day": _day(timezone.localdate(starts_at))}, False


def told_of(delegated: DelegatedDecision) -> tuple[str, bool]:
    [row] = _rows(DelegatedDecision.objects.filter(pk=delegated.pk))
    return row.told, row.late


def delegated_for(person: Person, pk: int) -> DelegatedDecision:
    rows = DelegatedDecision.objects.visible_to(person).select_related(
        "body", "rule__order__body", "rule__person", "rule__unit", "case", "decided_by", "reported_at__meeting"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def to_report(person: Person) -> list[ToReport]:
    """What the bodies the person records for have still to be told; two queries."""
    bodies = recording(person)
    if not bodies:
        return []
    rows = DelegatedDecision.objects.to_report().filter(body_id__in=bodies).order_by().values("body_id")
    numbers = {row["body_id"]: row for row in rows.annotate(number=Count("pk"), urgent=Count("pk", Q(kind="urgent")))}
    if not numbers:
        return []
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    coming = Meeting.objects.filter(state__in=["planned", "called", "open"], starts_at__gte=midnight)
    meetings: dict[int, Meeting] = {}
    for meeting in coming.filter(body_id__in=numbers).order_by("-starts_at", "-pk"):
        meetings[meeting.body_id] = meeting
    found = Body.objects.filter(pk__in=numbers).order_by("name")
    return [ToReport(b, numbers[b.pk]["number"], numbers[b.pk]["urgent"], meetings.get(b.pk)) for b in found]


def recorded_bodies(person: Person) -> list[Body]:
    """The committees whose order the person keeps."""
    return list(Body.objects.filter(pk__in=recording(person), kind__in=COMMITTEES))


def chaired_bodies(person: Person) -> list[Body]:
    """The committees the person leads today."""
    led = person.powers.bodies.get(Function.CHAIR, frozenset())
    return list(Body.objects.filter(pk__in=led, kind__in=COMMITTEES)) if led else []


def cases_before(body: Body, person: Person) -> list[tuple[int, str]]:
    """Cases the chair could decide urgently now: put forward and before the body."""
    rows = Case.objects.visible_to(person).before([body.pk])
    return [(pk, f"{number} {title}") for pk, number, title in rows.values_list("pk", "reference_number", "title")[:50]]


def matter_choices() -> list[tuple[str, str]]:
    """Every matter but those that settle goals, which may not be delegated."""
    known = matter_names.known().items()
    return [(key, str(name)) for key, name in known if not (matters.is_known(key) and matters.get(key).goals)]


def people_who_may_hold(body: Body) -> QuerySet[Person]:
    """Elected in the body, or employed."""
    elected = Q(body=body, function__in=[Function.CHAIR, Function.MEMBER, Function.SUBSTITUTE])
    held = Appointment.objects.today().filter(elected | employed())
    return Person.objects.filter(pk__in=held.values("person_id"), is_active=True).order_by("name")


def employees() -> QuerySet[Person]:
    held = Appointment.objects.today().filter(employed())
    return Person.objects.filter(pk__in=held.values("person_id"), is_active=True).order_by("name")


def employed() -> Q:
    return Q(unit__form=UnitForm.DEPARTMENT) | Q(function=Function.SECRETARY)


def departments() -> QuerySet[Unit]:
    return Unit.objects.filter(form=UnitForm.DEPARTMENT).order_by("name")


def years() -> list[int]:
    this = timezone.localdate().year
    return list(range(this, this - 8, -1))


def _day(day: datetime.date) -> str:
    return date_format(day, "j F Y")
