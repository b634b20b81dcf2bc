"""The lines of an organisation's page: six kinds of row that share one shape, and so come in one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    F,
    IntegerField,
    QuerySet,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.urls import reverse

from decisions.enums import CaseState
from memberships.enums import MandateState, PursuitState, ReviewOutcome
from memberships.models import (
    Declaration,
    DemandPursuit,
    Grade,
    IndirectRepresentation,
    MembershipReview,
    VotingMandate,
)

COLUMNS = ("what", "of", "key", "leads_to", "title", "text", "state", "on", "adopted_on", "late")
STATES: dict[str, type[TextChoices]] = {
    "mandate": MandateState,
    "declaration": CaseState,
    "pursuit": PursuitState,
    "review": ReviewOutcome,
}
PAGES = {
    "mandate": "memberships:mandate_detail",
    "declaration": "decisions:case_detail",
    "pursuit": "memberships:demand_detail",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of its membership `of`, 0 for the organisation's own.

    grade: name, condition. indirect: through whom, note. mandate: the meeting and its day. declaration: its last day,
    its case and the case's state. pursuit: the demand and since when. review: the decision, the reasons and the day.
    """

    what: str
    of: int
    key: int
    leads_to: int
    title: str
    text: str
    state: str
    on: date | None
    adopted_on: date | None
    late: bool

    @property
    def standing(self) -> str:
        return str(STATES[self.what](self.state).label)

    @property
    def url(self) -> str:
        return reverse(PAGES[self.what], args=[self.leads_to])


class Lines:
    """All lines of one organisation and of those of its memberships that the person was found to see: one query."""

    def __init__(self, organisation: int, memberships: list[int], person: Any, *, today: date):
        grades = _columns(
            Grade.objects.filter(organisation_id=organisation),
            "grade",
            of=Value(0),
            title=F("name"),
            text=F("condition"),
        )
        rows = grades.union(
            *(_indirect(memberships), _mandates(memberships, person), _declarations(memberships, today)),
            *(_pursuits(memberships, person), _reviews(memberships)),
            all=True,
        )
        self._found: dict[tuple[str, int], list[Line]] = {}
        for row in rows.order_by("c_title", "c_key"):
            line = Line(*row)
            self._found.setdefault((line.what, line.of), []).append(line)

    def by_title(self, what: str, of: int = 0) -> list[Line]:
        return self._found.get((what, of), [])

    def newest_first(self, what: str, of: int) -> list[Line]:
        return sorted(self.by_title(what, of), key=lambda line: line.key, reverse=True)

    def latest_first(self, what: str, of: int) -> list[Line]:
        """By their day."""
        return sorted(self.by_title(what, of), key=lambda line: (line.on or date.min, line.key), reverse=True)


def _indirect(memberships: list[int]) -> QuerySet:
    rows = IndirectRepresentation.objects.filter(membership_id__in=memberships)
    return _columns(rows, "indirect", title=F("through"), text=F("note"))


def _mandates(memberships: list[int], person: Any) -> QuerySet:
    rows = VotingMandate.objects.visible_to(person).filter(membership_id__in=memberships)
    return _columns(rows, "mandate", leads_to=F("pk"), title=F("meeting"), state=F("state"), on=F("starts_on"))


def _declarations(memberships: list[int], today: date) -> QuerySet:
    overdue = When(deadline__lt=today, adopted_on__isnull=True, case__closed_at__isnull=True, then=Value(True))
    return _columns(
        Declaration.objects.filter(membership_id__in=memberships), "declaration", leads_to=F("case_id"),
        state=F("case__state"), on=F("deadline"), adopted_on=F("adopted_on"),
        late=Case(overdue, default=Value(False), output_field=BooleanField()),
    )  # fmt: skip


def _pursuits(memberships: list[int], person: Any) -> QuerySet:
    rows = DemandPursuit.objects.visible_to(person).filter(membership_id__in=memberships)
    return _columns(rows, "pursuit", leads_to=F("demand_id"), title=F("demand__title"), state=F("state"), on=F("since"))


def _reviews(memberships: list[int]) -> QuerySet:
    rows = MembershipReview.objects.filter(membership_id__in=memberships)
    return _columns(rows, "review", title=F("decided"), text=F("note"), state=F("outcome"), on=F("on"))


def _columns(rows: Any, what: str, **named: Any) -> QuerySet:
    nothing = {
        "what": Value(what, CharField()),
        "of": F("membership_id"),
        "key": F("pk"),
        "leads_to": Value(0, IntegerField()),
        "title": F("title"),
        "text": Value("", CharField()),
        "state": Value("", CharField()),
        "on": Cast(Value(None), DateField()),
        "adopted_on": Cast(Value(None), DateField()),
        "late": Value(False, BooleanField()),
    }
    values = nothing | named
    rows = rows.order_by().annotate(**{f"c_{name}": values[name] for name in COLUMNS})
    return rows.values_list(*(f"c_{name}" for name in COLUMNS))
