"""Example calls, and a project at each stage."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from demo.people import reporting_units, with_function
from documents.models import Document
from engagements.actions import links
from engagements.enums import AreaKey
from engagements.models import Country, Engagement
from governance.enums import Function
from governance.models import Aim, Person, Unit
from projects import actions
from projects.models import BRUSSELS, Call, CallFollower, Funder, Programme, Project

FILE = "exempel-startrapport.txt"


def load() -> int:
    """Three calls, and projects at each stage. Returns how many rows were made."""
    by = with_function(Function.COORDINATOR)
    unit, coordinating = reporting_units()[0], Unit.objects.get(coordinating=True)
    eu, icld = _funder("eu"), _funder("icld")
    cities = _programme(eu, "Europeiska stadsinitiativet", 2021, 2027)
    partnerships = icld.programmes.first() or _programme(icld, "Kommunala partnerskap", None, None)
    open_call = _call(cities, "Gröna stadsdelar", 26, "Städer prövar nya sätt att göra gator och gårdar gröna.", by)
    _call(partnerships, "Partnerskap för lokal demokrati", 75, "Kommuner i två länder lär av varandra.", by)
    closed = _call(cities, "Bostäder som alla har råd med", -40, "Utlysningen är stängd.", by)
    _follow(open_call, unit)
    made = [
        _running(unit, eu, by),
        _idea(coordinating, icld, by),
        _applied(unit, open_call, by),
        _rejected(unit, closed, by),
        _to_send(unit, open_call, by),
        _granted(coordinating, icld, by),
        _ending(unit, eu, by),
    ]
    _tie(made[0], by)
    return 3 + len(made)


def remove() -> int:
    """What the example projects leave behind; call it when they are gone."""
    calls = Call.objects.filter(example=True)
    number = calls.count()
    for document in Document.objects.filter(name=FILE, uploaded_by__example=True):
        document.delete()
    for rows in (calls, Programme.objects.filter(example=True), Funder.objects.filter(example=True)):
        for row in rows:
            row.delete()
    return number


def _funder(kind: str) -> Funder:
    found = Funder.objects.filter(kind=kind).order_by("pk").first()
    return found or Funder.objects.create(
        key=f"exempel-{kind}", name=f"Exempelfinansiär {kind.upper()}", kind=kind, report_every_months=12, example=True
    )


def _programme(funder: Funder, name: str, from_year: int | None, to_year: int | None) -> Programme:
    key = "exempel-" + str(funder.kind)
    row, _created = Programme.objects.get_or_create(
        key=key,
        defaults={"funder": funder, "name": name, "from_year": from_year, "to_year": to_year, "example": True},
    )
    return row


def _call(programme: Programme, title: str, in_days: int, text: str, by: Person) -> Call:
    day = timezone.localdate() + timedelta(days=in_days)
    deadline = datetime.combine(day, time(17), tzinfo=BRUSSELS)
    return actions.record_call(
        programme=programme, title=title, deadline=deadline, opens_on=day - timedelta(days=90), text=text, by=by,
        example=True,
    )  # fmt: skip


def _follow(call: Call, unit: Unit) -> CallFollower:
    return actions.follow_call(call=call, unit=unit, by=with_function(Function.CONTACT_PERSON, unit=unit))


def _register(title: str, unit: Unit, country: str, by: Person, **fields) -> Project:
    spine = fields.pop("spine", {}) | {
        "example": True,
        "countries": Country.objects.filter(code=country),
        "aims": Aim.objects.filter(policyaim__policy__in_force=True)[:2],
        "benefit_city": "Exempel: vi får pröva andras arbetssätt.",
        "benefit_partner": "Exempel: de får våra mätningar och vår kunskap.",
    }
    return actions.register_project(title=title, responsible_unit=unit, by=by, spine=spine, **fields)


def _running(unit: Unit, eu: Funder, by: Person) -> Project:
    """Since last year, with reports handed in, late and ahead."""
    year = timezone.localdate().year
    project = _register(
        "Kallt vatten, varma hus",
        unit,
        "DE",
        by,
        stage="running",
        decided="Exempel: nämnden § 45",
        financier=eu,
        programme="Horisont Europa",
        added_value="Fem städer prövar samma teknik i olika klimat. Det kan ingen stad göra ensam.",
        spine={"starts_on": date(year - 1, 9, 1), "ends_on": date(year + 2, 8, 31)},
    )
    actions.set_budget(project=project, amounts=_amounts(year), by=by)
    actions.set_aside(project=project, amount=1_200_000, on=date(year - 1, 6, 10), note="Nämndens budget", by=by)
    for name, country, role in (
        ("Hamburg", "DE", "lead"), ("Utrecht", "NL", "partner"), ("Aalto-universitetet", "FI", "partner"),
        ("Turins stad", "IT", "associated"),
    ):  # fmt: skip
        home = Country.objects.filter(code=country).first()
        actions.record_partner(project=project, name=name, role=role, country=home, by=by)
    _dates(project, year, by)
    return project


def _amounts(year: int) -> dict[tuple[int, str], int]:
    return {
        (year - 1, "external"): 900_000, (year - 1, "own"): 300_000,
        (year, "external"): 1_500_000, (year, "own"): 450_000, (year, "partner"): 150_000,
        (year + 1, "external"): 1_500_000, (year + 1, "own"): 450_000, (year + 1, "partner"): 150_000,
    }  # fmt: skip


def _dates(project: Project, year: int, by: Person) -> None:
    today = timezone.localdate()
    actions.generate_dates(project=project, by=by)
    late = {"kind": "financial", "title": "Ekonomisk rapport, hösten", "due_on": today - timedelta(days=6)}
    actions.record_report(project=project, by=by, **late)
    done = actions.record_report(
        project=project, kind="progress", title="Startrapport", due_on=date(year - 1, 12, 1), by=by
    )
    actions.hand_in(report=done, on=date(year - 1, 11, 24), by=by, file=_file())
    reached = actions.record_milestone(
        project=project, title="Första kvarteret anslutet", due_on=date(year, 9, 1), by=by
    )
    actions.change_milestone(milestone=reached, reached_on=date(year, 8, 20), by=by)
    actions.record_milestone(project=project, title="Tre kvarter anslutna", due_on=today + timedelta(days=40), by=by)
    tool = actions.record_deliverable(project=project, title="Handbok för fastighetsägare", by=by)
    actions.move_deliverable(deliverable=tool, verb="begin", by=by)
    actions.record_deliverable(project=project, title="Öppna mätdata", due_on=today + timedelta(days=90), by=by)


def _file() -> SimpleUploadedFile:
    text = "Exempel: så började projektet, och det här återstår."
    return SimpleUploadedFile(FILE, text.encode(), content_type="text/plain")


def _idea(unit: Unit, icld: Funder, by: Person) -> Project:
    """Aid through ICLD without own money; its stages give reports and surveys."""
    project = _register(
        "Medborgardialog i två städer",
        unit,
        "UA",
        by,
        financier=icld,
        programme="Kommunala partnerskap",
        external_budget=800_000,
        added_value="Två städer som styrs olika ser varandras blinda fläckar.",
    )
    year = timezone.localdate().year + 1
    actions.add_period(project=project, kind="planning", starts_on=date(year, 1, 1), ends_on=date(year, 12, 31), by=by)
    actions.state_aid(project=project, is_aid=True, forms=["training", "advice"], by=by)
    actions.record_partner(
        project=project, name="Lvivs stad", role="partner", country=Country.objects.filter(code="UA").first(), by=by
    )
    return project


def _applied(unit: Unit, call: Call, by: Person) -> Project:
    project = _register(
        "Skuggiga skolgårdar",
        unit,
        "ES",
        by,
        stage="application",
        decided="Exempel: nämnden § 88",
        call=call,
        own_budget=200_000,
        external_budget=800_000,
        added_value="Städer i södra Europa har redan det klimat vi får.",
    )
    actions.submit_application(project=project, on=timezone.localdate() - timedelta(days=3), by=by)
    return project


def _rejected(unit: Unit, call: Call, by: Person) -> Project:
    project = _register(
        "Kooperativa byggen", unit, "AT", by, stage="application", decided="Exempel: nämnden § 61", call=call
    )
    day = timezone.localdate()
    actions.submit_application(project=project, on=day - timedelta(days=45), by=by)
    reason = "Ansökan saknade en part med erfarenhet av att förvalta bostäder."
    return actions.record_rejection(project=project, on=day - timedelta(days=4), reason=reason, by=by)


def _to_send(unit: Unit, call: Call, by: Person) -> Project:
    """Decided, and still to be handed in to the funder."""
    return _register(
        "Tysta gator", unit, "NL", by, stage="application", decided="Exempel: nämnden § 102", call=call,
        own_budget=150_000, external_budget=600_000,
    )  # fmt: skip


def _granted(unit: Unit, icld: Funder, by: Person) -> Project:
    """Waits to be started; paid by others altogether."""
    project = _register(
        "Unga i rådhuset", unit, "MD", by, stage="application", decided="Exempel: nämnden § 77", financier=icld,
        programme="Kommunala partnerskap",
    )  # fmt: skip
    day = timezone.localdate()
    actions.submit_application(project=project, on=day - timedelta(days=60), by=by)
    return actions.record_grant(project=project, on=day - timedelta(days=2), amount=640_000, by=by)


def _ending(unit: Unit, eu: Funder, by: Person) -> Project:
    """Done but for its final report."""
    year = timezone.localdate().year
    return _register(
        "Återbrukade kajer", unit, "BE", by, stage="final_report", decided="Exempel: nämnden § 12", financier=eu,
        external_budget=400_000, spine={"starts_on": date(year - 3, 1, 1), "ends_on": date(year, 10, 31)},
    )  # fmt: skip


def _tie(project: Project, by: Person) -> None:
    """The running project and a city it has to do with, when the register has one."""
    city = Engagement.objects.filter(area=AreaKey.CITIES, status="active", confidentiality="open").first()
    if city is not None:
        links.link(engagement=project.engagement, other=city, by=by)
