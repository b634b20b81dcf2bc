"""Agreements as pages show them: of one relation, one by itself, and those to take a stand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cities.conditions import END_AGREEMENT, END_TWIN_TOWN, ending_matter
from cities.enums import AgreementKind, AgreementState, RelationKind
from cities.models import Agreement, AgreementChange, Amendment, CityRelation
from cities.states import RUNNING
from core.dates import shown
from core.words import matching
from decisions import routing
from decisions.enums import CaseState
from decisions.models import Case, Meeting
from decisions.selectors import planning
from engagements.querysets import open_or_granted
from governance.models import Policy, Route, RouteStep

PAGE = 50
COUNTED = 1000
AHEAD = timedelta(days=548)
SEARCHED = (
    "relation__engagement__search_text", "relation__city__name", "relation__city__country__name",
    "relation__city__country__name_en",
)  # fmt: skip
COLOURS = {
    AgreementState.DRAFT: "info",
    AgreementState.SIGNED: "info",
    AgreementState.ACTIVE: "success",
    AgreementState.DORMANT: "warning",
    AgreementState.PAUSED: "warning",
    AgreementState.TERMINATED: "danger",
    AgreementState.ENDED: "neutral",
}


@dataclass(frozen=True, slots=True)
class AgreementRow:
    pk: int
    kind: str
    state: str
    colour: str
    period: str
    prolongs: str
    last_day: str
    number: str
    case_url: str
    has_document: bool


@dataclass(frozen=True, slots=True)
class ChangeRow:
    on: str
    what: str
    reason: str
    number: str
    case_url: str
    who: str


@dataclass(frozen=True, slots=True)
class DueRow:
    """An agreement to take a stand on: by when, at which meeting at the latest, and what happens otherwise."""

    pk: int
    city: str
    country: str
    kind: str
    state: str
    colour: str
    last_day: date
    days: int
    body: str
    meeting: str
    meeting_url: str
    otherwise: str

    @property
    def soon(self) -> bool:
        return self.days <= 60


def visible(person: Any) -> QuerySet[Agreement]:
    return Agreement.objects.filter(open_or_granted(person, "relation__engagement__"))


def visible_agreement(person: Any, pk: int) -> Agreement | None:
    related = ("relation__engagement__responsible_unit", "relation__city__country", "case", "document", "renews")
    return visible(person).select_related(*related, "amendment__case").filter(pk=pk).first()


def agreements_of(relation: CityRelation) -> list[AgreementRow]:
    """Every agreement of the relation, latest first; one query."""
    rows = Agreement.objects.filter(relation=relation).select_related("case", "amendment__case")[:100]
    return [_row(row) for row in rows]


def _row(row: Agreement) -> AgreementRow:
    case = row.case or (row.amendment.case if row.amendment else None)
    return AgreementRow(
        pk=row.pk,
        kind=row.get_kind_display(),
        state=row.get_state_display(),
        colour=COLOURS[AgreementState(row.state)],
        period=period_of(row),
        prolongs=_("%(number)s månader i taget") % {"number": row.prolongs_months} if row.prolongs_months else "",
        last_day=shown(row.decide_by),
        number=case.reference_number if case else "",
        case_url=case.get_absolute_url() if case else "",
        has_document=row.document_id is not None,
    )


def period_of(row: Agreement) -> str:
    """From when to when, as far as it is known."""
    start = shown(row.starts_on) or (str(row.known_since) if row.known_since else "")
    end = shown(row.runs_to or row.ends_on)
    if start and end:
        return f"{start} – {end}"
    if end:
        return _("till %(day)s") % {"day": end}
    if start:
        return _("sedan %(day)s, tills vidare") % {"day": start}
    return _("inget datum är känt")


def changes_of(agreement: Agreement) -> list[ChangeRow]:
    """What happened to it and what that rests on, latest first; one query."""
    rows = AgreementChange.objects.filter(agreement=agreement).select_related("case", "by")[:200]
    return [
        ChangeRow(
            on=shown(row.on),
            what=row.get_verb_display(),
            reason=row.reason,
            number=row.case.reference_number if row.case else "",
            case_url=row.case.get_absolute_url() if row.case else "",
            who=str(row.by) if row.by else _("Utblick"),
        )
        for row in rows
    ]


def matter_to_settle(agreement: Agreement) -> str:
    """What must be decided in time: notice where it is prolonged, else a new agreement."""
    if agreement.prolongs_months:
        return ending_matter(agreement.relation)
    return f"cities.{agreement.relation.kind}"


def plan_of(agreement: Agreement, policy: Policy | None) -> planning.Plan | None:
    """The way back from the last day over the bodies' meetings; None when there is no last day to come."""
    if agreement.decide_by is None or agreement.decide_by < timezone.localdate():
        return None
    unit = agreement.relation.engagement.responsible_unit
    return planning.plan_back(policy, matter_to_settle(agreement), agreement.decide_by, unit)


