"""Dull rows for tests. Each function makes one valid row; what a test is about it says itself."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from cities.models import Amendment, City, CityRelation
from decisions import minutes_content
from decisions.enums import Capacity, ItemKind, MeetingState
from decisions.law import clocks
from decisions.models import (
    AgendaItem,
    Appeal,
    Assignment,
    BoardNotice,
    Case,
    CaseStep,
    Decision,
    DelegatedDecision,
    DelegationOrder,
    DelegationRule,
    Meeting,
    Minutes,
    MinutesSignature,
    Presence,
)
from engagements.enums import AreaKey
from engagements.models import Activity, Country, Engagement, EngagementGrant, PartnerContact
from governance.enums import BodyKind, Function, Level, StepRole
from governance.models import (
    Aim,
    Appointment,
    Body,
    Person,
    Policy,
    PolicyAim,
    Route,
    RouteStep,
    RuleSetting,
    Theme,
    Unit,
)
from memberships.models import (
    Demand,
    DemandPursuit,
    Invitation,
    MandateQuestion,
    Membership,
    Organisation,
    Seat,
    VotingMandate,
)
from visits.models import Compartment, CompartmentGrant, FeeProgramme, Visit, VisitRequest

numbers = count(1)
LONG_AGO = date(2010, 1, 1)


# ── governance ───────────────────────────────────────────────────────────────────────────────────────────────────


def person(name: str = "Person", **fields: Any) -> Person:
    number = next(numbers)
    values = {"username": f"person{number}", "email": f"person{number}@exempel.se", "name": f"{name} {number}"} | fields
    return Person.objects.create_user(password="lösenord-för-test", **values)


def body(kind: str = BodyKind.COMMITTEE, **fields: Any) -> Body:
    if kind in {BodyKind.COUNCIL, BodyKind.EXECUTIVE_BOARD}:
        existing = Body.objects.filter(kind=kind).first()
        if existing:
            return existing
    number = next(numbers)
    return Body.objects.create(**{"key": f"organ-{number}", "name": f"Organ {number}", "kind": kind} | fields)


def council() -> Body:
    return body(BodyKind.COUNCIL, key="kommunfullmaktige", name="Kommunfullmäktige", series_prefix="KF")


def board() -> Body:
    return body(BodyKind.EXECUTIVE_BOARD, key="kommunstyrelsen", name="Kommunstyrelsen", series_prefix="KS")


def unit(**fields: Any) -> Unit:
    number = next(numbers)
    return Unit.objects.create(**{"key": f"enhet-{number}", "name": f"Enhet {number}"} | fields)


def coordinating_unit() -> Unit:
    existing = Unit.objects.filter(coordinating=True).first()
    return existing or unit(key="internationella", name="Internationella enheten", coordinating=True, serves=board())


def appoint(
    who: Person, function: str, *, body: Body | None = None, unit: Unit | None = None, **fields: Any
) -> Appointment:
    row = Appointment.objects.create(
        person=who, function=function, body=body, unit=unit, **{"starts_on": LONG_AGO} | fields
    )
    who.forget_powers()
    return row


def contact_person(of: Unit | None = None) -> Person:
    who = person("Kontaktperson")
    appoint(who, Function.CONTACT_PERSON, unit=of or unit())
    return who


def director(of: Unit) -> Person:
    who = person("Förvaltningschef")
    appoint(who, Function.DIRECTOR, unit=of)
    return who


def coordinator() -> Person:
    who = person("Internationella enheten")
    appoint(who, Function.COORDINATOR, unit=coordinating_unit())
    return who


def member(of: Body) -> Person:
    who = person("Ledamot")
    appoint(who, Function.MEMBER, body=of)
    return who


def secretary(of: Body) -> Person:
    who = person("Nämndsekreterare")
    appoint(who, Function.SECRETARY, body=of)
    return who


def registrar() -> Person:
    who = person("Registrator")
    appoint(who, Function.REGISTRAR)
    return who


def administrator() -> Person:
    who = person("Administratör")
    appoint(who, Function.ADMINISTRATOR)
    return who


def aim(**fields: Any) -> Aim:
    number = next(numbers)
    return Aim.objects.create(**{"key": f"inriktning-{number}", "name": f"Inriktning {number}"} | fields)


def theme(**fields: Any) -> Theme:
    number = next(numbers)
    return Theme.objects.create(**{"key": f"tema-{number}", "name": f"Tema {number}"} | fields)


def policy(*, rules: dict[str, str] | None = None, aims: list[Aim] | None = None, **fields: Any) -> Policy:
    """A policy version in force; an earlier one steps back. `rules` maps rule codes to levels."""
    Policy.objects.filter(in_force=True).update(in_force=False)
    number = (Policy.objects.order_by("-version").values_list("version", flat=True).first() or 0) + 1
    values = {
        "version": number,
        "municipality": "Exempelstad",
        "title": "Policy för internationellt samarbete",
        "valid_from": LONG_AGO,
        "in_force": True,
        "content_hash": str(number),
        "term_starts_on": date(2022, 10, 15),
        "term_ends_on": date(2026, 10, 14),
    }
    row = Policy.objects.create(**values | fields)
    for code, level in (rules or {}).items():
        RuleSetting.objects.create(policy=row, code=code, level=level, clause=f"Policy: {code}")
    for order, each in enumerate(aims or []):
        PolicyAim.objects.create(policy=row, aim=each, order=order)
    return row


def route(of: Policy, matter: str, *steps: tuple[str, Body | Unit | None], clause: str = "Policy 5.2") -> Route:
    """A route of `(role, body or unit)` steps."""
    row = Route.objects.create(policy=of, matter=matter, clause=clause)
    for order, (role, who) in enumerate(steps, start=1):
        place = {"body": who} if isinstance(who, Body) else {"unit": who} if isinstance(who, Unit) else {}
        RouteStep.objects.create(route=row, order=order, role=role, clause=clause, **place)
    return row


def usual_route(of: Policy, matter: str) -> Route:
    """Prepared by the coordinating unit, decided by the executive board."""
    return route(of, matter, (StepRole.PREPARE, coordinating_unit()), (StepRole.DECIDE, board()))


BLOCK, WARN, OFF = Level.BLOCK, Level.WARN, Level.OFF


# ── engagements ──────────────────────────────────────────────────────────────────────────────────────────────────


def country(code: str = "SE", **fields: Any) -> Country:
    row, _created = Country.objects.get_or_create(
        code=code, defaults={"name": f"Land {code}", "name_en": f"Country {code}"} | fields
    )
    return row


def engagement(area: str = AreaKey.MEMBERSHIPS, **fields: Any) -> Engagement:
    number = next(numbers)
    title = fields.pop("title", f"Engagemang {number}")
    values = {"area": area, "title": title, "status": "active", "search_text": title.casefold()} | fields
    if "responsible_unit" not in values:
        values["responsible_unit"] = coordinating_unit()
    return Engagement.objects.create(**values)


def confidential_engagement(**fields: Any) -> Engagement:
    values = {"area": AreaKey.VISITS, "confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}
    return engagement(**values | fields)


def grant(who: Person, on: Engagement) -> EngagementGrant:
    return EngagementGrant.objects.assign_perm("read_confidential", who, on)


def activity(**fields: Any) -> Activity:
    number = next(numbers)
    values = {"title": f"Aktivitet {number}", "starts_on": date(2026, 5, 4)} | fields
    if "unit" not in values:
        values["unit"] = unit()
    if "engagement" not in values:
        values["engagement"] = engagement()
    if "reported_by" not in values:
        values["reported_by"] = contact_person(values["unit"])
    return Activity.objects.create(**values)


# ── areas ────────────────────────────────────────────────────────────────────────────────────────────────────────


def organisation(**fields: Any) -> Organisation:
    number = next(numbers)
    return Organisation.objects.create(**{"key": f"organisation-{number}", "name": f"Organisation {number}"} | fields)


def membership(**fields: Any) -> Membership:
    """An active membership; `engagement_fields` go to the spine's row."""
    of = fields.pop("organisation", None) or organisation()
    spine = engagement(AreaKey.MEMBERSHIPS, **{"title": of.name} | fields.pop("engagement_fields", {}))
    return Membership.objects.create(engagement=spine, organisation=of, **fields)


