"""Examples of programmes, of what came of a visit, and of study journeys."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import UUID, uuid5

from django.utils import timezone

from demo.people import reporting_units, with_function
from engagements.enums import AttendanceLevel
from engagements.models import Country
from governance.actions import issue_instruction
from governance.enums import Function, InstructionKind
from governance.models import Body, Unit, UnitInstruction
from governance.selectors import instruction_for
from visits import actions as visits
from visits.actions import checklist, feedback, gifts, outcomes, outgoing, programme
from visits.enums import VisitKind, VisitState
from visits.models import Visit

KEYS = UUID("0ddc0ffe-0000-4000-8000-000000000000")
LINES = (
    ("Bekräfta program och tolk med besökarna", True),
    ("Boka lokal och anmäl besökarna i receptionen", True),
    ("Ta fram gåva enligt listan", False),
    ("Skicka länk för återkoppling inom en vecka", True),
)


def load() -> int:
    """Programmes that clash, a visit that is over with all that came of it, and two journeys. Returns how many."""
    coordinating = Unit.objects.get(coordinating=True)
    _instruct(coordinating)
    _plan(coordinating)
    _over(coordinating)
    return 3 + _journeys(coordinating)


def remove() -> int:
    """The example instructions; everything else here goes with its engagement. Returns how many."""
    return UnitInstruction.objects.filter(example=True).delete()[1].get("governance.UnitInstruction", 0)


def _instruct(unit: Unit) -> None:
    """The checklist visits get, unless another example has one already."""
    if instruction_for(unit, InstructionKind.VISITS) is not None:
        return
    issue_instruction(
        unit=unit, kind=InstructionKind.VISITS, title="Exempel: instruktion för besök", valid_from=date(2024, 1, 1),
        checklist=LINES, by=with_function(Function.COORDINATOR), example=True,
    )  # fmt: skip


def _plan(coordinating: Unit) -> None:
    """The VIP visit by the hour, and another visit in the same room."""
    officer = with_function(Function.COORDINATOR)
    found = Visit.objects.filter(engagement__example=True, engagement__title__startswith="VIP-besök", kind="vip")
    visit = found.select_related("engagement").first()
    if visit is None:
        return
    day = visit.engagement.starts_on
    programme.describe_programme(
        visit=visit, version=0, by=officer, title_sv="Välkomna till en dag om staden och näringslivet",
        title_en="Welcome to a day about the city and its businesses",
        welcome_sv="Vi ser fram emot ert besök.", welcome_en="We look forward to your visit.",
        contact="Protokollchefen, telefon lämnas vid ankomsten",
    )  # fmt: skip
    items = [
        _item(day, (8, 0), (8, 30), "Genomgång för värdar", "", "Foajén", "Protokollchefen", "", "hosts"),
        _item(day, (9, 0), (9, 30), "Välkomnande", "Welcome", "Stora salen", "Kommunstyrelsens ordförande", ""),
        _item(day, (9, 30), (10, 30), "Staden växer: så planerar vi", "A growing city: how we plan", "Stora salen",
              "Stadsbyggnadsdirektören", "Översiktsplanerare"),
        _item(day, (11, 0), (12, 0), "Rundtur", "Guided tour", "Samling i foajén", "Näringslivschefen", ""),
        _item(day, (12, 15), (13, 30), "Lunch med företag", "Lunch, companies", "Matsalen", "Näringslivschefen", ""),
    ]  # fmt: skip
    programme.add_items(visit=visit, items=[each | {"host_unit": coordinating} for each in items], by=officer)
    other = _visit("Studiebesök om stadsplanering", "Studenter från Bergen", "NO", coordinating, day)
    clash = _item(day, (10, 0), (11, 0), "Föreläsning", "Lecture", "Stora salen", "Stadsbyggnadsdirektören", "")
    programme.add_items(visit=other, items=[clash | {"host_unit": coordinating}], by=officer)


def _item(day: date, starts: tuple, ends: tuple, sv: str, en: str, place: str, host: str, speaker: str,
          audience: str = "everybody") -> dict:  # fmt: skip
    return {
        "day": day, "starts_at": time(*starts), "ends_at": time(*ends), "title_sv": sv, "title_en": en, "place": place,
        "host_office": host, "speaker": speaker, "audience": audience,
    }  # fmt: skip


def _visit(title: str, visitor: str, country: str, unit: Unit, day: date) -> Visit:
    visit = visits.register_visit(
        title=title, responsible_unit=unit, by=with_function(Function.COORDINATOR), kind=VisitKind.STUDY,
        visitor=visitor, main_host=unit, purpose="Exempel: att lära av varandra.",
        spine={"starts_on": day, "ends_on": day, "example": True},
    )  # fmt: skip
    visit.engagement.countries.set(Country.objects.filter(code=country))
    return visit


def _over(coordinating: Unit) -> None:
    """A visit last month: who was met, what was promised, given and said."""
    officer, today = with_function(Function.COORDINATOR), timezone.localdate()
    visit = _visit(
        "Studiebesök om klimatanpassning", "Delegation från Tallinn", "EE", coordinating, today - timedelta(30)
    )
    visits.confirm_visit(visit=visit, by=officer, motive="Exempel")
    visit.refresh_from_db()
    if visit.state == VisitState.CONFIRMED:
        visits.carry_out_visit(visit=visit, by=officer)
    for line in visit.checklist.order_by("order")[:3]:
        checklist.tick(line=line, by=officer)
    outcomes.record_company(
        visit=visit, by=officer, name="Exempelbolaget", contact_role="Exportchef", what="Dagvatten i täta kvarter",
        met_on=today - timedelta(30),
    )  # fmt: skip
    unit = reporting_units()[0]
    _promises(visit, unit, coordinating, today)
    gifts.record_gift(
        visit=visit, by=officer, kind="given", what="Bok om staden", value=350, on=today - timedelta(30),
        from_office="Kommunstyrelsens ordförande", to_office="Delegationens ledare",
    )  # fmt: skip
    gifts.record_gift(
        visit=visit, by=officer, kind="hosted", what="Lunch för tolv", value=2_880, on=today - timedelta(30),
        from_office="Internationella enheten", to_office="Delegationen",
    )  # fmt: skip
    _answers(visit, today)


def _promises(visit: Visit, unit: Unit, coordinating: Unit, today: date) -> None:
    officer = with_function(Function.COORDINATOR)
    said = {"visit": visit, "by": officer, "to_whom": "Delegationens ledare"}
    outcomes.make_promise(text="Skicka skyfallsplanen på engelska", unit=unit, due_on=today - timedelta(5), **said)
    outcomes.make_promise(text="Bjuda in till nästa klimatdag", unit=coordinating, due_on=today + timedelta(9), **said)
    kept = outcomes.make_promise(text="Förmedla kontakt med vattenverket", unit=coordinating, due_on=today, **said)
    outcomes.keep_promise(promise=kept, on=today, note="Gjort per telefon", by=officer)


def _answers(visit: Visit, today: date) -> None:
    officer = with_function(Function.COORDINATOR)
    feedback.answer_as_host(
        visit=visit, key=uuid5(KEYS, "host"), by=officer, score_purpose=4, score_programme=4, score_welcome=5,
        best="Frågorna om dagvatten gav oss nya uppslag.", change="Mer tid för samtal.", may_contact=False,
    )  # fmt: skip
    link = feedback.open_link(visit=visit, language="en", expires_on=today + timedelta(30), by=officer)
    said = ((5, 4, 5, "Meeting the planners", ""), (4, 3, 5, "", "More time on site"), (5, 5, 4, "The tour", ""))
    for number, (purpose, items, welcome, best, change) in enumerate(said):
        feedback.answer_as_visitor(
            link=link, key=uuid5(KEYS, str(number)), score_purpose=purpose, score_programme=items,
            score_welcome=welcome, best=best, change=change, may_contact=number == 0,
        )  # fmt: skip


def _journeys(coordinating: Unit) -> int:
    """One reported with what was taken into use, and one planned."""
    officer, today = with_function(Function.COORDINATOR), timezone.localdate()
    committee = Body.objects.filter(kind="committee").order_by("name").first()
    delegation = [
        {"office": "Nämndens ordförande", "level": AttendanceLevel.POLITICIAN, "body": committee, "number": 1},
        {"office": "Utvecklingsledare", "level": AttendanceLevel.OFFICIAL, "unit": coordinating, "number": 2},
    ]
    row = _journey(
        "Studieresa: bibliotek som mötesplats", "Helsingfors", "FI", "ferry", today - timedelta(60), delegation
    )
    outgoing.report_outgoing(
        outgoing=row, by=officer, cost_spent=31_400, motive="Exempel",
        lessons="Exempel: öppna till sent på kvällen, och låt föreningar stå för programmet.",
    )  # fmt: skip
    outgoing.take_into_use(outgoing=row, text="Exempel: kvällsöppet på försök i två bibliotek.", by=officer)
    _journey("Studieresa: cykelgarage under jord", "Utrecht", "NL", "train", today + timedelta(80), delegation[1:])
    return 2


def _journey(
    title: str, city: str, country: str, mode: str, day: date, delegation: list[dict]
) -> outgoing.OutgoingVisit:
    return outgoing.register_outgoing(
        title=title, responsible_unit=Unit.objects.get(coordinating=True), by=with_function(Function.COORDINATOR),
        city=city, country=Country.objects.get(code=country), organisation="Stadens förvaltning", travel_mode=mode,
        purpose="Exempel: att se på plats hur det fungerar en vanlig dag.", cost_planned=36_000,
        why_not_remote="Exempel: byggnaden och flödena behöver ses på plats.", delegation=delegation,
        spine={"starts_on": day, "ends_on": day + timedelta(2), "example": True},
    )  # fmt: skip