def otherwise(agreement: Agreement) -> str:
    """What happens when nobody does anything."""
    window = agreement.window(agreement.decide_by or timezone.localdate())
    if window is None:
        return ""
    if window.runs_on_to is None:
        return _("Avtalet upphör %(day)s.") % {"day": shown(window.ends_on)}
    return _("Avtalet förlängs automatiskt till %(day)s.") % {"day": shown(window.runs_on_to)}


def due(person: Any, policy: Policy | None, day: date, page: int, words: str = "") -> tuple[list[DueRow], bool]:
    """A page of agreements to take a stand on within a year and a half, the first last day first.

    Four queries: the agreements, the routes with their steps, and the bodies' meetings. Returns rows and has-next.
    """
    first = (page - 1) * PAGE
    rows = list(_due_rows(person, day, words)[first : first + PAGE + 1])
    bodies = _deciding_bodies(policy, rows[:PAGE])
    wanted = [(bodies[row.pk][0], row.decide_by) for row in rows[:PAGE] if row.pk in bodies and row.decide_by]
    meetings = planning.last_meetings_before(wanted)
    return [_due(row, day, bodies.get(row.pk), meetings) for row in rows[:PAGE]], len(rows) > PAGE


def due_count(person: Any, day: date, words: str = "") -> int:
    """How many, counted to a thousand."""
    return _due_rows(person, day, words).order_by().values("pk")[: COUNTED + 1].count()


def soonest(person: Any, day: date, *, most: int = 5) -> list[tuple[int, str, date]]:
    """For the start page, one query."""
    rows = _due_rows(person, day).values_list("pk", "relation__city__name", "decide_by")
    return [(pk, name, last_day) for pk, name, last_day in rows[:most] if last_day]


def _due_rows(person: Any, day: date, words: str = "") -> QuerySet[Agreement]:
    rows = visible(person).filter(decide_by__gte=day, decide_by__lte=day + AHEAD)
    rows = matching(rows, words, *SEARCHED)
    related = ("relation__city__country", "relation__engagement__responsible_unit__serves")
    return rows.select_related(*related).order_by("decide_by", "pk")


def _deciding_bodies(policy: Policy | None, rows: Sequence[Agreement]) -> dict[int, tuple[int, str]]:
    """The body that settles each agreement's matter: two queries for all of them."""
    matters = {END_AGREEMENT, END_TWIN_TOWN, *(f"cities.{kind}" for kind in RelationKind.values)}
    steps = Prefetch("steps", RouteStep.objects.select_related("body", "unit"))
    routes = Route.objects.filter(policy=policy, matter__in=matters).prefetch_related(steps)
    last = {route.matter: _binding(route) for route in routes} if rows and policy is not None else {}
    found = {}
    for row in rows:
        step = last.get(matter_to_settle(row))
        if step is not None:
            body = routing.taken_by(step, row.relation.engagement.responsible_unit)["body"]
            if body is not None:
                found[row.pk] = (body.pk, str(body))
    return found


def _binding(route: Route) -> Any:
    steps = [step for step in route.steps.all() if step.role in routing.BINDING]
    return steps[-1] if steps else None


def _due(row: Agreement, day: date, body: tuple[int, str] | None, meetings: dict[tuple[int, date], Meeting]) -> DueRow:
    assert row.decide_by is not None
    meeting = meetings.get((body[0], row.decide_by)) if body else None
    return DueRow(
        pk=row.pk,
        city=row.relation.city.name,
        country=str(row.relation.city.country),
        kind=row.get_kind_display(),
        state=row.get_state_display(),
        colour=COLOURS[AgreementState(row.state)],
        last_day=row.decide_by,
        days=(row.decide_by - day).days,
        body=body[1] if body else "",
        meeting=shown(meeting.held_on) if meeting else "",
        meeting_url=meeting.get_absolute_url() if meeting else "",
        otherwise=otherwise(row),
    )


def decided_cases(agreement: Agreement) -> QuerySet[Case]:
    """Decided cases of the relation that a change of the agreement can rest on."""
    rows = Case.objects.filter(engagement=agreement.relation_id, state=CaseState.DECIDED)
    return rows.order_by("-opened_at", "-pk")


def amendments_without_paper(relation: CityRelation, of: Agreement | None = None) -> QuerySet[Amendment]:
    """Changes that apply and are not written in a paper yet, but for the one that `of` is the paper of."""
    unwritten = Q(paper=None) if of is None or of.amendment_id is None else Q(paper=None) | Q(paper=of)
    return Amendment.objects.filter(unwritten, relation=relation).exclude(applies_on=None)


def agreements_to_renew(relation: CityRelation, except_for: Agreement | None) -> QuerySet[Agreement]:
    """Those of the relation that a new one takes over from, or changes. Each knows its relation, which names it."""
    rows = relation.agreements.filter(state__in=[*RUNNING, AgreementState.TERMINATED])
    rows = rows.exclude(kind=AgreementKind.AMENDMENT)
    return rows.exclude(pk=except_for.pk) if except_for else rows
