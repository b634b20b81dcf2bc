"""Example signals, an initiative followed through its stages, consultations, a position, plans and a feed."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.utils import timezone

from demo.clock import days_ago
from demo.people import reporting_units, with_function
from engagements.models import InboxItem
from governance.enums import Function
from governance.models import Person, Theme, Unit
from monitoring.actions import consultations, contacts, dossiers, imports, plans, positions, signals
from monitoring.deadlines import in_brussels
from monitoring.enums import AllyKind, Channel, DossierKind, ImportTarget, PositionLevel, Stage
from monitoring.feeds import parsing, rows
from monitoring.feeds.fetching import fetch
from monitoring.models import (
    Ally,
    Consultation,
    Dossier,
    EuOffice,
    FeedSource,
    FieldWatch,
    InstitutionContact,
    MonitoringPlan,
    Signal,
)
from monitoring.selectors.aims import aims_in_force

FEED = "https://have-your-say.example.eu/feed"
EXPECTED = [
    ("Exempel: samråd om städernas luft", 1, Channel.EU),
    ("Exempel: remiss om ny ledningslag", 2, Channel.GOVERNMENT),
    ("Exempel: kulturprogrammet efter 2027", 2, Channel.EU),
    ("Exempel: stadens inspel till kommissionens arbetsprogram", 3, Channel.OWN),
    ("Exempel: samråd om hållbara transporter", 4, Channel.EU),
]
CSV = "vad;vantas;kanal;enhet;lank;omraden\nExempel: översyn av ramarna för statsstöd;kvartal 3;EU;;;\n"


def load() -> int:
    """One of everything in monitoring. Returns how many rows."""
    officer, unit = with_function(Function.COORDINATOR), reporting_units()[0]
    contact = _contact_person(unit)
    dossier = _initiative(officer, unit)
    made = _signals(officer, contact, unit, dossier) + _consultations(officer, contact, unit)
    _position(officer, dossier)
    _contact(officer, dossier)
    made += _plans(officer, unit)
    _feed(officer)
    _fields(officer)
    return made + 4


def _contact_person(unit: Unit) -> Person:
    return with_function(Function.CONTACT_PERSON, unit=unit)


def _themes(number: int) -> list[Theme]:
    return list(Theme.objects.order_by("pk")[:number])


def _dossier(title: str, officer: Person, unit: Unit, **fields: str) -> Dossier:
    spine = {"example": True, "themes": _themes(1)}
    given = {"kind": DossierKind.ADVOCACY, "target": "Europeiska kommissionen"} | fields
    return dossiers.register_dossier(title=title, responsible_unit=unit, by=officer, spine=spine, **given)


def _initiative(officer: Person, unit: Unit) -> Dossier:
    """The air quality directive, whose days are public; what the city did is made up."""
    dossier = _dossier(
        "Exempel: EU:s luftkvalitetsdirektiv",
        officer,
        unit,
        eu_reference="COM(2022) 542, direktiv (EU) 2024/2881",
        swedish_law="luftkvalitetsförordningen (2010:477)",
    )
    link = "https://eur-lex.europa.eu/eli/dir/2024/2881/oj"
    for stage, on, source, url in (
        (Stage.PROPOSAL, datetime.date(2022, 10, 26), "Kommissionens förslag COM(2022) 542", ""),
        (Stage.ADOPTED, datetime.date(2024, 10, 23), "Direktiv (EU) 2024/2881", link),
        (Stage.IN_FORCE, datetime.date(2024, 12, 10), "Direktiv (EU) 2024/2881, artikel 31", link),
    ):
        dossiers.record_stage(dossier=dossier, stage=stage, on=on, source_name=source, source_url=url, by=officer)
    note = "Förvaltningen räknade på vad de nya gränsvärdena betyder för stadens gator."
    dossiers.write_note(dossier=dossier, on=datetime.date(2023, 2, 14), text=note, by=officer)
    return dossier


def _signals(officer: Person, contact: Person, unit: Unit, dossier: Dossier) -> int:
    told = [
        ("Kommissionen aviserar en strategi för städer", "https://commission.europa.eu/", 2),
        ("Nya riktvärden för partiklar i uteluft", "Världshälsoorganisationen", 9),
        ("Parlamentet vill ha mer pengar till tvärgående kulturprojekt", "Nätverkets nyhetsbrev", 16),
    ]
    made = []
    for what, source, ago in told:
        with days_ago(ago):
            row = signals.report_signal(what=what, source=source, unit=unit, themes=_themes(1), by=contact)
        row.example = True
        row.save(update_fields=["example"])
        made.append(row)
    aim = aims_in_force().first()
    said = {"impact": "high", "direction": "supports", "aim": aim, "themes": _themes(1), "units": [unit], "by": officer}
    followed = signals.assess_signal(signal=made[1], **said)
    signals.follow_signal(signal=followed, dossier=dossier, by=officer)
    signals.assess_signal(signal=made[2], **said | {"impact": "low", "direction": "neutral", "aim": None})
    return len(made)


def _consultations(officer: Person, contact: Person, unit: Unit) -> int:
    """One that waits in the inbox, and one that the unit answers."""
    today = timezone.localdate()
    for title, days, channel, asked_by in (
        ("Exempel: samråd om cirkulär ekonomi i städer", 45, Channel.EU, "Europeiska kommissionen"),
        ("Exempel: remiss om kommunernas beredskap", 75, Channel.GOVERNMENT, "Försvarsdepartementet"),
    ):
        row = consultations.report_consultation(
            title=title,
            asked_by=asked_by,
            channel=channel,
            deadline=in_brussels(today + datetime.timedelta(days=days)),
            unit=unit,
            by=contact,
        )
        row.example = True
        row.save(update_fields=["example"])
    taken = _dossier("Exempel: kommunernas beredskap", officer, unit, target="Regeringen")
    consultations.take_up(consultation=row, dossier=taken, by=officer)
    return 2


def _position(officer: Person, dossier: Dossier) -> None:
    if not Ally.objects.exists():
        positions.add_ally(name="Exempel: regionens EU-kontor", kind=AllyKind.OFFICE, by=officer, example=True)
    positions.write_position(
        dossier=dossier,
        title="Städer behöver tid och pengar för renare luft",
        text="Staden stödjer lägre gränsvärden och vill att EU:s fonder kan användas för lokala åtgärder.",
        level=PositionLevel.EU,
        target="Europaparlamentets miljöutskott",
        aim=aims_in_force().first(),
        allies=list(Ally.objects.all()[:2]),
        by=officer,
    )


def _contact(officer: Person, dossier: Dossier) -> None:
    office = EuOffice.objects.first()
    row = contacts.log_contact(
        on=timezone.localdate() - datetime.timedelta(days=20),
        institution="Europeiska kommissionen, GD Miljö",
        met="Handläggare",
        by_whom="Miljöstrateg",
        unit=dossier.engagement.responsible_unit,
        about="Hur städernas mätningar ska rapporteras enligt direktivet.",
        dossier=dossier,
        consulted=office is not None,
        consultation_note="Kontoret var med på mötet." if office else "",
        motive="Exempel.",
        by=officer,
    )
    row.example = True
    row.save(update_fields=["example"])


def _plans(officer: Person, unit: Unit) -> int:
    """This year's plan, partly come, and next year's copied from it."""
    year = timezone.localdate().year
    words = "Planen följer de samråd och remisser som rör stadens områden. Exempel."
    plan = plans.begin_plan(year=year, introduction=words, by=officer, example=True)
    for title, quarter, channel in EXPECTED:
        plans.add_item(
            plan=plan, title=title, quarter=quarter, channel=channel, unit=unit, themes=_themes(1), by=officer
        )
    came = Consultation.objects.filter(example=True, case__isnull=False).first()
    plans.arrive(item=plan.items.get(quarter=2, channel=Channel.GOVERNMENT), consultation=came, by=officer)
    plans.drop_item(item=plan.items.get(quarter=1), reason="Kommissionen sköt upp samrådet.", by=officer)
    later = plans.begin_plan(year=year + 1, copy_from=plan, introduction=words, by=officer, example=True)
    imports.read_file(content=CSV.encode(), name="exempel.csv", target=ImportTarget.PLAN, plan=later, by=officer)
    return len(EXPECTED) + 2


def _feed(officer: Person) -> None:
    """A feed that is a file of the demo, read once."""
    given = {"name": "Exempel: initiativ från EU", "url": FEED, "target": ImportTarget.SIGNALS, "example": True}
    feed = imports.save_feed(by=officer, themes=_themes(1), **given)
    if getattr(settings, "FEED_FOLDER", None):
        found = rows.from_entries(parsing.parse(fetch(FEED), FEED), name=feed.name, unit=None, themes=[])
        imports.keep_fetched(feed=feed, found=found)


def _fields(officer: Person) -> None:
    """Each unit a field or two, some nobody's."""
    themes = _themes(6)
    for number, unit in enumerate(reporting_units()[:4]):
        chosen = themes[number : number + 2]
        plans.choose_fields(unit=unit, themes=chosen, by=officer, example=True)


def remove() -> dict[str, int]:
    """What load made that does not go with its example engagement."""
    removed: dict[str, int] = {}
    for name, model in (
        ("signaler", Signal),
        ("samråd", Consultation),
        ("kontakter med EU", InstitutionContact),
        ("årsplaner", MonitoringPlan),
        ("flöden", FeedSource),
        ("bevakade områden", FieldWatch),
        ("allierade", Ally),
    ):
        found = model.objects.filter(example=True)
        removed[name] = found.count()
        for row in found:
            if model in {Signal, Consultation}:
                InboxItem.objects.filter(url=row.get_absolute_url()).delete()
            row.delete()
    return removed