def seat(of: Membership, **fields: Any) -> Seat:
    return Seat.objects.create(membership=of, **{"organ": "Styrelsen"} | fields)


def city_relation(kind: str = "twin_town", **fields: Any) -> CityRelation:
    number = next(numbers)
    city = City.objects.create(key=f"stad-{number}", name=f"Stad {number}", country=country("NO"))
    spine = engagement(AreaKey.CITIES, **{"title": city.name} | fields.pop("engagement_fields", {}))
    return CityRelation.objects.create(engagement=spine, city=city, kind=kind, **fields)


def visit(*, confidential: bool = False, **fields: Any) -> Visit:
    spine_fields = fields.pop("engagement_fields", {})
    spine = confidential_engagement(**spine_fields) if confidential else engagement(AreaKey.VISITS, **spine_fields)
    return Visit.objects.create(engagement=spine, **{"kind": "study", "visitor": "Delegation"} | fields)


# ── decisions ────────────────────────────────────────────────────────────────────────────────────────────────────


def case(**fields: Any) -> Case:
    """A bare case without route or steps; tests of routes open theirs through the action."""
    number = next(numbers)
    values = {"title": f"Ärende {number}", "matter": "memberships.join"} | fields
    if "policy" not in values:
        values["policy"] = Policy.objects.filter(in_force=True).first() or policy()
    if "unit" not in values:
        values["unit"] = coordinating_unit()
    if "opened_by" not in values:
        values["opened_by"] = coordinator()
    return Case.objects.create(**values)


