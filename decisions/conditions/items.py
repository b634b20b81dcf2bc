"""What one item of a meeting lacks before it can become binding. Each rule asks no queries."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.rules import Finding
from decisions import routing
from decisions.conditions.cases import wrong_day
from decisions.enums import BallotMethod, CaseState, DissentKind, ItemState, Outcome, StepState
from decisions.law import quorum
from decisions.models import AgendaItem
from decisions.selectors.recording import Floor, Recorded, is_election
from decisions.selectors.said import Said, Voting
from governance.enums import BodyKind

ENDS_THE_MATTER = (Outcome.APPROVED, Outcome.REJECTED)
SENT_BACK = (Outcome.RETURNED, Outcome.MINORITY_RETURNED)
NONE_PUT = {"inga", "inga.", "inga yrkanden", "inga yrkanden.", "none", "none."}


def lacking(state: Recorded, item: AgendaItem) -> list[Finding]:
    """What one item lacks of KL 5:66-67, 4:27, 5:33, 5:50, 5:52 and FL 31, in the order of the form."""
    if item.state in {ItemState.BINDING, ItemState.STRUCK}:
        return []
    floor = state.floor(item)
    if not item.outcome:
        return [Finding("recording.outcome-missing", _("Välj utfall."), clause="KL 5:67 p. 4")]
    findings = _step(state, item) if item.step else _without_case(item)
    findings += _facts(item)
    if item.outcome != Outcome.DROPPED:
        said = state.said_of(item)
        findings += _propositions(item, said) + _votes(item, said, floor) + _quorum(state, item, floor)
        findings += _dissent(said, floor) + _minority(state, item, floor)
    return findings + _urgency(state, item)


def proposals_put(item: AgendaItem) -> list[str]:
    """The proposals put and not taken back, one a line; none when it says so."""
    lines = [line.strip() for line in item.proposals.splitlines() if line.strip()]
    return [line for line in lines if line.casefold() not in NONE_PUT]


def _facts(item: AgendaItem) -> list[Finding]:
    """The decision in words, and for a case who presented and who took part without deciding (FL 31)."""
    wanted = [("text", item.text, _("Skriv vad som beslutades."), "KL 5:67 p. 4")]
    if item.step and item.outcome != Outcome.DROPPED:
        without = _("Ange vilka som deltog utan att besluta, eller skriv Ingen.")
        proposals = _("Skriv de förslag och yrkanden som lades fram, eller skriv Inga.")
        wanted += [
            ("presenter", item.presenter, _("Ange vem som var föredragande."), "FL 31 §"),
            ("present-without-deciding", item.present_without_deciding, without, "FL 31 §"),
            ("proposals", item.proposals, proposals, "KL 5:67 p. 1"),
        ]
    return [
        Finding(f"recording.{name}-missing", message, clause=clause)
        for name, value, message, clause in wanted
        if not value.strip()
    ]


def _without_case(item: AgendaItem) -> list[Finding]:
    if item.outcome in SENT_BACK:
        message = _("Bara ett ärende kan återremitteras. Välj ett annat utfall.")
        return [Finding("recording.not-a-case", message, clause="KL 5:50")]
    return []


def _step(state: Recorded, item: AgendaItem) -> list[Finding]:
    """It is the turn of this body's step, or it is the council's urgent one (KL 5:33); the outcome fits its role."""
    step = item.step
    assert step is not None
    if item.outcome == Outcome.DROPPED:
        return []
    if step.body_id != state.meeting.body_id:
        message = _("Ärendet ligger inte hos %(body)s.") % {"body": state.meeting.body}
        return [Finding("decision.not-this-body", message, clause=step.clause)]
    if step.case.state in {CaseState.DECIDED, CaseState.REJECTED, CaseState.WITHDRAWN} or step.state in {
        StepState.DONE,
        StepState.CANCELLED,
    }:
        message = _("Ärendet ligger inte längre hos %(body)s. Välj att det utgår.") % {"body": state.meeting.body}
        return [Finding("recording.case-gone", message, clause=step.clause)]
    if step.state != StepState.ACTIVE or step.case.state == CaseState.PREPARING:
        return _unprepared(state, item)
    findings = []
    if item.outcome == Outcome.NOTED and step.role in routing.BINDING:
        message = _("%(body)s ska besluta i ärendet. Det räcker inte att anteckna det.") % {"body": step.body}
        findings.append(Finding("recording.must-decide", message, clause=step.clause))
    latest = state.latest.get(step.pk)
    return findings + wrong_day(step, state.meeting.held_on, latest[0] if latest else None)


def _unprepared(state: Recorded, item: AgendaItem) -> list[Finding]:
    """A case whose turn it is not: the council may decide an urgent one if all present agree (KL 5:33)."""
    step = item.step
    assert step is not None
    if state.meeting.body.kind != BodyKind.COUNCIL or step.role not in routing.BINDING:
        message = _("Ärendet är inte berett, och %(body)s får inte avgöra det ännu.") % {"body": state.meeting.body}
        return [Finding("recording.not-prepared", message, clause="KL 5:26–28")]
    if item.outcome not in ENDS_THE_MATTER:
        message = _("Ärendet är inte berett. Avgör det som brådskande, eller välj att det utgår.")
        return [Finding("recording.not-prepared", message, clause="KL 5:33")]
    said = state.said_of(item)
    contested = any(each.kind == DissentKind.RESERVATION for each in said.dissents) or said.votes
    if not item.all_agreed or contested:
        message = _("Ett ärende som inte har beretts får avgöras bara om samtliga närvarande är ense om beslutet.")
        return [Finding("recording.not-all-agreed", message, clause="KL 5:33")]
    return []


def _propositions(item: AgendaItem, said: Said) -> list[Finding]:
    """The order in which the chair put the proposals, when there was something to choose between."""
    several = len(proposals_put(item)) > 1 or bool(said.votes)
    if several and not item.propositions.strip():
        message = _("Skriv i vilken ordning ordföranden lade fram förslagen till beslut.")
        return [Finding("recording.propositions-missing", message, clause="KL 5:67 p. 2")]
    return []


def _votes(item: AgendaItem, said: Said, floor: Floor) -> list[Finding]:
    return [finding for voting in said.votes for finding in _vote(item, voting, floor)]


def _vote(item: AgendaItem, voting: Voting, floor: Floor) -> list[Finding]:
    """A result that fits those who decide the item (KL 5:67 p. 3 and 5), and that a tie was broken (KL 5:56)."""
    if voting.method == BallotMethod.LOT and not is_election(item):
        message = _("Lottning används bara vid val. Vid lika röstetal har ordföranden utslagsröst.")
        return [Finding("recording.lot-not-in-election", message, clause="KL 5:56")]
    findings = []
    cast, able = voting.yes + voting.no + voting.abstained, len(floor.serving)
    words = {"cast": cast, "able": able}
    if voting.method == BallotMethod.NAMED:
        names = {each.person_id for each in voting.votes}
        if names != floor.serving or cast != able:
            message = _("Omröstningen har %(cast)s röster, men %(able)s tjänstgör. Ange hur var och en röstade.")
            findings.append(Finding("recording.votes-do-not-fit", message % words, clause="KL 5:67 p. 5"))
    elif cast > able:
        message = _("Omröstningen har %(cast)s röster, men bara %(able)s tjänstgör.")
        findings.append(Finding("recording.votes-do-not-fit", message % words, clause="KL 5:67 p. 3"))
    if quorum.needs_chair(voting.yes, voting.no) and not voting.chair_says:
        message = _("Rösterna är lika. Ange hur ordföranden röstade, eller vid val hur lotten föll.")
        findings.append(Finding("recording.tie-not-broken", message, clause="KL 5:56"))
    return findings


def _quorum(state: Recorded, item: AgendaItem, floor: Floor) -> list[Finding]:
    """More than half of the members (KL 5:45-46, 6:27), and no more serving than there are seats."""
    findings = []
    words = {"serving": len(floor.serving), "seats": floor.seats}
    council = state.meeting.body.kind == BodyKind.COUNCIL
    if not floor.quorate:
        message = _("%(serving)s av %(seats)s tjänstgör. Mer än hälften måste vara närvarande.") % words
        findings.append(Finding("recording.no-quorum", message, clause="KL 5:45–46" if council else "KL 6:27"))
    if len(floor.serving) > floor.seats:
        message = _("%(serving)s tjänstgör, men det finns bara %(seats)s platser.") % words
        findings.append(Finding("recording.too-many", message, clause="KL 5:17"))
    if floor.doubled:
        names = ", ".join(row.person.name for row in state.presences if row.person_id in floor.doubled)
        message = _("%(people)s tjänstgör, men någon annan tjänstgör också i samma ställe.") % {"people": names}
        findings.append(Finding("recording.two-in-one-place", message, clause="KL 5:17"))
    return findings


def _dissent(said: Said, floor: Floor) -> list[Finding]:
    """A reservation is made by one who took part in deciding (KL 4:27)."""
    outside = [
        person.name
        for each in said.dissents
        if each.kind == DissentKind.RESERVATION
        for person in each.people
        if person.pk not in floor.serving
    ]
    if not outside:
        return []
    message = _("%(people)s deltog inte i beslutet och kan inte reservera sig.") % {"people": ", ".join(outside)}
    return [Finding("recording.reservation-without-part", message, clause="KL 4:27")]


def _minority(state: Recorded, item: AgendaItem, floor: Floor) -> list[Finding]:
    """A third of the council may have a case tabled or returned, once, and gives the reason itself (KL 5:50).

    In a committee simple majority decides (KL 6:33); in an election too, and the second time (KL 5:50).
    """
    requesters = state.said_of(item).requesters
    minority = item.outcome == Outcome.MINORITY_RETURNED or (item.outcome == Outcome.TABLED and bool(requesters))
    if not minority or item.step is None:
        return []
    if state.meeting.body.kind != BodyKind.COUNCIL:
        message = _("I %(body)s avgör enkel majoritet. Minoritetsåterremiss finns bara i fullmäktige.")
        return [Finding("recording.no-minority-right", message % {"body": state.meeting.body}, clause="KL 6:33")]
    if is_election(item):
        message = _("För bordläggning eller återremiss i fråga om val krävs enkel majoritet.")
        return [Finding("recording.election-by-majority", message, clause="KL 5:50")]
    if item.step.case_id in state.minority_used:
        message = _("En minoritet har redan fått ärendet återremitterat eller bordlagt. Nu krävs enkel majoritet.")
        return [Finding("recording.minority-used", message, clause="KL 5:50")]
    findings = []
    asking = len({person.pk for person in requesters} & floor.serving)
    needed = quorum.minority_needed(len(floor.serving))
    if asking < needed:
        message = _("%(asking)s av dem som tjänstgör begär det, men det krävs minst %(needed)s.")
        words = {"asking": asking, "needed": needed}
        findings.append(Finding("recording.minority-too-small", message % words, clause="KL 5:50"))
    if item.outcome == Outcome.MINORITY_RETURNED and not item.reason.strip():
        message = _("Skriv motiveringen så som de som begärde återremissen bestämde den.")
        findings.append(Finding("recording.reason-missing", message, clause="KL 5:50"))
    return findings


def _urgency(state: Recorded, item: AgendaItem) -> list[Finding]:
    """What was not announced the council decides only if all present agree (KL 5:52): what was put on the agenda in the
    room. What is added before has been announced in time (KL 5:13-14). In a committee the law asks for none (KL 6:33).
    """
    if state.meeting.body.kind != BodyKind.COUNCIL or item.step is None or item.outcome not in ENDS_THE_MATTER:
        return []
    if item.pk not in state.unannounced or item.all_agreed or item.step.state != StepState.ACTIVE:
        return []
    message = _("Ärendet tillkännagavs inte i tid. Det får avgöras bara om samtliga närvarande beslutar det.")
    return [Finding("recording.not-all-agreed", message, clause="KL 5:52")]
