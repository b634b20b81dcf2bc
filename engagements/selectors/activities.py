"""Activities: what I have sent, what my unit has, what waits in the inbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.words import matching
from engagements.areas import find as area_of
from engagements.enums import ActivityState, InboxKind, Mode, Status
from engagements.models import Activity, Country, Engagement, InboxItem, Participation
from engagements.selectors.engagement_list import CACHED_FOR, PAGE, swedish_key
from engagements.selectors.engagement_parts import ACTIVITY_COLOR
from governance.models import Aim, Body, Policy, Unit


@dataclass(frozen=True, slots=True)
class Line:
    pk: int
    title: str
    engagement: str
    unit: str
    starts_on: date | None
    state: str
    state_label: str
    color: str
    return_reason: str
    mode: str = ""
    changed_at: datetime | None = None


COLUMNS = (
    "pk", "title", "engagement__title", "unit__name", "starts_on", "state", "return_reason", "mode", "changed_at",
)  # fmt: skip

SEARCHED = ("title", "engagement__title", "unit__name")
"""Not the engagement's search text: it holds the titles of its other activities."""


def _lines(rows: Any, most: int, start: int = 0) -> list[Line]:
    return [
        Line(
            pk=pk,
            title=title,
            engagement=engagement,
            unit=unit,
            starts_on=starts_on,
            state=state,
            state_label=str(ActivityState(state).label),
            color=ACTIVITY_COLOR.get(ActivityState(state), "neutral"),
            return_reason=reason,
            mode=str(Mode(mode).label),
            changed_at=changed_at,
        )
        for pk, title, engagement, unit, starts_on, state, reason, mode, changed_at in rows.values_list(*COLUMNS)[
            start : start + most
        ]
    ]


def reported_by(person: Any, *, most: int = 10) -> list[Line]:
    """What I have sent and what came of it, newest first."""
    rows = Activity.objects.visible_to(person).filter(reported_by_id=person.pk)
    return _lines(rows.order_by("-changed_at", "-pk"), most)


def to_confirm(person: Any, *, most: int = 10) -> list[Line]:
    """What waits for me as director."""
    directs = person.powers.units.get("director", frozenset())
    rows = Activity.objects.visible_to(person).filter(state=ActivityState.AWAITING_CONFIRMATION, unit_id__in=directs)
    return _lines(rows.order_by("submitted_at", "pk"), most)


def page_of(person: Any, *, state: str = "", words: str = "", number: int = 1) -> tuple[list[Line], bool]:
    """A page of every activity the person may see, and whether there are more."""
    rows = matching(Activity.objects.visible_to(person), words, *SEARCHED)
    if state in ActivityState.values:
        rows = rows.filter(state=state)
    lines = _lines(rows.order_by("-starts_on", "-pk"), PAGE + 1, (number - 1) * PAGE)
    return lines[:PAGE], len(lines) > PAGE


def visible(person: Any, pk: int) -> Activity | None:
    rows = Activity.objects.visible_to(person).select_related(
        "engagement", "unit", "country", "reported_by", "confirmed_by", "handled_by"
    )
    return rows.filter(pk=pk).first()


def units_to_report_for(person: Any) -> list[Unit]:
    """My own units; nothing is asked when there is one."""
    return list(Unit.objects.filter(pk__in=person.powers.own_units).order_by("name"))


def engagements_to_report_on(person: Any) -> Any:
    """Everything under way that the person may see."""
    return Engagement.objects.visible_to(person).exclude(status__in=[Status.ENDED, Status.DECLINED])


MOST_OFFERED = 100
Group = tuple[str, list[tuple[int, str]]]


def offered_engagements(person: Any, chosen: int | None = None) -> list[Group]:
    """What the list of a report shows: the chosen one, what my units answer for or take part in, others; one query.

    Cut at two hundred; what is not there is found by its title.
    """
    units = person.powers.own_units
    mine = Q(responsible_unit_id__in=units) | Q(
        pk__in=Participation.objects.filter(unit_id__in=units).values("engagement_id")
    )
    rank = Case(When(pk=chosen or 0, then=0), When(mine, then=1), default=2, output_field=IntegerField())
    may = engagements_to_report_on(person).annotate(rank=rank).order_by("rank", "title", "pk")
    rows = list(may.values_list("rank", "pk", "title")[: 2 * MOST_OFFERED])
    groups = ((_("Det här engagemanget"), 0), (_("Min enhet"), 1), (_("Andras"), 2))
    told = [(label, [(pk, title) for place, pk, title in rows if place == number]) for label, number in groups]
    return [group for group in told if group[1]]


