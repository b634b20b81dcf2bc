"""Whether a vote, a conflict of interest or a dissent can be written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from core.rules import Finding, condition
from decisions.conditions.recording import of_an_open_meeting, ready_to_record
from decisions.enums import BallotMethod, Capacity, ConflictGround, DissentKind, ItemState, MeetingState
from decisions.models import AgendaItem
from decisions.selectors.recording import Floor, is_election
from governance.enums import BodyKind
from governance.models import Person

IN_THE_COUNCIL = (ConflictGround.PERSONAL,)


@condition
def ready_to_vote(
    item: AgendaItem, floor: Floor, method: str, choices: Mapping[int, str], said: Sequence[str]
) -> list[Finding]:
    """Answered with yes or no (KL 5:53), by those who decide the item (KL 5:47, 6:30); a lot only in an election (KL
    5:56)."""
    findings = []
    if not all(words.strip() for words in said):
        message = _("Skriv vad ja och nej innebär.")
        findings.append(Finding("recording.question-missing", message, clause="KL 5:53"))
    if method == BallotMethod.LOT and not is_election(item):
        message = _("Lottning används bara vid val. Vid lika röstetal har ordföranden utslagsröst.")
        findings.append(Finding("recording.lot-not-in-election", message, clause="KL 5:56"))
    outside = choices.keys() - floor.serving
    if outside:
        names = ", ".join(Person.objects.filter(pk__in=outside).values_list("name", flat=True))
        message = _("%(people)s deltar inte i beslutet och röstar inte.") % {"people": names}
        clause = "KL 5:47" if item.meeting.body.kind == BodyKind.COUNCIL else "KL 6:30"
        findings.append(Finding("recording.votes-without-part", message, clause=clause))
    return findings


@condition
def ready_to_announce(item: AgendaItem, person: Person, ground: str) -> list[Finding]:
    """One who is called as member or substitute, before the item is binding, on a ground the law gives the body."""
    council = item.meeting.body.kind == BodyKind.COUNCIL
    findings = [] if item.meeting.state == MeetingState.CALLED else ready_to_record(item)
    if (ground in IN_THE_COUNCIL) is not council or ground not in ConflictGround.values:
        message = (
            _("I fullmäktige är den jävig som ärendet rör personligen eller vars närstående det rör.")
            if council
            else _("Välj en av grunderna för jäv i en nämnd.")
        )
        findings.append(Finding("recording.wrong-ground", message, clause="KL 5:47" if council else "KL 6:28"))
    elected = [Capacity.MEMBER, Capacity.SUBSTITUTE]
    if not item.meeting.presences.filter(person=person, capacity__in=elected).exists():
        message = _("%(person)s är inte kallad som ledamot eller ersättare.") % {"person": person}
        findings.append(Finding("recording.not-elected", message, clause="KL 6:28"))
    return findings


@condition
def ready_to_lift(item: AgendaItem) -> list[Finding]:
    return [] if item.meeting.state == MeetingState.CALLED else ready_to_record(item)


@condition
def ready_to_dissent(item: AgendaItem, floor: Floor, kind: str, people: Sequence[Person], text: str) -> list[Finding]:
    """Announced before the meeting closes; a reservation by those who took part in deciding (KL 4:27)."""
    if item.meeting.state == MeetingState.CLOSED:
        message = _("Sammanträdet är avslutat. En reservation anmäls innan sammanträdet avslutas.")
        return [Finding("recording.dissent-too-late", message, clause="KL 4:27")]
    findings = of_an_open_meeting(item.meeting) if item.state == ItemState.BINDING else ready_to_record(item)
    if not people:
        findings.append(Finding("recording.dissent-of-nobody", _("Välj vem eller vilka.")))
    if kind not in DissentKind.values:
        findings.append(Finding("recording.dissent-kind-missing", _("Välj slag.")))
    if kind != DissentKind.RESERVATION:
        if not text.strip():
            findings.append(Finding("recording.dissent-text-missing", _("Skriv vad som ska antecknas.")))
        return findings
    outside = [person.name for person in people if person.pk not in floor.serving]
    if outside:
        message = _("%(people)s deltog inte i beslutet och kan inte reservera sig.") % {"people": ", ".join(outside)}
        findings.append(Finding("recording.reservation-without-part", message, clause="KL 4:27"))
    return findings
