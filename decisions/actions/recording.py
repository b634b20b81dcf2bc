"""Recording a meeting while it goes on: who is there, what is decided item by item, votes, conflicts and dissent.

Everything is saved as it is written, also when it is not complete yet, so that nothing is lost; what lacks is said by
`conditions.recording.lacking` on the page, and stands in the way when the meeting is closed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events, reference_numbers
from core.rules import Conflict
from decisions.conditions import recording as conditions
from decisions.conditions import roll as roll_conditions
from decisions.conditions import votes as vote_conditions
from decisions.enums import BallotMethod, Capacity, Happening, Outcome, VoteChoice
from decisions.law import quorum
from decisions.locks import lock_item, lock_meeting
from decisions.models import AgendaItem, Ballot, ConflictOfInterest, Dissent, Meeting, NamedVote, Presence
from decisions.permissions import recording as permissions
from decisions.selectors.recording import WITH_A_SEAT, appointed, floor_of, recorded, seats_of
from decisions.states import ITEM, MEETING
from governance.enums import Function
from governance.models import Person

WRITTEN = ("outcome", "text", "proposals", "propositions", "reason", "presenter", "present_without_deciding")
LABELS = {field.name: field.verbose_name for field in AgendaItem._meta.concrete_fields if field.name in WRITTEN}
ABSENT = {
    "attends": False,
    "serving": False,
    "remote": False,
    "in_place_of": None,
    "from_item": None,
    "until_item": None,
}


@transaction.atomic
def open_meeting(*, meeting: Meeting, chair: Person, by: Person) -> Meeting:
    """Open a called meeting, on its day or later. `seats` is counted: the body's, else its members of the day.

    Refused when it is not called, its day has not come, the chair has no seat in the body that day, or the council's
    meeting was not announced a week before (KL 5:13).
    """
    meeting = lock_meeting(meeting)
    permissions.may_record.require(by, meeting)
    conditions.ready_to_open.require(meeting, chair)
    meeting.chair = chair
    meeting.secretary = meeting.secretary or by
    meeting.seats = seats_of(meeting.body, meeting.held_on)
    meeting.opened_at = timezone.now()
    meeting.version += 1
    meeting.save(update_fields=["chair", "secretary", "seats", "opened_at", "version"])
    MEETING.advance(meeting, "open")
    events.record(Happening.MEETING_OPENED, meeting, by=by, detail={"chair": chair.pk, "seats": meeting.seats})
    return meeting


@transaction.atomic
def call_roll(
    *, meeting: Meeting, present: Iterable[dict[str, Any]], by: Person, version: int | None = None
) -> Meeting:
    """Write down who is there. The whole roll is given; whoever is not in it is absent.

    Each of `present`: `person`, and if wanted `serving` (default: a member serves, nobody else), `in_place_of`
    (Person), `remote`, `from_item`, `until_item` (orders of items), `capacity` (only for those without a seat: officer
    or other).
    Refused when one who serves has no seat or place as substitute in the body on the meeting's day, when two serve in
    the same place at once, and when it would change who decided an item that is already binding. Conflict when
    `version` is given and is not the meeting's.
    """
    meeting = lock_meeting(meeting)
    permissions.may_record.require(by, meeting)
    conditions.of_an_open_meeting.require(meeting)
    if version is not None and meeting.version != version:
        raise Conflict(_("Någon annan har ändrat närvaron medan du skrev. Ladda om sidan och gör ändringen igen."))
    seated = appointed(meeting.body, meeting.held_on)
    rows = [_row(meeting, given, seated.get(given["person"].pk, set())) for given in present]
    roll_conditions.ready_to_call_roll.require(recorded(meeting), rows, seated)

    _store(meeting, rows)
    meeting.version += 1
    meeting.save(update_fields=["version"])
    counted = {"attending": len(rows), "serving": sum(row.serving for row in rows)}
    events.record(Happening.ROLL_CALLED, meeting, by=by, detail=counted)
    return meeting


@transaction.atomic
def choose_adjusters(*, meeting: Meeting, people: Iterable[Person], by: Person) -> Meeting:
    """Those who adjust the minutes beside the chair; they serve at the meeting (KL 5:69)."""
    meeting = lock_meeting(meeting)
    permissions.may_record.require(by, meeting)
    chosen = list(people)
    roll_conditions.ready_to_choose_adjusters.require(meeting, chosen)
    meeting.adjusters.set(chosen)
    meeting.version += 1
    meeting.save(update_fields=["version"])
    detail = {"people": sorted(person.pk for person in chosen)}
    events.record(Happening.ADJUSTERS_CHOSEN, meeting, by=by, detail=detail)
    return meeting


@transaction.atomic
def record_item(
    *,
    item: AgendaItem,
    version: int,
    by: Person,
    requesters: Iterable[Person] = (),
    all_agreed: bool = False,
    **words: str,
) -> AgendaItem:
    """Write down what was decided in one item; incomplete is allowed. The paragraph is given the first time and kept.

    `words` are those of WRITTEN: `outcome`, `text`, `proposals` (one a line, "Inga" when none was put), `propositions`,
    `reason`, `presenter`, `present_without_deciding`; what is left out is empty. Conflict with both texts when somebody
    saved after `version` was read; the same form sent twice saves once.
    """
    item = lock_item(item)
    permissions.may_record_item.require(by, item)
    conditions.ready_to_record.require(item)
    said = _said(words) | {"all_agreed": all_agreed}
    asked = {person.pk for person in requesters}
    if _saved_just_now(item, version, said, asked, by):
        return item
    if item.version != version:
        raise _written_meanwhile(item, said)

    for name, value in said.items():
        setattr(item, name, value)
    item.paragraph = item.paragraph or _next_paragraph(item)
    item.version += 1
    item.recorded_by = by
    item.recorded_at = timezone.now()
    item.save(update_fields=[*said, "paragraph", "version", "recorded_by", "recorded_at"])
    item.requesters.set(asked)
    ITEM.advance(item, "record")
    detail = {"item": item.pk, "number": item.order, "paragraph": item.paragraph, "outcome_of_item": item.outcome}
    events.record(Happening.ITEM_RECORDED, item.meeting, by=by, detail=detail)
    return item


@transaction.atomic
def record_ballot(
    *,
    item: AgendaItem,
    method: str,
    for_yes: str,
    for_no: str,
    by: Person,
    yes: int = 0,
    no: int = 0,
    abstained: int = 0,
    votes: dict[int, str] | None = None,
    chair_says: str = "",
) -> Ballot:
    """Add a vote to the item. With names (`votes`: person's pk to choice) the sums are counted here.

    Refused when somebody votes who does not decide the item (KL 5:47, 6:30), when yes and no are not said in words
    (KL 5:53), and for a lot that is not in an election (KL 5:56). A sum that does not fit, or a tie not broken, is
    saved: it stands in the way of closing.
    """
    item = lock_item(item)
    permissions.may_record_item.require(by, item)
    conditions.ready_to_record.require(item)
    named = method == BallotMethod.NAMED
    choices = {pk: VoteChoice(choice) for pk, choice in (votes or {}).items()} if named else {}
    vote_conditions.ready_to_vote.require(item, floor_of(item), BallotMethod(method), choices, (for_yes, for_no))

    cast = list(choices.values())
    said = {"yes": yes, "no": no, "abstained": abstained}
    sums = {choice.value: cast.count(choice) for choice in VoteChoice} if named else said
    ballot = _store_ballot(item, sums, chair_says, method=method, for_yes=for_yes.strip(), for_no=for_no.strip())
    NamedVote.objects.bulk_create(NamedVote(ballot=ballot, person_id=pk, choice=each) for pk, each in choices.items())
    events.record(Happening.BALLOT_RECORDED, item.meeting, by=by, detail=_in_numbers(item, ballot))
    return ballot


@transaction.atomic
def remove_ballot(*, ballot: Ballot, by: Person) -> None:
    """Take away a vote that was written down wrongly. Not once the item is binding."""
    item = lock_item(ballot.item)
    permissions.may_record_item.require(by, item)
    conditions.ready_to_record.require(item)
    detail = _in_numbers(item, ballot)
    ballot.delete()
    events.record(Happening.BALLOT_REMOVED, item.meeting, by=by, detail=detail)


@transaction.atomic
def announce_conflict(
    *, item: AgendaItem, person: Person, ground: str, by: Person, note: str = "", decided_by_body: bool = False
) -> ConflictOfInterest:
    """A conflict of interest in this item, announced by the person (KL 6:30) or decided by the body.

    May be announced from the notice on, by the person as well as by the secretary. The ground is one of KL 6:28 in a
    committee, KL 5:47 in the council. Only the secretary writes down what the body decided. Said again it changes what
    was said.
    """
    item = lock_item(item)
    permissions.may_announce_conflict.require(by, item, person)
    if decided_by_body:
        permissions.may_record.require(by, item.meeting)
    vote_conditions.ready_to_announce.require(item, person, ground)
    facts = {"ground": ground, "note": note.strip(), "decided_by_body": decided_by_body, "recorded_by": by}
    conflict, _new = ConflictOfInterest.objects.update_or_create(item=item, person=person, defaults=facts)
    detail = {"item": item.pk, "number": item.order, "person": person.pk, "ground": ground}
    events.record(Happening.CONFLICT_ANNOUNCED, item.meeting, by=by, detail=detail | {"decided": decided_by_body})
    return conflict


@transaction.atomic
def lift_conflict(*, conflict: ConflictOfInterest, by: Person) -> None:
    """Take back a conflict written down by mistake, or one the body found not to be there (KL 6:29)."""
    item = lock_item(conflict.item)
    permissions.may_record.require(by, item.meeting)
    vote_conditions.ready_to_lift.require(item)
    conflict.delete()
    detail = {"item": item.pk, "number": item.order, "person": conflict.person_id}
    events.record(Happening.CONFLICT_LIFTED, item.meeting, by=by, detail=detail)


@transaction.atomic
def add_dissent(*, item: AgendaItem, kind: str, people: Iterable[Person], by: Person, text: str = "") -> Dissent:
    """A reservation, special statement or note, while the meeting is open; reservations only by those who took part in
    deciding the item (KL 4:27).

    Whoever took part may reserve until the meeting closes, also against an item that is adjusted at once.
    """
    item = lock_item(item)
    permissions.may_record_item.require(by, item)
    named = list(people)
    vote_conditions.ready_to_dissent.require(item, floor_of(item), kind, named, text)
    dissent = Dissent.objects.create(item=item, kind=kind, text=text.strip(), recorded_by=by)
    dissent.people.set(named)
    detail = {"item": item.pk, "number": item.order, "kind": kind, "people": sorted(each.pk for each in named)}
    events.record(Happening.DISSENT_ADDED, item.meeting, by=by, detail=detail)
    return dissent


@transaction.atomic
def remove_dissent(*, dissent: Dissent, by: Person) -> None:
    """Take back a dissent while the item is not yet binding."""
    item = lock_item(dissent.item)
    permissions.may_record_item.require(by, item)
    conditions.ready_to_record.require(item)
    detail = {"item": item.pk, "number": item.order, "kind": dissent.kind}
    dissent.delete()
    events.record(Happening.DISSENT_REMOVED, item.meeting, by=by, detail=detail)


def readable(item: AgendaItem) -> str:
    """All that is written about the item, with headings, for showing two versions side by side."""
    parts = [(LABELS[name], getattr(item, name)) for name in WRITTEN]
    parts[0] = (LABELS["outcome"], item.get_outcome_display())
    return "\n\n".join(f"{str(label).capitalize()}\n{value}" for label, value in parts if value)


def _said(words: dict[str, str]) -> dict[str, Any]:
    unknown = words.keys() - set(WRITTEN)
    if unknown:
        raise TypeError(f"not written about an item: {sorted(unknown)}")
    said = {name: words.get(name, "").strip() for name in WRITTEN}
    if said["outcome"]:
        said["outcome"] = Outcome(said["outcome"]).value
    return said


def _written_meanwhile(item: AgendaItem, said: dict[str, Any]) -> Conflict:
    theirs = readable(item)
    for name, value in said.items():
        setattr(item, name, value)
    message = _("Någon annan har antecknat på punkten medan du skrev. Jämför texterna och spara igen.")
    return Conflict(message, theirs=theirs, yours=readable(item))


def _store_ballot(item: AgendaItem, sums: dict[str, int], chair_says: str, **facts: str) -> Ballot:
    """The vote as the item's next, with who won; the chair is asked only at a tie (KL 5:56)."""
    yes, no = sums["yes"], sums["no"]
    chair_says = chair_says if quorum.needs_chair(yes, no) else ""
    last = item.ballots.aggregate(last=Max("order"))["last"] or 0
    winner = quorum.winner(yes, no, chair_says)
    return Ballot.objects.create(item=item, order=last + 1, chair_says=chair_says, winner=winner, **facts, **sums)


def _in_numbers(item: AgendaItem, ballot: Ballot) -> dict[str, Any]:
    numbers = {"yes": ballot.yes, "no": ballot.no, "abstained": ballot.abstained}
    return {"item": item.pk, "number": item.order, "method": ballot.method} | numbers


def _next_paragraph(item: AgendaItem) -> int:
    """The body's next paragraph of the year of the meeting."""
    meeting = item.meeting
    return int(reference_numbers.take(prefix=f"§:{meeting.body_id}", day=meeting.held_on, template="{number}"))


def _saved_just_now(item: AgendaItem, version: int, said: dict[str, Any], asked: set[int], by: Person) -> bool:
    return (
        item.version == version + 1
        and item.recorded_by_id == by.pk
        and all(getattr(item, name) == value for name, value in said.items())
        and set(item.requesters.values_list("pk", flat=True)) == asked
    )


def _row(meeting: Meeting, given: dict[str, Any], functions: set[str]) -> Presence:
    """One line of the roll. A seat or a substitute's place on the day decides in what capacity."""
    if functions & set(WITH_A_SEAT):
        capacity = Capacity.MEMBER
    elif Function.SUBSTITUTE in functions:
        capacity = Capacity.SUBSTITUTE
    else:
        capacity = Capacity(given.get("capacity") or Capacity.OTHER)
    in_place_of = given.get("in_place_of")
    return Presence(
        meeting=meeting,
        person=given["person"],
        capacity=capacity,
        attends=True,
        serving=given.get("serving", capacity == Capacity.MEMBER),
        remote=given.get("remote", False),
        in_place_of=in_place_of if given.get("serving") else None,
        from_item=given.get("from_item"),
        until_item=given.get("until_item"),
    )


def _store(meeting: Meeting, rows: list[Presence]) -> None:
    """In four queries however many they are: everybody first absent, then those there."""
    meeting.presences.update(**ABSENT)
    known = dict(meeting.presences.values_list("person_id", "pk"))
    for row in rows:
        row.pk = known.get(row.person_id)
    Presence.objects.bulk_create(row for row in rows if row.pk is None)
    Presence.objects.bulk_update((row for row in rows if row.person_id in known), ["capacity", *ABSENT])
