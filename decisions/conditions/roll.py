"""Whether a roll can be as it is given, and who may adjust the minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from core.rules import Finding, condition
from decisions.conditions.recording import of_an_open_meeting
from decisions.enums import ItemState, MeetingState
from decisions.models import Meeting, Presence
from decisions.selectors.recording import WITH_A_SEAT, Recorded, floor
from governance.models import Person


@condition
def ready_to_call_roll(state: Recorded, rows: Sequence[Presence], seated: Mapping[int, set[str]]) -> list[Finding]:
    """Everybody once; who serves has a seat or a substitute's place that day; one in each place at a time (KL 5:17);
    and what is already binding was decided by the same people."""
    people = [row.person_id for row in rows]
    findings = []
    for row in rows:
        if people.count(row.person_id) > 1:
            message = _("%(person)s står två gånger.") % {"person": row.person}
            findings.append(Finding("recording.twice", message))
        if row.from_item and row.until_item and row.until_item < row.from_item:
            message = _("%(person)s slutar före den punkt närvaron börjar.") % {"person": row.person}
            findings.append(Finding("recording.leaves-before-coming", message))
        if row.serving and row.person_id not in seated:
            message = _("%(person)s är varken ledamot eller ersättare i %(body)s den dagen och tjänstgör inte.")
            words = {"person": row.person, "body": state.meeting.body}
            findings.append(Finding("recording.not-elected", message % words, clause="KL 5:66"))
        if row.in_place_of_id and not seated.get(row.in_place_of_id, set()) & set(WITH_A_SEAT):
            message = _("%(person)s är inte ledamot, så ingen tjänstgör i dennes ställe.") % {"person": row.in_place_of}
            findings.append(Finding("recording.no-such-place", message, clause="KL 5:17"))
    return list(dict.fromkeys(findings)) + _one_in_each_place(rows) + _binding_kept(state, rows)


@condition
def ready_to_choose_adjusters(meeting: Meeting, people: Sequence[Person]) -> list[Finding]:
    """Chosen while the meeting is open among those who serve, beside the chair (KL 5:69)."""
    findings = of_an_open_meeting(meeting) if meeting.state != MeetingState.CALLED else []
    serving = set(meeting.presences.filter(serving=True).values_list("person_id", flat=True))
    for person in people:
        if person.pk == meeting.chair_id:
            message = _("Ordföranden justerar alltid. Utse någon annan än %(person)s.") % {"person": person}
            findings.append(Finding("recording.adjuster-is-chair", message, clause="KL 5:69"))
        elif meeting.state == MeetingState.OPEN and person.pk not in serving:
            message = _("%(person)s tjänstgör inte vid sammanträdet och kan inte justera.") % {"person": person}
            findings.append(Finding("recording.adjuster-not-serving", message, clause="KL 5:69"))
    return findings


def _one_in_each_place(rows: Sequence[Presence]) -> list[Finding]:
    """No two serve in the same place at the same item. Whether a member serves beside the substitute in the member's
    own place is judged item by item, since a conflict of interest leaves the place empty for one item."""
    findings = []
    substitutes = [row for row in rows if row.serving and row.in_place_of_id]
    for number, row in enumerate(substitutes):
        for other in substitutes[number + 1 :]:
            if other.in_place_of_id == row.in_place_of_id and _at_once(row, other):
                message = _("%(first)s och %(second)s tjänstgör i samma ledamots ställe på samma punkt.")
                words = {"first": row.person, "second": other.person}
                findings.append(Finding("recording.two-in-one-place", message % words, clause="KL 5:17"))
    return findings


def _at_once(one: Presence, other: Presence) -> bool:
    last = 10**6
    begins = max(one.from_item or 0, other.from_item or 0)
    return begins <= min(one.until_item or last, other.until_item or last)


def _binding_kept(state: Recorded, rows: Sequence[Presence]) -> list[Finding]:
    changed = [
        item
        for item in state.items
        if item.state == ItemState.BINDING
        and floor(state.meeting, item, rows, state.said_of(item).left_out).serving != state.floor(item).serving
    ]
    message = _("Punkt %(number)s är redan beslutad: vilka som deltog i den ändras inte.")
    return [Finding("recording.binding", message % {"number": item.order}) for item in changed]