def meeting(of: Body | None = None, **fields: Any) -> Meeting:
    """A planned meeting of the executive board a month ahead."""
    number = next(numbers)
    values = {"starts_at": timezone.now() + timedelta(days=30, minutes=number), "place": "Stadshuset"} | fields
    return Meeting.objects.create(body=of or board(), **values)


def called_meeting(of: Body | None = None, **fields: Any) -> Meeting:
    return meeting(of, **{"state": MeetingState.CALLED, "called_at": timezone.now()} | fields)


def members(of: Body, number: int) -> list[Person]:
    """`number` members of the body; the first is its chair."""
    people = [member(of) for _each in range(number)]
    appoint(people[0], Function.CHAIR, body=of)
    return people


def substitute(of: Body) -> Person:
    who = person("Ersättare")
    appoint(who, Function.SUBSTITUTE, body=of)
    return who


def agenda_item(of: Meeting, step: CaseStep | None = None, **fields: Any) -> AgendaItem:
    """The meeting's next item: the case's step, or information when there is none."""
    order = of.items.count() + 1
    kind = ItemKind.CASE if step else ItemKind.INFORMATION
    title = step.case.title if step else f"Information {order}"
    return AgendaItem.objects.create(meeting=of, order=order, step=step, **{"kind": kind, "title": title} | fields)


def open_meeting(of: Body, people: list[Person], **fields: Any) -> Meeting:
    """A meeting that goes on today: `people` serve as members, the first leads it and the last adjusts."""
    values = {"starts_at": timezone.now() + timedelta(microseconds=next(numbers)), "state": MeetingState.OPEN}
    values |= {"called_at": timezone.now(), "opened_at": timezone.now(), "seats": len(people), "chair": people[0]}
    row = meeting(of, **values | fields)
    Presence.objects.bulk_create(
        Presence(meeting=row, person=each, capacity=Capacity.MEMBER, attends=True, serving=True) for each in people
    )
    row.adjusters.set(people[-1:])
    return row


# ── minutes and the notice board ─────────────────────────────────────────────────────────────────────────────────


def decision(step: CaseStep, **fields: Any) -> Decision:
    """A body's approval of this step's case, today."""
    values = {
        "outcome": "approved",
        "decided_on": timezone.localdate(),
        "paragraph": str(next(numbers)),
        "text": "Bifalls.",
        "presenter": "Stadsdirektören",
        "present_without_deciding": "Ingen",
        "round": step.case.round,
    } | fields
    if "recorded_by" not in values:
        values["recorded_by"] = secretary(step.body)
    return Decision.objects.create(step=step, case=step.case, body=step.body, **values)


