"""What this app puts in the navigation, on the start page, on an engagement's page and in the search."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decisions import matters, selectors
from decisions.selectors import board, meetings, minutes
from decisions.selectors.waiting import waiting
from engagements import panels, search
from governance import navigation, start
from governance.enums import Function
from governance.powers import Powers

OWN_PAGES = ("/arenden/", "/remisser/", "/remissvar/", "/delegation", "/verkstallighet/", "/arendebalans/")
WAITING = "decisions.waiting"


def register() -> None:
    item = partial(navigation.Item, group="decisions")
    navigation.register(
        navigation.Group("decisions", gettext_lazy("Ärenden och beslut")),
        item("meetings", gettext_lazy("Sammanträden"), "decisions:meeting_list", goes_to_meetings, order=27),
        item("cases", gettext_lazy("Ärenden"), "decisions:case_list", order=28, prefixes=OWN_PAGES),
        item("decisions", gettext_lazy("Beslut"), "decisions:decision_list", reads_decisions, order=29),
    )
    start.register(
        start.Panel("decisions.clocks", 5, "decisions/start_clocks.html", clocks, records, queries=2),
        start.Panel("decisions.to_sign", 6, "decisions/start_to_sign.html", to_sign, has_a_seat),
        start.Panel("decisions.prepare", 9, "decisions/start_prepare_meetings.html", meetings_to_prepare, records),
        start.Panel("decisions.record", 10, "decisions/start_record.html", to_record, records),
        start.Panel("decisions.next", 11, "decisions/start_next_meeting.html", next_meetings, goes_to_meetings_called),
        start.Panel("decisions.seat", 12, "decisions/start_seat.html", before_my_bodies, has_a_seat, queries=2),
    )
    start.register(
        start.Panel(
            "decisions.referrals", 8, "decisions/start_referrals.html", referrals, answers_referrals, shares=WAITING
        ),
        start.Panel("decisions.tasks", 13, "decisions/start_tasks.html", tasks, has_a_unit, shares=WAITING),
        start.Panel("decisions.mine", 30, "decisions/start_mine.html", mine, brings_matters, shares=WAITING),
        start.Panel(
            "decisions.running", 40, "decisions/start_running.html", running, coordinates, narrow=True, shares=WAITING
        ),
    )
    panels.register(panels.Panel("decisions", 40, "decisions/engagement_panel.html", of_engagement))
    search.register(search.Source("cases", gettext_lazy("Ärenden"), hits))


def reads_decisions(powers: Powers) -> bool:
    """In the navigation of those who decide and record; others come there from the cases."""
    return bool(powers.seats) or powers.registers


def recording_bodies(powers: Powers) -> frozenset[int]:
    return powers.bodies.get(Function.SECRETARY, frozenset()) | powers.bodies.get(Function.REGISTRAR, frozenset())


def records(powers: Powers) -> bool:
    return bool(recording_bodies(powers))


def has_a_seat(powers: Powers) -> bool:
    return bool(powers.seats)


def called_to(powers: Powers) -> frozenset[int]:
    """The bodies a person is called to the meetings of."""
    return powers.seats | powers.bodies.get(Function.SUBSTITUTE, frozenset())


def goes_to_meetings_called(powers: Powers) -> bool:
    return bool(called_to(powers))


def goes_to_meetings(powers: Powers) -> bool:
    """In the navigation of those who sit, record or coordinate; others come there from the cases."""
    return bool(powers.own_bodies) or powers.registers or powers.coordinates


def meetings_to_prepare(person: Any) -> dict[str, Any]:
    return {"rows": meetings.to_prepare(person)}


def next_meetings(person: Any) -> dict[str, Any]:
    return {"rows": meetings.next_of(person, called_to(person.powers))}


def coordinates(powers: Powers) -> bool:
    return powers.coordinates


def brings_matters(powers: Powers) -> bool:
    return bool(powers.own_units) and not powers.coordinates


def answers_referrals(powers: Powers) -> bool:
    return bool(powers.own_units) or powers.is_a(Function.REGISTRAR)


def has_a_unit(powers: Powers) -> bool:
    return bool(powers.own_units)


def tasks(person: Any) -> dict[str, Any]:
    return {"rows": _part(person, "tasks")}


def referrals(person: Any) -> dict[str, Any]:
    return {"rows": _part(person, "referrals")}


def _part(person: Any, name: str) -> list[Any]:
    """One part of what waits for the person. The panels of one page share what was read for the first of them; each
    part is handed out once, so that the next page reads anew."""
    kept = getattr(person, "_waiting", {})
    if name not in kept:
        found = waiting(person)
        kept = {each: getattr(found, each) for each in ("referrals", "tasks", "cases")}
    rows = kept.pop(name)
    person._waiting = kept
    return rows


def to_record(person: Any) -> dict[str, Any]:
    return {"rows": selectors.waiting_before(person, recording_bodies(person.powers))}


def clocks(person: Any) -> dict[str, Any]:
    """Minutes to adjust and announce, and notices to take down, the overdue first."""
    return {"rows": board.clocks_for(person)}


def to_sign(person: Any) -> dict[str, Any]:
    """Minutes that wait for this person's adjustment."""
    return {"rows": minutes.to_sign(person)}


def before_my_bodies(person: Any) -> dict[str, Any]:
    seats = person.powers.seats
    return {"rows": selectors.waiting_before(person, seats), "decided": selectors.decided_by(person, seats)}


def running(person: Any) -> dict[str, Any]:
    rows = _part(person, "cases")
    late = [row for row in rows if row.late]
    return {
        "number": len(rows),
        "capped": len(rows) >= 100,
        "late": late[:5],
        "late_number": len(late),
        "next": rows[:5],
    }


def mine(person: Any) -> dict[str, Any]:
    return {"rows": _part(person, "cases")}


def of_engagement(engagement: Any, person: Any) -> dict[str, Any] | None:
    """The engagement's cases, and the matters a case can be opened in by this person; one query and the areas' own."""
    rows = selectors.cases_of(engagement, person)
    under_way = {row.matter_key for row in rows if row.under_way}
    powers = person.powers
    offered = []
    if powers.coordinates or powers.own_units:
        address = reverse("decisions:case_open")
        offered = [
            (matter.name, f"{address}?amne={matter.key}&engagemang={engagement.pk}")
            for matter in matters.for_engagement(engagement)
            if matter.key not in under_way
        ]
    return {"rows": rows, "offered": offered} if rows or offered else None


def hits(words: str, person: Any) -> list[search.Hit]:
    base = reverse("decisions:case_list")
    meta = _("%(number)s · %(state)s · öppnat %(day)s")
    day = lru_cache(lambda opened_on: date_format(opened_on, "j F Y"))
    return [
        search.Hit(
            title=row.title,
            url=f"{base}{row.pk}/",
            meta=meta % {"number": row.reference_number, "state": row.state_label, "day": day(row.opened_on)},
        )
        for row in selectors.found_by(words, person)
    ]
