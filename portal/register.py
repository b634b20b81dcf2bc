"""The public register of cases (diarium): what OSL 5:1-2 asks a register to tell anybody, and nothing more."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from core.enums import Confidentiality
from decisions.enums import CaseState, Outcome
from decisions.models import Case, Decision
from decisions.selectors import MOST_COUNTED, OUTCOME_COLORS, PAGE, STATE_COLORS, Page

MOST_WORDS = 8
YEARS_BACK = 15


@dataclass(frozen=True, slots=True)
class PublicDecision:
    decided_on: datetime.date
    body: str
    paragraph: str
    outcome: str
    color: str


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One case. A confidential one tells its number, its day and the provision, and a title only when it has been given
    one for the public; the rest is left empty (OSL 5:2, TF 2:20)."""

    number: str
    registered_on: datetime.date
    title: str
    secrecy: str
    unit: str
    state: str
    color: str
    decisions: tuple[PublicDecision, ...]


OPEN = Q(confidentiality=Confidentiality.OPEN) & (
    Q(engagement__isnull=True) | Q(engagement__confidentiality=Confidentiality.OPEN)
)
COLUMNS = (
    "pk",
    "reference_number",
    "registered_at",
    "opened_at",
    "title",
    "public_title",
    "confidentiality",
    "confidentiality_ground",
    "engagement__confidentiality",
    "engagement__confidentiality_ground",
    "unit__name",
    "state",
)


def register(asked: Mapping[str, str]) -> Page:
    """A page of the register, newest first: three queries, whatever the number of rows.

    Searched are the words that can be read in the register and the numbers, so that no search tells what a title hides.
    """
    rows = Case.objects.exclude(reference_number="").filter(example=False)
    for word in asked.get("text", "").casefold().split()[:MOST_WORDS]:
        rows = rows.filter(_says(word))
    year = asked.get("year", "")
    if year in {str(each) for each in years()}:
        rows = rows.filter(registered_at__range=_days_of(int(year)))
    wanted = asked.get("page", "")
    number = min(max(int(wanted), 1), 10_000) if wanted.isdecimal() and len(wanted) < 6 else 1
    start = (number - 1) * PAGE
    found = list(rows.order_by("-opened_at", "-pk").values_list(*COLUMNS)[start : start + PAGE + 1])
    total = rows.order_by().values("pk")[: MOST_COUNTED + 1].count()
    return Page(rows=_rows(found[:PAGE]), number=number, has_next=len(found) > PAGE, total=total)


def years() -> list[int]:
    """Years from this one back; not counted in the database."""
    this = timezone.localdate().year
    return list(range(this, this - YEARS_BACK, -1))


def _says(word: str) -> Q:
    """The word is in what the register shows of the case."""
    plain = OPEN & Q(public_title="") & Q(search_text__contains=word)
    return Q(public_title__holds=word) | plain | Q(reference_number__holds=word)


def _days_of(year: int) -> tuple[datetime.datetime, datetime.datetime]:
    zone = timezone.get_current_timezone()
    first = datetime.datetime(year, 1, 1, tzinfo=zone)
    return first, datetime.datetime(year + 1, 1, 1, tzinfo=zone) - datetime.timedelta(microseconds=1)


def _rows(found: list[tuple[Any, ...]]) -> list[RegisterRow]:
    facts = [dict(zip(COLUMNS, values, strict=True)) for values in found]
    decided = _decisions([row["pk"] for row in facts if not _secrecy(row)])
    labels = {value: str(label) for value, label in CaseState.choices}
    return [_row(row, decided.get(row["pk"], []), labels) for row in facts]


def _row(row: dict[str, Any], decided: list[PublicDecision], labels: dict[str, str]) -> RegisterRow:
    day = timezone.localdate(row["registered_at"] or row["opened_at"])
    secrecy = _secrecy(row)
    if secrecy:
        return RegisterRow(row["reference_number"], day, row["public_title"], secrecy, "", "", "", ())
    return RegisterRow(
        number=row["reference_number"],
        registered_on=day,
        title=row["public_title"] or row["title"],
        secrecy="",
        unit=row["unit__name"],
        state=labels[row["state"]],
        color=STATE_COLORS[CaseState(row["state"])],
        decisions=tuple(decided),
    )


def _secrecy(row: dict[str, Any]) -> str:
    """The provision that the case, or what it concerns, is kept secret by."""
    if row["confidentiality"] == Confidentiality.CONFIDENTIAL:
        return row["confidentiality_ground"]
    if row["engagement__confidentiality"] == Confidentiality.CONFIDENTIAL:
        return row["engagement__confidentiality_ground"]
    return ""


def _decisions(cases: list[int]) -> dict[int, list[PublicDecision]]:
    rows: QuerySet[Decision] = Decision.objects.filter(case_id__in=cases).order_by("decided_on", "pk")
    labels = {value: str(label) for value, label in Outcome.choices}
    found: dict[int, list[PublicDecision]] = defaultdict(list)
    for case, day, body, paragraph, outcome in rows.values_list(
        "case_id", "decided_on", "body__name", "paragraph", "outcome"
    ):
        color = OUTCOME_COLORS[Outcome(outcome)]
        found[case].append(PublicDecision(day, body, paragraph, labels[outcome], color))
    return found