def adjusted_minutes(of: Meeting, items: list[AgendaItem] | None = None, **fields: Any) -> Minutes:
    """Minutes of the meeting's items that its chair has signed."""
    moment = timezone.now()
    values = {"part": of.minutes.count() + 1, "due_on": of.held_on + timedelta(days=14), "kept_at": "Kansliet"} | fields
    row = Minutes.objects.create(meeting=of, **values)
    row.items.set(of.items.all() if items is None else items)
    row.content = minutes_content.build(row)
    row.text_hash = minutes_content.digest(row.content)
    row.adjusted_at = fields.get("adjusted_at", moment)
    row.save()
    if of.chair is not None:
        MinutesSignature.objects.create(
            minutes=row, person=of.chair, role="chair", signed_at=moment, text_hash=row.text_hash, means="password"
        )
    row.state = "adjusted"
    row.save()
    return row


def board_notice(of: Minutes, **fields: Any) -> BoardNotice:
    """The announcement of adjusted minutes, posted now."""
    values = {"title": f"{of.meeting}", "kept_at": of.kept_at, "posted_at": timezone.now()} | fields
    posted_on = clocks.stockholm_day(values["posted_at"])
    values = {"due_on": posted_on, "appeal_ends_on": clocks.appeal_ends(posted_on)} | values
    return BoardNotice.objects.create(
        kind="adjusted_minutes", body=of.meeting.body, meeting=of.meeting, minutes=of, **values
    )


def appeal(of: Decision, **fields: Any) -> Appeal:
    return Appeal.objects.create(
        decision=of, **{"received_on": timezone.localdate(), "court": "Förvaltningsrätten"} | fields
    )


# ── delegation and carrying out ──────────────────────────────────────────────────────────────────────────────────


def delegation_order(of: Body, **fields: Any) -> DelegationOrder:
    values = {"title": "Delegationsordning", "paragraph": "7", "adopted_on": LONG_AGO, "starts_on": LONG_AGO}
    return DelegationOrder.objects.create(body=of, **values | fields)


def delegation_rule(of: Body, **fields: Any) -> DelegationRule:
    """A line of the body's order, which is made when there is none. Reported, and given to the body's chair."""
    order = fields.pop("order", None) or of.delegation_orders.first() or delegation_order(of)
    values = {"number": str(next(numbers)), "subject": "Resor inom Norden", "starts_on": order.starts_on}
    if "person" not in fields:
        values["function"] = "chair"
    return DelegationRule.objects.create(order=order, **values | fields)


def delegated_decision(rule: DelegationRule | None, by: Person, **fields: Any) -> DelegatedDecision:
    """Decided today with the rule; urgent when there is none, and then `body` is given."""
    day = timezone.localdate()
    number = next(numbers)
    values = {"title": f"Resa {number}", "text": "Resan godkänns.", "presenter": "Ingen", "decided_on": day}
    values |= {"present_without_deciding": "Ingen", "year": day.year, "number": number}
    values |= {"reference_number": f"D {number}/{day.year}", "registered_at": timezone.now(), "decided_by": by}
    if rule is None:
        values |= {"kind": "urgent", "why_urgent": "Svar krävdes samma dag."}
    else:
        values |= {"rule": rule, "body": rule.order.body}
    return DelegatedDecision.objects.create(**values | fields)


def task(of: Decision, **fields: Any) -> Assignment:
    """A task from the decision, to be done in a month."""
    values = {"text": "Säg upp avtalet.", "due_on": timezone.localdate() + timedelta(days=30)} | fields
    if "unit" not in values:
        values["unit"] = of.case.unit
    if "given_by" not in values:
        values["given_by"] = coordinator()
    return Assignment.objects.create(decision=of, case=of.case, **values)


# ── visits ───────────────────────────────────────────────────────────────────────────────────────────────────────