def own_engagements(person: Any, *, most: int = 8) -> list[tuple[int, str, str]]:
    """Under way in my units: number, title, area's key."""
    rows = Engagement.objects.visible_to(person).filter(
        responsible_unit_id__in=person.powers.own_units, status__in=[Status.ACTIVE, Status.PROPOSED]
    )
    return list(rows.order_by("title", "pk").values_list("pk", "title", "status")[:most])


def forums_of(engagement: Engagement | None) -> list[str]:
    """Where an activity within it may take place, as its area knows."""
    area = area_of(engagement) if engagement is not None else None
    return [str(name) for name in area.forums(engagement)] if area is not None else []


@dataclass(frozen=True, slots=True)
class Waiting:
    pk: int
    kind: str
    kind_label: str
    arrived_at: datetime
    unit: str
    engagement_pk: int | None
    engagement: str
    activity_pk: int | None
    title: str
    starts_on: date | None
    mode: str
    result: str
    cost: int | None
    handled_at: datetime | None
    handled_by: str
    outcome: str
    reference_number: str
    url: str
    synergies: list[tuple[int, str, str]]


INBOX_COLUMNS = (
    "pk", "kind", "arrived_at", "unit__name", "engagement_id", "engagement__title", "activity_id", "activity__title",
    "activity__starts_on", "activity__mode", "activity__result", "activity__cost", "handled_at", "handled_by__name",
    "activity__state", "engagement__reference_number", "subject", "url",
)  # fmt: skip

INBOX_SEARCHED = (
    "subject", "activity__title", "engagement__title", "engagement__reference_number", "unit__name",
)  # fmt: skip


def inbox(person: Any, *, handled: bool = False, words: str = "", most: int = PAGE) -> list[Waiting]:
    """What waits, oldest first, with others' engagements that share theme or country; or what was handled last."""
    rows = InboxItem.objects.visible_to(person)
    rows = rows.exclude(handled_at=None).order_by("-handled_at") if handled else rows.waiting()
    rows = matching(rows, words, *INBOX_SEARCHED)
    found = list(rows.values_list(*INBOX_COLUMNS)[:most])
    alike = {} if handled else alike_by_engagement(person, [row[4] for row in found if row[4]])
    return [_waiting(row, alike) for row in found]


def _waiting(row: tuple, alike: dict[int, list[tuple[int, str, str]]]) -> Waiting:
    (pk, kind, arrived, unit, engagement_pk, engagement, activity_pk, title, starts_on, mode, result, cost, handled_at,
     handled_by, state, number, subject, url) = row  # fmt: skip
    return Waiting(
        pk=pk, kind=kind, kind_label=str(InboxKind(kind).label), arrived_at=arrived, unit=unit or "",
        engagement_pk=engagement_pk, engagement=engagement or "", activity_pk=activity_pk,
        title=subject or title or engagement, starts_on=starts_on, mode=str(Mode(mode).label) if mode else "",
        result=result or "", cost=cost,
        handled_at=handled_at, handled_by=handled_by or "", outcome=str(ActivityState(state).label) if state else "",
        reference_number=number or "", url=_way_to(url, engagement_pk, activity_pk),
        synergies=alike.get(engagement_pk, []),
    )  # fmt: skip


def _way_to(url: str, engagement_pk: int | None, activity_pk: int | None) -> str:
    if url:
        return url
    if activity_pk:
        return reverse("engagements:activity_detail", args=[activity_pk])
    return reverse("engagements:engagement_detail", args=[engagement_pk])


ALIKE_LOOKED_AT = 400
"""So many of the newest that share something are looked at, however many there are."""


def alike_by_engagement(person: Any, pks: list[int], *, most: int = 4) -> dict[int, list[tuple[int, str, str]]]:
    """For each engagement a few others with a theme or a country in common: number, title, what; four queries."""
    alike: dict[int, list[tuple[int, str, str]]] = {}
    alive = Engagement.objects.visible_to(person).exclude(status__in=[Status.ENDED, Status.DECLINED])
    land = "name_en" if (get_language() or "sv").startswith("en") else "name"
    for links, what, named in (
        (Engagement.themes.through, "theme", "theme__name"),
        (Engagement.countries.through, "country", f"country__{land}"),
    ):
        having: dict[Any, list[int]] = {}
        for one, shared in links.objects.filter(engagement__in=pks).values_list("engagement_id", f"{what}_id"):
            if shared != "SE":
                having.setdefault(shared, []).append(one)
        same = links.objects.filter(**{f"{what}__in": having})
        newest = alive.filter(Exists(same.filter(engagement=OuterRef("pk")))).order_by("-pk")[:ALIKE_LOOKED_AT]
        rows = same.filter(engagement__in=newest.values("pk")).order_by("engagement__title", "engagement_id")
        for other, title, name, shared in rows.values_list("engagement_id", "engagement__title", named, f"{what}_id"):
            for mine in (alike.setdefault(one, []) for one in having[shared] if one != other):
                if len(mine) < most and other not in {pk for pk, *_rest in mine}:
                    mine.append((other, title, name))
    return alike


