"""The notice board, the clocks that run, and when decisions gain legal force. Fixed numbers of queries."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.words import matching
from decisions.conditions.board import stays_until
from decisions.enums import MeetingState, MinutesState, NoticeKind
from decisions.law import appeals, clocks
from decisions.models import Appeal, BoardCheck, BoardNotice, Case, Decision, Minutes
from governance.models import Person


@dataclass(frozen=True, slots=True)
class NoticeRow:
    pk: int
    kind: str
    kind_label: str
    body: str
    title: str
    text: str
    held_on: datetime.date | None
    cancelled: bool
    posted_on: datetime.date
    comes_down_on: datetime.date | None
    appeal_ends_on: datetime.date | None
    moved_days: int
    moved_reason: str
    kept_at: str
    has_minutes: bool


@dataclass(frozen=True, slots=True)
class LegalForce:
    """When a decision gains legal force, in words. `day` is None while it is not known; `reason` then says why."""

    state: str
    day: datetime.date | None = None
    reason: str = ""
    words: str = ""

    @property
    def color(self) -> str:
        return {"in_force": "success", "appealed": "warning", "overturned": "danger"}.get(self.state, "neutral")


@dataclass(frozen=True, slots=True)
class Clock:
    """One thing with a last day that law counts."""

    label: str
    title: str
    url: str
    due_on: datetime.date
    late: bool
    clause: str


def on_the_board(now: datetime.datetime | None = None) -> QuerySet[BoardNotice]:
    moment = now or timezone.now()
    return BoardNotice.objects.filter(posted_at__lte=moment, taken_down_at=None)


def public_notices(words: str = "") -> dict[str, list[NoticeRow]]:
    """What hangs on the board and has the words in what is shown there, by kind; one query. How to appeal stands there
    whatever is searched."""
    found: dict[str, list[NoticeRow]] = {kind: [] for kind in NoticeKind.values}
    hanging = on_the_board()
    if words:
        how_to_appeal = hanging.filter(kind=NoticeKind.APPEAL_INFORMATION)
        hanging = matching(hanging, words, "title", "body__name", "kept_at") | how_to_appeal
    for notice in hanging.select_related("body", "meeting").order_by("-posted_at", "-pk")[:500]:
        found[notice.kind].append(_notice_row(notice))
    return found


def public_notice(pk: int) -> tuple[BoardNotice, NoticeRow]:
    rows = on_the_board().select_related("body", "meeting", "minutes__meeting__body", "delegated")
    notice = rows.filter(pk=pk).first()
    if notice is None:
        raise Http404
    return notice, _notice_row(notice)


def _notice_row(notice: BoardNotice) -> NoticeRow:
    last = stays_until(notice)
    assert notice.posted_at is not None, "only what is posted is shown"
    return NoticeRow(
        pk=notice.pk,
        kind=notice.kind,
        kind_label=notice.get_kind_display(),
        body=str(notice.body),
        title=notice.title,
        text=notice.text,
        held_on=notice.meeting.held_on if notice.meeting else None,
        cancelled=bool(notice.meeting and notice.meeting.state == MeetingState.CANCELLED),
        posted_on=clocks.stockholm_day(notice.posted_at),
        comes_down_on=last + clocks.ONE_DAY if last else None,
        appeal_ends_on=notice.appeal_ends_on,
        moved_days=notice.moved_days,
        moved_reason=notice.moved_reason,
        kept_at=notice.kept_at,
        has_minutes=notice.minutes_id is not None,
    )


def notices_of(body_ids: Collection[int] | None, words: str = "", *, most: int = 200) -> list[BoardNotice]:
    """Notices for those who keep the board: what hangs there first, then what was there last. `words` of the title or
    the body."""
    rows = BoardNotice.objects.select_related("body", "meeting", "minutes", "proof")
    if body_ids is not None:
        rows = rows.filter(body_id__in=body_ids)
    rows = matching(rows, words, "title", "body__name")
    return list(rows.order_by("-posted_at", "-pk")[:most])


def notice_for(person: Person, pk: int) -> BoardNotice:
    """A notice of a body the person records for; 404 otherwise."""
    notice = BoardNotice.objects.select_related("body", "meeting").filter(pk=pk).first()
    if notice is None or notice.body_id not in recording(person):
        raise Http404
    return notice


def last_check() -> BoardCheck | None:
    return BoardCheck.objects.order_by("-checked_at").first()


def recording(person: Person) -> frozenset[int]:
    held = person.powers.bodies
    return held.get("secretary", frozenset()) | held.get("registrar", frozenset())


def clocks_for(person: Person) -> list[Clock]:
    """What of the person's bodies has a last day: minutes to adjust and announce, notices to take down; the overdue
    first. Two queries."""
    bodies = recording(person)
    today = timezone.localdate()
    waiting = Q(state__in=[MinutesState.DRAFT, MinutesState.SENT]) | Q(
        state=MinutesState.ADJUSTED, board_notice__isnull=True
    )
    minutes = Minutes.objects.filter(waiting, meeting__body_id__in=bodies).defer("content")
    found = [_minutes_clock(row, today) for row in minutes.select_related("meeting__body").order_by("due_on")[:30]]
    over = (
        on_the_board()
        .filter(body_id__in=bodies)
        .filter(
            Q(appeal_ends_on__lt=today) | Q(appeal_ends_on=None, meeting__starts_at__lt=timezone.now() - clocks.ONE_DAY)
        )
    )
    found += [_notice_clock(row, today) for row in over.select_related("meeting").order_by("appeal_ends_on")[:10]]
    return sorted(found, key=lambda clock: (not clock.late, clock.due_on))


def _minutes_clock(row: Minutes, today: datetime.date) -> Clock:
    url = row.get_absolute_url()
    if row.state == MinutesState.ADJUSTED and row.adjusted_at is not None:
        due = clocks.announce_by(clocks.stockholm_day(row.adjusted_at))
        return Clock(_("Tillkännage protokollet"), _title(row), url, due, due < today, "KL 8:12")
    label = (
        _("Skicka protokollet för justering") if row.state == MinutesState.DRAFT else _("Protokoll ute för justering")
    )
    return Clock(label, _title(row), url, row.due_on, row.due_on < today, "KL 5:69")


def _notice_clock(row: BoardNotice, today: datetime.date) -> Clock:
    last = stays_until(row) or today
    due = last + clocks.ONE_DAY
    return Clock(_("Ta ned anslaget"), row.title, "/anslag/", due, due < today, "KL 8:12")


def _title(row: Minutes) -> str:
    return f"{row.meeting.body} {date_format(row.meeting.held_on, 'j F Y')}"


FORCE_COLUMNS = (
    *("body__kind", "step__role", "outcome", "agenda_item", "delegated"),
    *("agenda_item__minutes__board_notice__appeal_ends_on", "agenda_item__minutes__board_notice__moved_reason"),
    *("delegated__board_notice__appeal_ends_on", "delegated__board_notice__moved_reason"),
    *("delegated__reported_at__minutes__board_notice__appeal_ends_on", "delegated__rule__appealable"),
)


APPEAL_COLUMNS = ("appeals__pk", "appeals__received_on", "appeals__court", "appeals__ended_on", "appeals__upheld")


@dataclass(frozen=True, slots=True)
class AppealRow:
    pk: int
    received_on: datetime.date
    court: str
    ended_on: datetime.date | None
    upheld: bool | None


@dataclass
class _Facts:
    kind: str
    role: str
    outcome: str
    known: bool
    appealable: bool
    ends_on: datetime.date | None
    moved: str
    appeals: list[AppealRow] = field(default_factory=list)


def legal_force(decision: Decision) -> LegalForce:
    return legal_force_of([decision.pk])[decision.pk]


def decided_in(case: Case, person: Person) -> list[Decision]:
    """The case's decisions, the latest first, each with `force`, `appeal` (the one that runs) and `may_appeal` (the
    person may record one). One query."""
    columns = {f"fact_{name}": F(name) for name in (*FORCE_COLUMNS, *APPEAL_COLUMNS)}
    rows = case.decisions.select_related("body", "recorded_by", "agenda_item").annotate(**columns)
    decisions: dict[int, Decision] = {}
    facts: dict[int, _Facts] = {}
    for row in rows.order_by("-pk", "appeals__received_on", "appeals__pk"):
        decisions.setdefault(row.pk, row)
        _take(facts, row.pk, [getattr(row, name) for name in columns])
    bodies, today = recording(person), timezone.localdate()
    for decision in decisions.values():
        each = facts[decision.pk]
        force = _force(each, today)
        running = next((appeal for appeal in each.appeals if appeal.ended_on is None), None)
        may_appeal = decision.body_id in bodies and force.state not in {"not_appealable", "overturned"}
        vars(decision).update(force=force, appeal=running, may_appeal=may_appeal)
    return list(decisions.values())


def legal_force_of(pks: Iterable[int]) -> dict[int, LegalForce]:
    """When each of these decisions gains legal force; one query however many they are."""
    today = timezone.localdate()
    return {pk: _force(each, today) for pk, each in _facts_of(list(pks)).items()}


def _facts_of(wanted: list[int]) -> dict[int, _Facts]:
    if not wanted:
        return {}
    facts: dict[int, _Facts] = {}
    rows = Decision.objects.filter(pk__in=wanted).order_by("pk", "appeals__received_on", "appeals__pk")
    for pk, *rest in rows.values_list("pk", *FORCE_COLUMNS, *APPEAL_COLUMNS):
        _take(facts, pk, rest)
    return facts


def _take(facts: dict[int, _Facts], pk: int, row: list[Any]) -> None:
    """Add one row of FORCE_COLUMNS and APPEAL_COLUMNS; a decision with two appeals is read twice."""
    if pk not in facts:
        facts[pk] = _facts(row[: len(FORCE_COLUMNS)])
    number, *appeal = row[len(FORCE_COLUMNS) :]
    if number is not None:
        facts[pk].appeals.append(AppealRow(number, *appeal))


def _facts(row: list[Any]) -> _Facts:
    kind, role, outcome, item, delegated, ends, moved, own_ends, own_moved, reported_ends, rule = row
    return _Facts(
        kind=kind,
        role=role,
        outcome=outcome,
        known=item is not None or delegated is not None,
        appealable=rule is not False,
        ends_on=ends or own_ends or reported_ends,
        moved=moved or own_moved or "",
    )


def _force(facts: _Facts, today: datetime.date) -> LegalForce:
    if not facts.appealable or not appeals.can_be_appealed(facts.kind, facts.role, facts.outcome):
        reason = _("Beslutet är förberedande eller rent verkställande och kan inte överklagas (KL 13:2).")
        return LegalForce("not_appealable", None, reason, _("Kan inte överklagas"))
    counted = [each for each in facts.appeals if facts.ends_on is None or each.received_on <= facts.ends_on]
    ended = [each.ended_on for each in counted if each.ended_on is not None]
    if any(each.upheld is False for each in counted):
        reason = _("Domstolen har upphävt beslutet (KL 13:8).")
        return LegalForce("overturned", None, reason, _("Upphävt av domstol %(day)s") % {"day": _day(max(ended))})
    waiting = [each for each in counted if each.ended_on is None]
    if waiting:
        first = waiting[0]
        words = {"day": _day(first.received_on), "court": first.court}
        reason = _("Överklagat %(day)s till %(court)s och inte avgjort.") % words
        return LegalForce("appealed", None, reason, _("Överklagat %(day)s") % words)
    if facts.ends_on is None:
        return _not_counted(facts)
    day = max([clocks.legal_force_on(facts.ends_on), *ended])
    moved = ""
    if facts.moved:
        moved = _("Sista dagen flyttades för att anslagstavlan inte kunde visas: %(why)s (KL 13:5).") % {
            "why": facts.moved
        }
    if day <= today:
        return LegalForce("in_force", day, moved, _("Laga kraft sedan %(day)s") % {"day": _day(day)})
    return LegalForce("running", day, moved, _("Vinner laga kraft %(day)s om det inte överklagas") % {"day": _day(day)})


def _not_counted(facts: _Facts) -> LegalForce:
    if facts.known:
        reason = _(
            "Justeringen är inte tillkännagiven på anslagstavlan, så tiden för överklagande löper inte än (KL 13:5)."
        )
        return LegalForce("not_announced", None, reason, _("Inte tillkännagivet än"))
    reason = _("Protokollet finns inte i Utblick, så dagen för tillkännagivandet är inte känd.")
    return LegalForce("unknown", None, reason, "")


def _day(day: datetime.date) -> str:
    return date_format(day, "j F Y")


def appeal_for(person: Person, pk: int) -> Appeal:
    rows = Appeal.objects.filter(decision__in=Decision.objects.visible_to(person))
    found = rows.select_related("decision__case", "decision__body").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def decision_for(person: Person, pk: int) -> Decision:
    rows = Decision.objects.visible_to(person).select_related("case", "body", "step")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
