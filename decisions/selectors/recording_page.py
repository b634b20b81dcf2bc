"""A meeting as the page where it is recorded shows it; the same number of queries for three items as for forty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.utils.translation import gettext as _

from core.rules import Finding
from decisions import selectors
from decisions.agenda_titles import secret_title
from decisions.conditions.recording import lacking, of_the_meeting
from decisions.enums import BallotMethod, CaseState, ItemKind, ItemState, Outcome, StepState, VoteChoice
from decisions.models import AgendaItem, Case, Meeting, Presence
from decisions.selectors.recording import (
    WITH_A_SEAT,
    Floor,
    Recorded,
    appointed,
    is_election,
    is_there,
    recorded,
)
from decisions.selectors.said import Said, Voting
from governance.enums import BodyKind
from governance.models import Person

COLORS = {"waiting": "neutral", "lacks": "warning", "done": "success", "binding": "info", "struck": "neutral"}


@dataclass(frozen=True, slots=True)
class Line:
    """One item in the list. `mark` is waiting, lacks, done, binding or struck; `hidden` is not this reader's to see."""

    pk: int
    number: int
    title: str
    paragraph: int | None
    outcome: str
    mark: str
    says: str
    findings: tuple[Finding, ...]
    hidden: bool

    @property
    def open(self) -> bool:
        return not self.hidden and self.mark != "struck"


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote as it was recorded; `names` are by what they said, when they were written down."""

    pk: int
    method: str
    for_yes: str
    for_no: str
    yes: int
    no: int
    abstained: int
    won: str
    by_chair: bool
    names: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Page:
    """The whole meeting.

    `general` is what the meeting as such lacks; `serving` how many serve to the end.
    """

    meeting: Meeting
    state: Recorded
    lines: list[Line]
    general: list[Finding]
    serving: int
    council: bool

    @property
    def lacking(self) -> list[Line]:
        return [line for line in self.lines if line.findings]

    @property
    def of_roll(self) -> list[Finding]:
        return [finding for finding in self.general if not finding.code.startswith("recording.adjuster")]

    @property
    def of_adjusters(self) -> list[Finding]:
        return [finding for finding in self.general if finding.code.startswith("recording.adjuster")]

    @property
    def next_to_record(self) -> Line | None:
        """Where the secretary goes on: the first that is not recorded, else the first that can be opened."""
        opened = [line for line in self.lines if line.open]
        return next((line for line in opened if line.mark == "waiting"), opened[0] if opened else None)

    def own(self, person: Person) -> frozenset[int]:
        """The cases on the agenda that the person has opened or worked on: somebody else records those."""
        cases = [item.step.case for item in self.state.items if item.step]
        return self.state.written | {case.pk for case in cases if person.pk in {case.opened_by_id, case.prepared_by_id}}

    def after(self, pk: int) -> Line | None:
        """The item that comes next, or none after the last."""
        places = [line.pk for line in self.lines]
        return next((line for line in self.lines[places.index(pk) + 1 :] if line.open), None)


@dataclass(slots=True)
class Opened:
    """One item with all that its form shows.

    `left_out` are outcomes that cannot be here. `refusal` says why this person may not record it. `people` take part in
    deciding it, `there` are all the elected who were in the room, `elected` everybody who was called as member or
    substitute.
    """

    item: AgendaItem
    line: Line
    said: Said
    case: Case | None
    floor: Floor
    serves: str
    quorate: bool
    refusal: Finding | None
    asks_all_agreed: bool
    asks_minority: bool
    election: bool
    left_out: frozenset[str]
    votes: list[Vote]
    people: list[Person]
    there: list[Person]
    elected: list[Person]
    presenters: list[str] = field(default_factory=list)
    following: Line | None = None


@dataclass(frozen=True, slots=True)
class RollRow:
    """One person of the roll as it stands, or as it is proposed before it was called the first time."""

    pk: int
    name: str
    member: bool
    elected: bool
    label: str
    capacity: str
    attends: bool
    serving: bool
    remote: bool
    in_place_of: str
    from_item: int | None
    until_item: int | None


def page_of(meeting: Meeting, person: Person) -> Page:
    """The meeting with its items and what each lacks. Cases the person may not see are named by no title."""
    state = recorded(meeting, person)
    return Page(
        meeting=meeting,
        state=state,
        lines=[_line(state, item) for item in state.items],
        general=of_the_meeting(state),
        serving=sum(1 for row in state.presences if row.attends and row.serving and row.until_item is None),
        council=meeting.body.kind == BodyKind.COUNCIL,
    )


def _line(state: Recorded, item: AgendaItem) -> Line:
    findings = lacking(state, item)
    mark = _mark(item, findings)
    case = item.step.case if item.step else None
    hidden = case is not None and case.pk not in state.readable
    title = secret_title() if hidden else (case.title if case and case.is_confidential else item.title)
    return Line(
        pk=item.pk,
        number=item.order,
        title=title,
        paragraph=item.paragraph,
        outcome=item.get_outcome_display() if item.outcome else "",
        mark=mark,
        says=_in_words(mark, len(findings), item),
        findings=tuple(findings),
        hidden=hidden,
    )


def _mark(item: AgendaItem, findings: list[Finding]) -> str:
    if item.state in {ItemState.BINDING, ItemState.STRUCK}:
        return str(item.state)
    if item.state == ItemState.WAITING:
        return "waiting"
    return "lacks" if findings else "done"


def _in_words(mark: str, number: int, item: AgendaItem) -> str:
    if mark == "lacks":
        return _("Saknar 1 uppgift") if number == 1 else _("Saknar %(number)s uppgifter") % {"number": number}
    if mark == "done":
        return _("Klar")
    return str(item.get_state_display())


def opened(page: Page, pk: int, person: Person) -> Opened:
    """One item of the page; 404 for one that is struck or whose case is hidden."""
    line = next((line for line in page.lines if line.pk == pk and line.open), None)
    if line is None:
        raise Http404
    state = page.state
    item = next(each for each in state.items if each.pk == pk)
    floor, said = state.floor(item), state.said_of(item)
    there = [row for row in state.presences if is_there(row, item.order)]
    return Opened(
        item=item,
        line=line,
        said=said,
        case=item.step.case if item.step else None,
        floor=floor,
        serves=_serves(floor, page.council),
        quorate=floor.quorate,
        refusal=_refusal(page, item, person),
        asks_all_agreed=page.council and item.step is not None and _unusual(item),
        asks_minority=bool(floor.minority) or bool(said.requesters),
        election=is_election(item),
        left_out=_left_out(page, item),
        votes=[_vote(voting) for voting in said.votes],
        people=_people(row for row in there if row.person_id in floor.serving),
        there=_people(row for row in there if row.person_id in state.elected),
        elected=_people(row for row in state.presences if row.person_id in state.elected),
        presenters=_presenters(page, item),
        following=page.after(pk),
    )


def _serves(floor: Floor, council: bool) -> str:
    """For example: 31 av 81 tjänstgör, inte beslutför (KL 5:45)."""
    words = {"serving": len(floor.serving), "seats": floor.seats}
    if floor.quorate:
        return _("%(serving)s av %(seats)s tjänstgör, beslutför") % words
    return _("%(serving)s av %(seats)s tjänstgör, inte beslutför") % words


def _refusal(page: Page, item: AgendaItem, person: Person) -> Finding | None:
    if item.step is None or item.step.case_id not in page.own(person):
        return None
    message = _("Du har själv väckt eller berett ärendet. Någon annan antecknar punkten.")
    return Finding("decision.preparer-is-not-decider", message, clause="KL 6:28–30")


def _left_out(page: Page, item: AgendaItem) -> frozenset[str]:
    """Only a case can be returned, and only in the council can a minority do it (KL 5:50, 6:33)."""
    if item.step is None:
        return frozenset({Outcome.RETURNED, Outcome.MINORITY_RETURNED})
    return frozenset() if page.council else frozenset({Outcome.MINORITY_RETURNED})


def _unusual(item: AgendaItem) -> bool:
    """Taken up though it was not announced in time or not prepared: then all present must agree (KL 5:33, 5:52)."""
    step = item.step
    assert step is not None
    unprepared = step.state != StepState.ACTIVE or step.case.state == CaseState.PREPARING
    return item.added_after_notice or item.urgent or item.all_agreed or unprepared


def _vote(voting: Voting) -> Vote:
    labels = {value: str(label) for value, label in VoteChoice.choices}
    said: dict[str, list[str]] = {value: [] for value in VoteChoice.values}
    for cast in voting.votes:
        said[cast.choice].append(cast.name)
    return Vote(
        pk=voting.pk,
        method=voting.label,
        for_yes=voting.for_yes,
        for_no=voting.for_no,
        yes=voting.yes,
        no=voting.no,
        abstained=voting.abstained,
        won=labels.get(voting.winner, ""),
        by_chair=bool(voting.chair_says) and voting.method != BallotMethod.LOT,
        names=tuple((labels[choice], ", ".join(sorted(names))) for choice, names in said.items() if names),
    )


def _people(rows: Iterable[Presence]) -> list[Person]:
    return sorted((row.person for row in rows), key=lambda person: person.name.casefold())


def _presenters(page: Page, item: AgendaItem) -> list[str]:
    """Those who presented today come first; the usual ones are asked for once in ten minutes."""
    if item.step is None:
        return []
    today = [each.presenter for each in page.state.items if each.presenter]
    body = page.meeting.body
    usual = cache.get_or_set(f"decisions.presenters:{body.pk}", lambda: selectors.presenters_for(body), 600)
    return list(dict.fromkeys([*today, *(usual or [])]))


def first_answers(page: Page, item: AgendaItem) -> dict[str, object]:
    """What the form of an item holds when it is opened: what is recorded, before that what is usually so.

    The proposal put forward stands as the decision, so that another decision is an edit; who was present without
    deciding is taken from the item before.
    """
    names = ("version", "outcome", "text", "proposals", "propositions", "reason", "presenter")
    answers: dict[str, object] = {name: getattr(item, name) for name in names}
    answers |= {"present_without_deciding": item.present_without_deciding, "all_agreed": item.all_agreed}
    if item.state == ItemState.WAITING and item.step is not None:
        before = [each for each in page.state.items if each.order < item.order and each.present_without_deciding]
        answers["text"] = item.step.case.proposed_decision
        answers["proposals"] = _("Inga")
        answers["present_without_deciding"] = before[-1].present_without_deciding if before else _("Ingen")
    elif item.state == ItemState.WAITING and item.kind in {ItemKind.INFORMATION, ItemKind.REPORT}:
        answers["outcome"] = Outcome.NOTED
    return answers


def roll_of(page: Page) -> list[RollRow]:
    """Everybody called and everybody with a seat or a substitute's place that day: members first, by name. One query
    when somebody has a seat who was not called.

    Before the roll is called the first time all members are proposed as serving.
    """
    seated = page.state.seated
    called = {row.person_id: row for row in page.state.presences}
    late = Person.objects.filter(pk__in=seated.keys() - called.keys())
    people = {pk: row.person for pk, row in called.items()} | {person.pk: person for person in late}
    first_time = not any(row.attends for row in page.state.presences)
    rows = [_roll_row(person, called.get(pk), seated.get(pk, set()), first_time) for pk, person in people.items()]
    return sorted(rows, key=lambda row: (not row.member, not row.elected, row.name.casefold()))


def _roll_row(person: Person, row: Presence | None, functions: set[str], first_time: bool) -> RollRow:
    member = bool(functions & set(WITH_A_SEAT))
    proposed = first_time and member
    label = _("Ledamot") if member else _("Ersättare") if functions else str(row.get_capacity_display() if row else "")
    return RollRow(
        pk=person.pk,
        name=person.name,
        member=member,
        elected=bool(functions),
        label=label,
        capacity=row.capacity if row else "",
        attends=proposed or bool(row and row.attends),
        serving=proposed or bool(row and row.serving),
        remote=bool(row and row.remote),
        in_place_of=row.in_place_of.name if row and row.in_place_of else "",
        from_item=row.from_item if row else None,
        until_item=row.until_item if row else None,
    )


def may_adjust(page: Page) -> list[Person]:
    """Those who serve, but for the chair (KL 5:69)."""
    serving = (row for row in page.state.presences if row.attends and row.serving)
    return [person for person in _people(serving) if person.pk != page.meeting.chair_id]


def may_chair(meeting: Meeting) -> list[Person]:
    """Members of the day; the body's chair first."""
    seated = appointed(meeting.body, meeting.held_on)
    members = {pk: functions for pk, functions in seated.items() if functions & set(WITH_A_SEAT)}
    people = Person.objects.filter(pk__in=members)
    return sorted(people, key=lambda person: ("chair" not in members[person.pk], person.name.casefold()))


def people_of(pks: Iterable[int]) -> dict[int, Person]:
    return Person.objects.in_bulk(list(pks))


def item_to_record(meeting_pk: int, pk: int, person: Person) -> AgendaItem:
    """An item of a meeting, with its meeting, for an action on it; 404 for one whose case is hidden. One query."""
    readable = Case.objects.visible_to(person).filter(pk=OuterRef("step__case_id"))
    rows = AgendaItem.objects.filter(meeting__in=Meeting.objects.visible_to(person), meeting_id=meeting_pk)
    rows = rows.filter(Q(step=None) | Exists(readable)).select_related("meeting__body", "meeting__chair")
    item = rows.select_related("meeting__secretary").filter(pk=pk).first()
    if item is None:
        raise Http404
    return item