def inbox_count(person: Any) -> int:
    return InboxItem.objects.visible_to(person).waiting().count()


def ending_soon(person: Any, *, months: int = 6, most: int = 8) -> list[tuple[int, str, date]]:
    """Engagements with a last day within half a year."""
    today = timezone.localdate()
    until = date(today.year + (today.month + months - 1) // 12, (today.month + months - 1) % 12 + 1, min(today.day, 28))
    rows = Engagement.objects.visible_to(person).filter(
        status__in=[Status.ACTIVE, Status.DORMANT], ends_on__gte=today, ends_on__lte=until
    )
    return list(rows.order_by("ends_on", "pk").values_list("pk", "title", "ends_on")[:most])


def inbox_item(person: Any, pk: int) -> InboxItem | None:
    return InboxItem.objects.visible_to(person).select_related("engagement", "activity").filter(pk=pk).first()


def discarded(person: Any, pk: int) -> Activity | None:
    rows = Activity.objects.discarded_by(person).select_related("engagement", "unit")
    return rows.filter(pk=pk).first()


@dataclass(slots=True)
class ReportParts:
    """What belongs to one report: rows of who took part, files, and the keys of its aims."""

    attendances: list[dict[str, Any]]
    attachments: list[tuple[int, str, int]]
    aims: list[int]


def parts_of_report(activity: Activity) -> ReportParts:
    """In one query."""
    text, between = TextField(), Value("\x1f")
    parts = ReportParts([], [], [])
    took_part = activity.attendances.order_by().annotate(
        part=Value(0),
        of=F("pk"),
        words=Concat("who", between, "level", between, Cast(Coalesce("body_id", 0), text), output_field=text),
        number=Cast("count", IntegerField()),
    )
    files = activity.attachments.order_by().annotate(
        part=Value(1), of=F("pk"), words=Cast("document__title", text), number=Cast("document__size", IntegerField())
    )
    served = activity.aims.order_by().annotate(
        part=Value(2), of=F("pk"), words=Value("", output_field=text), number=Value(0)
    )
    queries = [rows.values_list("part", "of", "words", "number") for rows in (took_part, files, served)]
    for part, key, words, number in sorted(queries[0].union(*queries[1:], all=True)):
        if part == 0:
            who, level, body = words.split("\x1f")
            parts.attendances.append({"who": who, "level": level, "body": int(body) or None, "count": number})
        elif part == 1:
            parts.attachments.append((key, words, number))
        else:
            parts.aims.append(key)
    return parts


def form_choices() -> dict[str, list[tuple[str, str]]]:
    """Bodies, countries and the aims of the policy in force, each in Swedish order; one query, kept for a minute."""
    key = f"engagements.report-choices.{get_language()}"
    told = cache.get(key)
    if told is None:
        text, name = TextField(), "name_en" if (get_language() or "sv").startswith("en") else "name"
        some = Policy.objects.filter(in_force=True, aims__isnull=False)
        aims = Aim.objects.filter(Q(policies__in_force=True) | ~Exists(some)).distinct()
        sources: dict[str, tuple[Any, str, str]] = {
            "bodies": (Body.objects, "pk", "name"),
            "countries": (Country.objects, "code", name),
        }
        sources["aims"] = (aims, "pk", "name")
        queries = [
            rows.order_by()
            .annotate(box=Value(box), box_key=Cast(code, text), box_text=Cast(words, text))
            .values_list("box", "box_key", "box_text")
            for box, (rows, code, words) in sources.items()
        ]
        told = {box: [] for box in sources}
        for box, code, words in queries[0].union(*queries[1:], all=True):
            told[box].append((code, words))
        told = {box: sorted(pairs, key=lambda pair: swedish_key(pair[1])) for box, pairs in told.items()}
        cache.set(key, told, CACHED_FOR)
    return told
