"""What hosts and visitors said of a visit, added up."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.enums import Confidentiality
from engagements.querysets import open_or_granted
from visits import feedback_address
from visits.enums.feedback import FeedbackFrom
from visits.models import FeedbackLink, Visit, VisitFeedback

SCORES = ("score_purpose", "score_programme", "score_welcome")


@dataclass(frozen=True, slots=True)
class Question:
    """One score: how many gave 1 to 5, how many answered and their average, for visitors and hosts."""

    label: str
    counts: list[int]
    number: int
    visitors: float | None
    hosts: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    questions: list[Question]
    answers: list[VisitFeedback]
    visitors: int
    hosts: int
    may_contact: int
    mine: VisitFeedback | None


@dataclass(frozen=True, slots=True)
class Link:
    row: FeedbackLink
    address: str
    is_open: bool


def summary_of(visit: Visit, person: Any) -> Summary:
    """One query."""
    answers = list(visit.feedback.order_by("source", "pk"))
    visitors = [each for each in answers if each.source == FeedbackFrom.VISITOR]
    hosts = [each for each in answers if each.source == FeedbackFrom.HOST]
    return Summary(
        questions=[_question(name, label, visitors, hosts) for name, label in zip(SCORES, labels(), strict=True)],
        answers=answers,
        visitors=len(visitors),
        hosts=len(hosts),
        may_contact=sum(each.may_contact for each in visitors),
        mine=next((each for each in hosts if each.person_id == person.pk), None),
    )


def labels() -> list[str]:
    return [_("Besöket nådde sitt syfte"), _("Programmet var bra"), _("Mottagandet var bra")]


def links_of(visit: Visit, *, today: datetime.date) -> list[Link]:
    """One query."""
    rows = visit.feedback_links.order_by("-pk")
    return [Link(row, feedback_address.address_of(row.pk), row.is_open(today)) for row in rows]


def link_for(person: Any, pk: int) -> FeedbackLink | None:
    rows = FeedbackLink.objects.filter(open_or_granted(person, "visit__engagement__"))
    return rows.select_related("visit__engagement__responsible_unit", "visit__main_host").filter(pk=pk).first()


def open_link(token: str, *, today: datetime.date) -> FeedbackLink | None:
    """The link of a signed address while it may be answered by; the same None for wrong, closed and over."""
    pk = feedback_address.read(token)
    if pk is None:
        return None
    rows = FeedbackLink.objects.filter(pk=pk, revoked_at=None, expires_on__gte=today)
    rows = rows.filter(visit__engagement__confidentiality=Confidentiality.OPEN)
    return rows.select_related("visit__engagement").first()


def _question(name: str, label: str, visitors: Sequence[VisitFeedback], hosts: Sequence[VisitFeedback]) -> Question:
    given = [getattr(each, name) for each in [*visitors, *hosts]]
    counts = [given.count(score) for score in range(1, 6)]
    return Question(label, counts, len(given), _average(name, visitors), _average(name, hosts))


def _average(name: str, answers: Sequence[VisitFeedback]) -> float | None:
    return sum(getattr(each, name) for each in answers) / len(answers) if answers else None
