"""The one query behind an engagement's page: a union of rows of the same shape."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, IntegerField, Max, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat

from core import events
from core.models import Event
from engagements.enums import AttendanceLevel
from engagements.models import (
    Activity,
    Attendance,
    CheckIn,
    Communication,
    Country,
    DormancyReview,
    Engagement,
    EngagementAim,
    EngagementGoal,
    EngagementLink,
    Participation,
    PartnerContact,
    ResourceLine,
)
from engagements.querysets import REPORTED, open_or_granted
from governance.models import RuleSetting, Theme

RECENT = 5
FEW = 3
BETWEEN = "\x1f"
COLUMNS = ("part_kind", "part_key", "part_text", "part_1", "part_2", "part_3", "part_4")
TEXT = TextField()


def union(engagement: Engagement, person: Any) -> QuerySet:
    pk, recent = engagement.pk, _first(events.about(engagement.event_thread), RECENT)
    queries = [
        _rows(0, Country.objects.filter(engagements=pk), F("code"), "name", "name_en"),
        _rows(1, Theme.objects.filter(engagements=pk), F("pk"), "name"),
        _rows(2, EngagementAim.objects.filter(engagement=pk), F("aim_id"), "aim__name"),
        _rows(3, EngagementGoal.objects.filter(engagement=pk), F("goal")),
        _rows(4, Participation.objects.filter(engagement=pk), F("unit_id"), "unit__name", "role"),
        _years(pk),
        _activities(pk, person),
        _rows(7, Event.objects.filter(pk__in=recent), F("pk"), "payload"),
        _rows(
            8, RuleSetting.objects.filter(policy__in_force=True), F("code"), "level", "clause",
            part_1=Cast("policy__separate_accounting", IntegerField()),
            part_2=Cast("policy__manager_confirms_activities", IntegerField()),
            part_3=Cast("policy__dormant_after_months", IntegerField()),
        ),
        _politicians(pk),
        _linked(EngagementLink.objects.filter(engagement=pk), "other", person),
        _linked(EngagementLink.objects.filter(other=pk), "engagement", person),
        _last_activity(pk),
        _reviews(pk),
        *_check_ins(pk),
        _contacts(pk, person),
        _communications(pk),
    ]  # fmt: skip
    return queries[0].union(*queries[1:], all=True)


def _rows(kind: int, found: QuerySet, key: Any, *words: str, **amounts: Any) -> QuerySet:
    """`found` as rows of the union: a kind, a key, words with a separator between, four whole numbers."""
    parts: list[Any] = []
    for word in words:
        parts += [Value(BETWEEN), F(word)]
    text = Concat(*parts[1:], output_field=TEXT) if len(words) > 1 else F(words[0]) if words else Value("")
    told: dict[str, Any] = {"part_kind": Value(kind), "part_key": Cast(key, TEXT), "part_text": Cast(text, TEXT)}
    numbers = {name: amounts.get(name, Value(0)) for name in COLUMNS[3:]}
    return found.order_by().annotate(**told, **numbers).values_list(*COLUMNS)


def _first(rows: QuerySet[Model], many: int) -> QuerySet:
    """The keys of the first few, as a subquery: a union takes no limit of its own."""
    return rows.values("pk")[:many]


def _years(pk: int) -> QuerySet:
    names = ("planned", "spent", "planned_hours", "spent_hours")
    amounts = {column: F(name) for column, name in zip(COLUMNS[3:], names, strict=True)}
    return _rows(5, ResourceLine.objects.filter(engagement=pk), F("year"), "unit__name", **amounts)


def _linked(links: QuerySet, end: str, person: Any) -> QuerySet:
    """The other end of each link, where the reader may see it."""
    seen = links.filter(open_or_granted(person, f"{end}__"))
    return _rows(10, seen, F(f"{end}_id"), f"{end}__title", f"{end}__area", f"{end}__status", "why")


def _activities(pk: int, person: Any) -> QuerySet:
    """The newest this person may see, one more than shown so that the page knows there are more."""
    seen = Activity.objects.visible_to(person).filter(engagement=pk).order_by("-starts_on", "-pk")
    rows = Activity.objects.filter(pk__in=_first(seen, RECENT + 1)).annotate(
        day=Coalesce(Cast("starts_on", TEXT), Value(""), output_field=TEXT)
    )
    words = ("title", "day", "unit__name", "state", "mode", "result")
    return _rows(6, rows, F("pk"), *words, part_1=Coalesce("cost", 0))


def _politicians(pk: int) -> QuerySet:
    took_part = Attendance.objects.filter(
        activity__engagement=pk, activity__state__in=["reported", "accepted"], level=AttendanceLevel.POLITICIAN
    )
    told = {
        "part_kind": Value(9),
        "part_key": Cast("who", TEXT),
        "part_text": Coalesce(Cast("body__name", TEXT), Value(""), output_field=TEXT),
        "part_1": Count("activity", distinct=True),
    }
    zeros = {name: Value(0) for name in COLUMNS[4:]}
    return took_part.order_by().values("who", "body__name").annotate(**told, **zeros).values_list(*COLUMNS)


def _day(name: str) -> Any:
    """A date as text, nothing when there is none."""
    return Coalesce(Cast(name, TEXT), Value(""), output_field=TEXT)


def _last_activity(pk: int) -> QuerySet:
    """The day of the newest reported activity, which says whether anything happens (NKP-13)."""
    reported = Activity.objects.filter(engagement=pk, state__in=REPORTED).order_by().values("engagement_id")
    told = {"part_kind": Value(11), "part_key": Value("", output_field=TEXT)}
    zeros = {name: Value(0) for name in COLUMNS[3:]}
    last = Coalesce(Cast(Max("starts_on"), TEXT), Value(""), output_field=TEXT)
    return reported.annotate(part_text=last, **told, **zeros).values_list(*COLUMNS)


def _reviews(pk: int) -> QuerySet:
    """The newest question whether to revive, rest or end, with its answer."""
    newest = DormancyReview.objects.filter(engagement=pk).order_by("-put_on", "-pk")
    rows = DormancyReview.objects.filter(pk__in=_first(newest, 1)).annotate(next_day=_day("next_on"))
    return _rows(12, rows, F("pk"), "choice", "next_day")


def _check_ins(pk: int) -> list[QuerySet]:
    """The next few planned, and the last one held."""
    mine = CheckIn.objects.filter(engagement=pk)
    chosen = (
        _first(mine.filter(held_on=None).order_by("due_on", "pk"), FEW),
        _first(mine.exclude(held_on=None).order_by("-held_on", "-pk"), 1),
    )
    dated = [CheckIn.objects.filter(pk__in=keys).annotate(due=_day("due_on"), held=_day("held_on")) for keys in chosen]
    return [_rows(13, rows, F("pk"), "due", "held", "who", "said") for rows in dated]


def _contacts(pk: int, person: Any) -> QuerySet:
    seen = PartnerContact.objects.visible_to(person).filter(links__engagement=pk).order_by("name", "pk")
    rows = PartnerContact.objects.filter(pk__in=_first(seen, RECENT + 1))
    return _rows(14, rows, F("pk"), "name", "role", "organisation")


def _communications(pk: int) -> QuerySet:
    newest = Communication.objects.filter(engagement=pk).order_by(Coalesce("done_on", "planned_on").desc(), "-pk")
    rows = Communication.objects.filter(pk__in=_first(newest, FEW)).annotate(
        planned=_day("planned_on"), done=_day("done_on")
    )
    return _rows(15, rows, F("pk"), "title", "channel", "planned", "done", part_1=Cast("published", IntegerField()))
