"""Examples of what engagements of every area have in common: ties, check-ins, quiet ones, contacts, communication."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from demo import clock
from demo.people import reporting_units, with_function
from engagements.actions import check_ins, communication, contacts, dormancy, follow_up, links
from engagements.enums import CameOf, Channel, Mode
from engagements.models import (
    Activity,
    CheckIn,
    Communication,
    Country,
    DormancyReview,
    Engagement,
    PartnerContact,
)
from engagements.querysets import REPORTED
from governance.actions import issue_instruction
from governance.enums import Function, InstructionKind
from governance.models import Person, Unit, UnitInstruction

QUIET_DAYS = 900
PEOPLE = [
    ("Giulia Ferraro", "Koordinator för internationellt samarbete", "Città di Torino", "IT"),
    ("Piet Jansen", "Temaansvarig, klimat", "Eurocities sekretariat", "BE"),
    ("Siobhán O’Neill", "Projektledare", "Cork City Council", "IE"),
]


def load(engagements: list[Engagement]) -> int:
    """On the given engagements of the register, the first with most. Returns how many rows were made."""
    unit = reporting_units()[0]
    by = with_function(Function.COORDINATOR)
    first, second, third = engagements[:3]
    made = _checked_in(first, second, by)
    made += _tied(first, by)
    made += _kept(unit, engagements)
    made += _told(first, unit, by)
    made += _followed_up(by)
    made += _instructed(unit)
    return made + _quiet(third, unit, by)


def _checked_in(first: Engagement, second: Engagement, by: Person) -> int:
    """One held, one planned, and one that is late."""
    today = timezone.localdate()
    check_ins.log_check_in(
        engagement=first, held_on=today - timedelta(days=40), who="Kontaktpersonen och internationella enheten", by=by,
        said="Arbetsgruppen för klimat går bra. Till våren behövs en ny ledamot i gruppen för utbildning.",
    )  # fmt: skip
    check_ins.plan_check_ins(engagement=first, days=[today + timedelta(days=45)], by=by)
    with clock.days_ago(60):
        check_ins.plan_check_ins(engagement=second, days=[today - timedelta(days=9)], by=by)
    check_ins.remind_of_check_ins()
    return CheckIn.objects.filter(engagement__in=[first, second]).update(example=True)


def _tied(first: Engagement, by: Person) -> int:
    """To the examples' own projects or visits, which go with them."""
    others = Engagement.objects.visible_to(by).filter(example=True, confidentiality="open").exclude(pk=first.pk)
    found = list(others.order_by("area", "pk")[:2])
    for other in found:
        links.link(engagement=first, other=other, by=by, why="Samma tema och delvis samma personer.")
    return len(found)


def _kept(unit: Unit, engagements: list[Engagement]) -> int:
    """Contacts; the last one is to be deleted within the month."""
    today = timezone.localdate()
    by = with_function(Function.CONTACT_PERSON, unit=unit)
    for number, (name, role, organisation, code) in enumerate(PEOPLE):
        contacts.save_contact(
            unit=unit, by=by, example=True, name=name, role=role, organisation=organisation,
            country=Country.objects.filter(code=code).first(), email="", phone="",
            consent_on=today - timedelta(days=200), consent_how="I mejl till kontaktpersonen",
            delete_on=today + timedelta(days=20 if number == 2 else 500), engagements=engagements[number : number + 2],
        )  # fmt: skip
    contacts.remind_before_deletion()
    return len(PEOPLE)


def _told(first: Engagement, unit: Unit, by: Person) -> int:
    """One planned, one done, and one published where the engagement is public."""
    today = timezone.localdate()
    said = [
        ("Erfarenheter från årsmötet", Channel.INTRANET, "Förvaltningarnas chefer", today - timedelta(days=70)),
        ("Så påverkar vi EU:s klimatpolitik", Channel.WEB, "Invånare", today - timedelta(days=30)),
        ("Frukostseminarium om elevutbyten", Channel.MEETING, "Rektorer", None),
    ]
    for title, channel, audience, done_on in said:
        row = communication.save_communication(
            engagement=first, unit=unit, by=by, example=True, title=title, channel=channel, audience=audience,
            text="", link="", planned_on=today + timedelta(days=30) if done_on is None else None, done_on=done_on,
        )  # fmt: skip
        if channel == Channel.WEB and first.published:
            communication.publish_communication(communication=row, by=by)
    return len(said)


def _followed_up(by: Person) -> int:
    """What came of two example activities."""
    told = [
        (CameOf.IN_USE, "Tre förvaltningar följer nu upp sina insatser på det sättet.", None),
        (CameOf.PLANNED, "Prövas på två skolor till hösten.", timezone.localdate() + timedelta(days=120)),
    ]
    rows = Activity.objects.visible_to(by).filter(example=True, state__in=REPORTED).order_by("starts_on", "pk")
    done = list(zip(rows[:2], told, strict=False))
    for activity, (came_of, changed, next_on) in done:
        follow_up.follow_up(activity=activity, came_of=came_of, changed=changed, next_on=next_on, by=by)
    return len(done)


def _instructed(unit: Unit) -> int:
    """An instruction in two versions, the newer with a checklist."""
    year = timezone.localdate().year
    for number, day in enumerate((date(year - 2, 1, 1), date(year, 1, 1))):
        issue_instruction(
            unit=unit, kind=InstructionKind.TRAVEL, title="Resor och möten", valid_from=day,
            text="Möten hålls i första hand på distans. Den som reser skriver varför och vad resan ska leda till.",
            adopted=f"Förvaltningschefen {day.isoformat()}", by=with_function(Function.CONTACT_PERSON, unit=unit),
            checklist=[("Pröva om mötet kan hållas på distans", True), ("Stäm av med internationella enheten", False)]
            if number else [], example=True,
        )  # fmt: skip
    return 2


def _quiet(engagement: Engagement, unit: Unit, by: Person) -> int:
    """An example engagement whose last activity was long ago, put before its unit."""
    row = Engagement.objects.filter(example=True, status="active").exclude(pk=engagement.pk).order_by("pk").first()
    row = row or engagement
    day = timezone.localdate() - timedelta(days=QUIET_DAYS)
    reporter = with_function(Function.CONTACT_PERSON, unit=unit)
    Activity.objects.create(
        engagement=row, unit=unit, reported_by=reporter, state="accepted", title="Senaste mötet med partnern",
        starts_on=day, mode=Mode.REMOTE, result="Båda skulle återkomma om ett nytt tema.", example=True,
    )  # fmt: skip
    dormancy.put_before_units()
    return DormancyReview.objects.filter(choice="").update(example=True) + 1


def remove() -> int:
    """What hangs on the register's own engagements; the rest goes with the examples it hangs on."""
    rows = [
        CheckIn.objects.filter(example=True),
        DormancyReview.objects.filter(example=True),
        Communication.objects.filter(example=True),
        UnitInstruction.objects.filter(example=True),
    ]
    gone = sum(found.delete()[0] for found in rows)
    Communication.history.filter(example=True).delete()
    people = list(PartnerContact.objects.filter(example=True))
    for contact in people:
        contacts.delete_contact(contact=contact, by=None)
    return gone + len(people)
