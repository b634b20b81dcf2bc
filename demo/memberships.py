"""Examples of what memberships lead to: a mandate, invitations, a demand, fees, a declaration, one to be tried."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from demo import clock
from demo.people import reporting_units, with_function
from engagements.enums import Mode, Status
from governance.enums import BodyKind, Function
from governance.models import Body, Person, Theme, Unit
from memberships import actions
from memberships.enums import (
    DecidedHow,
    DeclineReason,
    Instruction,
    InvitationKind,
    MembershipKind,
    QuestionResult,
    Vote,
)
from memberships.models import Declaration, Demand, Invitation, Membership, MembershipFee, Organisation, VotingMandate

WANTED = ["EUROCITIES", "C40"]
NETWORK = "Europeiskt yrkesnätverk (exempel)"
DECLINED = [
    ("Arbetsgrupp om upphandling", InvitationKind.FORUM, DeclineReason.TIME, "", 210),
    (
        "Kongress i Seoul",
        InvitationKind.MEETING,
        DeclineReason.TRAVEL,
        "Resan går inte att ersätta med videomöte.",
        120,
    ),
    ("Projekt om stadsodling", InvitationKind.PROJECT, DeclineReason.COST, "Egen insats saknas i budgeten.", 40),
]


def load() -> int:
    """Everything once, on memberships of the register. Returns how many rows were made."""
    by = with_function(Function.COORDINATOR)
    memberships = _chosen()
    if not memberships:
        return 0
    first = memberships[0]
    declaration = _declaration(first, by)
    _given(first, declaration, by)
    _reported(memberships[-1], by)
    _demand(memberships, by)
    made = 4 + _invitations(first, by) + _fees(memberships, by)
    return made + _sector()


def remove() -> dict[str, int]:
    """Take the examples away again, before the cases and activities they lead to."""
    removed = {}
    for name, model in (("mandat", VotingMandate), ("krav", Demand), ("inbjudningar", Invitation)):
        rows = model.objects.filter(example=True)
        removed[name] = rows.count()
        for row in rows:
            row.delete()
    fees = MembershipFee.objects.filter(example=True)
    removed["avgifter"] = fees.count()
    for fee in fees:
        fee.delete()
    return removed


def remove_network() -> None:
    """The organisation made up for the examples, when its membership has gone with the engagements."""
    for organisation in Organisation.objects.filter(name=NETWORK, memberships=None):
        organisation.delete()


def _chosen() -> list[Membership]:
    rows = Membership.objects.filter(kind=MembershipKind.CITY_WIDE, engagement__status=Status.ACTIVE)
    found = list(rows.select_related("organisation", "engagement").order_by("organisation__name"))
    order = {name: number for number, name in enumerate(WANTED)}
    return sorted(found, key=lambda row: (order.get(row.organisation.name, len(order)), row.organisation.name))[:3]


def _declaration(membership: Membership, by: Person) -> Declaration:
    declaration = actions.propose_declaration(
        membership=membership,
        title="Deklaration om klimatneutrala städer",
        text="Vi städer åtar oss att bli klimatneutrala senast 2040 och att redovisa våra framsteg varje år.",
        deadline=timezone.localdate() + timedelta(days=75),
        by=by,
    )
    declaration.case.example = True
    declaration.case.save(update_fields=["example"])
    return declaration


def _given(membership: Membership, declaration: Declaration, by: Person) -> None:
    """To be read on a phone at the meeting in three weeks, by the chair of the executive board."""
    day = timezone.localdate() + timedelta(days=21)
    mandate = _mandate(membership, "Årsmöte", day, "Bryssel", by)
    actions.add_question(
        mandate=mandate,
        title="Val av styrelse",
        instruction=Instruction.FOR,
        position="Staden stöder valberedningens förslag till ny styrelse.",
        may_vote_for="Ett ändrat förslag, om de nordiska städerna behåller minst två platser.",
        may_not_promise="Att staden tar ett eget styrelseuppdrag. Det beslutas av kommunstyrelsen.",
        decided_how=DecidedHow.INSTRUCTION,
        background="Fyra av tolv platser väljs om. Två nordiska städer kandiderar.",
        by=by,
    )
    actions.add_question(
        mandate=mandate,
        title=declaration.title,
        instruction=Instruction.ABSTAIN,
        position="Ärendet om deklarationen är inte avgjort. Staden avstår till dess.",
        may_not_promise="Att staden skriver under, eller vid vilken tidpunkt.",
        decided_how=DecidedHow.INSTRUCTION,
        declaration=declaration,
        by=by,
    )
    actions.give_mandate(mandate=mandate, by=by)


def _reported(membership: Membership, by: Person) -> None:
    """A meeting that is over, with the report it became."""
    with clock.days_ago(34):
        mandate = _mandate(membership, "Extra stämma", timezone.localdate(), "Webbmöte", by, mode=Mode.REMOTE)
        question = actions.add_question(
            mandate=mandate,
            title="Höjd medlemsavgift",
            instruction=Instruction.AGAINST,
            position="Staden säger nej till en höjning utan redovisad plan.",
            may_not_promise="En högre avgift än i dag.",
            decided_how=DecidedHow.INSTRUCTION,
            by=by,
        )
        actions.give_mandate(mandate=mandate, by=by)
        said = {"vote": Vote.AGAINST, "result": QuestionResult.POSTPONED}
        actions.note_outcomes(
            mandate=mandate,
            outcomes={question.pk: said},
            came_of_it="Frågan återkommer på årsmötet med en plan för vad avgiften ska räcka till.",
            by=by,
        )
        actions.report_mandate(mandate=mandate, by=by)


def _mandate(membership, meeting, day, place, by, mode=Mode.TRAVEL) -> VotingMandate:
    return actions.draft_mandate(
        membership=membership,
        meeting=f"{meeting} {day.year}",
        starts_on=day,
        place=place,
        mode=mode,
        office_function=Function.CHAIR,
        office_body=Body.objects.get(kind=BodyKind.EXECUTIVE_BOARD),
        background="Exempel: underlag till den som företräder staden.",
        example=True,
        by=by,
    )


def _demand(memberships: list[Membership], by: Person) -> None:
    demand = actions.raise_demand(
        title="Städer ska höras innan EU beslutar om klimatanpassning",
        text="Kommissionen ska höra städerna innan den lägger fram förslag som städerna ska genomföra.",
        unit=Unit.objects.get(coordinating=True),
        theme=Theme.objects.filter(key="miljo-och-klimat").first(),
        decided="Kommunfullmäktige, exempel på beslut",
        example=True,
        by=by,
    )
    ways = [actions.pursue_through(demand=demand, membership=each, by=by) for each in memberships[:2]]
    note = "Frågan är på dagordningen i miljöforumet."
    actions.move_pursuit(pursuit=ways[0], verb="pursue", note=note, by=by)


def _invitations(membership: Membership, by: Person) -> int:
    unit = Unit.objects.get(coordinating=True)
    for title, kind, reason, text, days in DECLINED:
        with clock.days_ago(days):
            row = actions.receive_invitation(
                unit=unit, title=title, kind=kind, organisation=membership.organisation, example=True,
                received_on=timezone.localdate(), by=by,
            )  # fmt: skip
            actions.decline_invitation(invitation=row, reason=reason, reason_text=text, by=by)
    today = timezone.localdate()
    actions.receive_invitation(
        unit=unit, title="Seminarium om tillgängliga städer", inviter="Turku", place="Turku", received_on=today,
        takes_place_on=today + timedelta(days=60), answer_by=today + timedelta(days=14), example=True, by=by,
    )  # fmt: skip
    return len(DECLINED) + 1


def _fees(memberships: list[Membership], by: Person) -> int:
    this_year = timezone.localdate().year
    for number, membership in enumerate(memberships):
        for year in (this_year - 1, this_year):
            amount, rate = Decimal(16_900 - 4_000 * number + 400 * (year - this_year)), Decimal("11.35")
            actions.record_fee(
                membership=membership, year=year, amount=amount, currency="EUR", rate=rate, note="Exempel",
                example=True, by=by,
            )  # fmt: skip
    return 2 * len(memberships)


def _sector() -> int:
    """A department's own membership, which nobody has tried since the term began."""
    unit = reporting_units()[0]
    if unit.coordinating:
        return 0
    by = with_function(Function.CONTACT_PERSON, unit=unit)
    membership = actions.register_membership(
        organisation=NETWORK,
        kind=MembershipKind.SECTOR,
        responsible_unit=unit,
        member=True,
        decided="Nämnden 2019-05-08 § 12",
        member_since=2019,
        spine={"example": True},
        by=by,
    )
    ends_on = timezone.localdate() + timedelta(days=160)
    actions.record_seat(
        membership=membership, organ="Styrgruppen", held_by_office="Avdelningschef", ends_on=ends_on, by=by
    )
    return 2
