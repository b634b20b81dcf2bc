"""Example visits, one of them confidential, and example resources."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from core.enums import Confidentiality
from demo.people import reporting_units, with_function
from engagements import actions as engagements
from engagements.models import Country, Engagement, InboxItem
from governance.enums import Function
from governance.models import Unit
from governance.selectors import policy_in_force
from visits import actions
from visits.actions import register_visit
from visits.enums import CompartmentKind, DetailKind, VisitKind
from visits.models import FeeProgramme, Visit, VisitRequest


def load() -> int:
    """A study visit to a department, a VIP visit, and a confidential protocol visit. Returns how many."""
    unit = reporting_units()[0]
    coordinating = Unit.objects.get(coordinating=True)
    _visit("Studiebesök om arbete och boende", VisitKind.STUDY, "Delegation från Helsingfors", "FI", unit, 24, count=14)
    _visit(
        "VIP-besök: borgmästare med näringslivsdelegation",
        VisitKind.VIP,
        "Borgmästare",
        "DE",
        coordinating,
        47,
        count=9,
    )
    secrecy = {"confidentiality": Confidentiality.CONFIDENTIAL, "confidentiality_ground": "OSL 15:1"}
    title = "Protokollärt besök"
    _protect(_visit(title, VisitKind.PROTOCOL, "Statlig delegation", "NO", coordinating, 70, spine=secrecy))
    return 3 + _hosted_by_two(unit, coordinating) + _requests(unit)


def _protect(visit: Visit) -> None:
    """Who comes, kept apart from those who otherwise read the visit."""
    officer = with_function(Function.COORDINATOR)
    part = actions.open_compartment(visit=visit, kind=CompartmentKind.GUESTS, ground="OSL 15:1", by=officer)
    actions.keep_detail(compartment=part, kind=DetailKind.GUEST, text="Exempel: delegationens ledare", by=officer)


def _hosted_by_two(unit: Unit, coordinating: Unit) -> int:
    """A visit to two units, where one has not agreed to the main host yet; with a fee where the city has one."""
    visit = _visit("Studiebesök hos två enheter", VisitKind.STUDY, "Delegation från Utrecht", "NL", unit, 33, count=8)
    officer = with_function(Function.COORDINATOR)
    country = Country.objects.filter(code="NL").first()
    programme = FeeProgramme.objects.filter(in_use=True).first()
    actions.change_visit(visit=visit, by=officer, city="Utrecht", country=country, fee_programme=programme)
    actions.set_hosts(visit=visit, units=[unit, coordinating], main_host=unit, by=officer)
    return 1


def _requests(unit: Unit) -> int:
    """One from each way in: passed on by a contact person, written down and assessed, and two of one delegation."""
    officer, contact = with_function(Function.COORDINATOR), with_function(Function.CONTACT_PERSON)
    day = timezone.localdate() + timedelta(days=90)
    finland = Country.objects.filter(code="FI").first()
    coordinating = Unit.objects.get(coordinating=True)
    days = {"country": finland, "city": "Tammerfors", "wanted_from": day, "wanted_to": day + timedelta(days=1)}
    passed_on = actions.forward_request(
        unit=contact.appointments.filter(function=Function.CONTACT_PERSON).first().unit, by=contact,
        text="Hej! Vi är en grupp på tolv från Tammerfors som gärna vill se hur ni arbetar. Passar våren?",
    )  # fmt: skip
    embassy = actions.register_request(
        unit=coordinating, by=officer, visitor="Tammerfors stad, genom ambassaden", kind=VisitKind.VIP, **days
    )
    delegation = actions.register_request(
        unit=coordinating, by=officer, visitor="Tammerfors stad", kind=VisitKind.VIP, visitors_count=6, **days
    )
    weighed = actions.register_request(
        unit=coordinating, by=officer, visitor="Universitetet i Toronto", city="Toronto", language="en",
        country=Country.objects.filter(code="CA").first(), text="We would like to see your libraries.",
    )  # fmt: skip
    _weigh(weighed, unit)
    made = [passed_on, embassy, delegation, weighed]
    for each in made:
        each.refresh_from_db()
        each.example = True
        each.save(update_fields=["example"])
    return len(made)


def _weigh(asked: VisitRequest, unit: Unit) -> None:
    aims = policy_in_force().aims.values_list("pk", flat=True)
    actions.assess_request(
        asked=asked, aims=dict.fromkeys(aims, "partly"), by=with_function(Function.COORDINATOR),
        own_value="partly", own_value_note="Exempel: erfarenheter av öppna bibliotek", result="other_form",
        offered="ett digitalt möte", reason="Exempel: liknande besök togs emot i våras.", host_unit=unit, kind="study",
    )  # fmt: skip


def _visit(
    title: str,
    kind: str,
    visitor: str,
    country: str,
    unit: Unit,
    in_days: int,
    *,
    count: int = 5,
    spine: dict | None = None,
) -> Visit:
    day = timezone.localdate() + timedelta(days=in_days)
    fields = {"starts_on": day, "ends_on": day, "example": True} | (spine or {})
    visit = register_visit(
        title=title,
        responsible_unit=unit,
        by=with_function(Function.COORDINATOR),
        spine=fields,
        kind=kind,
        visitor=visitor,
        visitors_count=count,
        main_host=unit,
        purpose="Exempel: hur staden arbetar, och vad vi kan lära av varandra.",
    )
    visit.engagement.countries.set(Country.objects.filter(code=country))
    return visit


def load_resources(rows: list[Engagement]) -> int:
    """What the coordinating unit plans and spends this year, where the policy accounts for it apart."""
    if not policy_in_force().separate_accounting:
        return 0
    coordinating = Unit.objects.get(coordinating=True)
    for number, engagement in enumerate(rows):
        planned = 120_000 - 15_000 * number
        engagements.record_resource(
            engagement=engagement,
            unit=coordinating,
            year=timezone.localdate().year,
            planned=planned,
            spent=int(planned * 0.8),
            planned_hours=160 - 20 * number,
            spent_hours=120 - 15 * number,
            by=with_function(Function.COORDINATOR),
        )
    return len(rows)


def remove() -> int:
    """The example requests with what lies in the inbox about them. Returns how many."""
    rows = VisitRequest.objects.filter(example=True)
    number = rows.count()
    for asked in rows:
        InboxItem.objects.filter(url=asked.get_absolute_url()).delete()
        asked.delete()
    return number