def fee_programme(**fields: Any) -> FeeProgramme:
    number = next(numbers)
    values = {"key": f"program-{number}", "name": "Green Gothenburg", "clause": "GBG-V6"} | fields
    if "unit" not in values:
        values["unit"] = unit()
    return FeeProgramme.objects.create(**values)


def visit_request(**fields: Any) -> VisitRequest:
    """A request that came in and waits to be assessed."""
    number = next(numbers)
    values = {"title": f"Delegation {number}", "channel": "staff", "registered_at": timezone.now()} | fields
    values = {"visitor": values["title"], "search_text": values["title"].casefold()} | values
    if "unit" not in values:
        values["unit"] = coordinating_unit()
    return VisitRequest.objects.create(**values)


def compartment(of: Visit, responsible: Person, **fields: Any) -> Compartment:
    """A protected part of the visit, handed to the one responsible."""
    values = {"kind": "security", "ground": "OSL 15:1"} | fields
    row = Compartment.objects.create(visit=of, responsible=responsible, **values)
    CompartmentGrant.objects.assign_perm("read_compartment", responsible, row)
    return row


# ── cities ───────────────────────────────────────────────────────────────────────────────────────────────────────


def amendment(relation: CityRelation, *, significant: bool = True) -> Amendment:
    """A change of the relation's agreement that applies: decided in a case when it is significant."""
    decided = case(engagement=relation.engagement, matter="cities.change_agreement", state="decided")
    rest = {"case": decided} if significant else {"reason": "Liten ändring."}
    return Amendment.objects.create(
        relation=relation, text="Ändringen.", significant=significant, applies_on=LONG_AGO, recorded_by=coordinator(),
        **rest,
    )  # fmt: skip


# ── memberships, the rest ────────────────────────────────────────────────────────────────────────────────────────


def mandate(of: Membership, **fields: Any) -> VotingMandate:
    """A draft for a meeting in a month, borne by an office."""
    day = timezone.localdate() + timedelta(days=30)
    values = {"meeting": f"Årsmöte {next(numbers)}", "starts_on": day, "office": "Finansborgarrådet"} | fields
    return VotingMandate.objects.create(membership=of, **values)


def mandate_question(of: VotingMandate, **fields: Any) -> MandateQuestion:
    """To vote for what the coordinating unit has said."""
    values = {"title": f"Fråga {next(numbers)}", "instruction": "for", "decided_how": "instruction"}
    values |= {"position": "Staden stöder förslaget.", "order": of.questions.count() + 1}
    return MandateQuestion.objects.create(mandate=of, **values | fields)


def invitation(**fields: Any) -> Invitation:
    """From a city, to be answered."""
    values = {"title": f"Inbjudan {next(numbers)}", "inviter": "Turku", "received_on": timezone.localdate()} | fields
    if "unit" not in values:
        values["unit"] = coordinating_unit()
    return Invitation.objects.create(**values)


def demand(**fields: Any) -> Demand:
    """One that rests on a position named by hand."""
    values = {"title": f"Krav {next(numbers)}", "text": "Städer ska höras.", "decided": "KF 2024 § 8"} | fields
    if "unit" not in values:
        values["unit"] = coordinating_unit()
    return Demand.objects.create(**values)


def pursuit(of: Demand, through: Membership, **fields: Any) -> DemandPursuit:
    return DemandPursuit.objects.create(demand=of, membership=through, **{"since": timezone.localdate()} | fields)


# ── across the areas ─────────────────────────────────────────────────────────────────────────────────────────────


def partner_contact(**fields: Any) -> PartnerContact:
    """Somebody at a partner, kept for two years; `engagements` are those it is about."""
    number = next(numbers)
    tied = fields.pop("engagements", [])
    values = {
        "name": f"Kontakt {number}", "organisation": "Partnern", "consent_on": date(2026, 1, 1),
        "consent_how": "I mejl", "delete_on": date(2028, 1, 1),
    }  # fmt: skip
    if "unit" not in fields:
        values["unit"] = unit()
    row = PartnerContact.objects.create(**values | fields)
    for each in tied:
        row.links.create(engagement=each)
    return row
