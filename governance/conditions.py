"""Whether a change of appointments may happen now."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core import reference_numbers
from core.rules import Finding, condition
from governance.enums import Function
from governance.models import Appointment, Body, DiaryNumber, Person, Unit
from governance.models.appointment import IN_A_BODY, IN_A_UNIT


@condition
def ready_to_appoint(
    person: Person, function: str, body: Body | None, unit: Unit | None, starts_on: date, ends_on: date | None
) -> list[Finding]:
    """The place fits the function, the period is a period, and the same appointment does not run twice at once."""
    found = []
    if not _place_fits(function, body, unit):
        message = _("Välj ett organ för förtroendevalda och sekreterare, en enhet för tjänstepersoner.")
        found.append(Finding("appointment.place", message))
    if ends_on is not None and ends_on < starts_on:
        found.append(Finding("appointment.period", _("Förordnandet slutar innan det börjar. Kontrollera datumen.")))
    if not person.is_active:
        found.append(Finding("appointment.closed", _("Personens inloggning är stängd. Öppna den först.")))
    if not found and _overlaps(person, function, body, unit, starts_on, ends_on):
        message = _("%(person)s har redan det uppdraget under en del av tiden. Avsluta det först eller ändra datumen.")
        found.append(Finding("appointment.overlaps", message % {"person": person}))
    return found


@condition
def numbers_stay_unique(body: Body, template: str) -> list[Finding]:
    """A template names the year and the number, and one without the prefix is no other body's."""
    if not template:
        return []
    if not reference_numbers.is_template(template):
        message = _("Mallen ska innehålla {year} och {number}, och får innehålla {prefix}. Inget annat fält finns.")
        return [Finding("number.template", message)]
    same = Body.objects.filter(number_template=template).exclude(pk=body.pk)
    if "{prefix" not in template and same.exists():
        message = _("%(other)s har samma mall utan diarieserie, så numren skulle bli desamma. Lägg till {prefix}.")
        return [Finding("number.template-taken", message % {"other": same.first()})]
    return []


MOST_NUMBERS = 5000
LONGEST_NUMBER = 60


@condition
def ready_to_import_numbers(body: Body, numbers: list[str]) -> list[Finding]:
    """A body that takes its numbers from the diary; each number new, and short enough."""
    if not body.numbers_from_diary:
        message = _("%(body)s har en egen nummerserie. Ändra det först i organets uppgifter.")
        return [Finding("number.own-series", message % {"body": body})]
    if not numbers:
        return [Finding("number.none", _("Klistra in minst ett diarienummer, ett på varje rad."))]
    if len(numbers) > MOST_NUMBERS:
        return [Finding("number.too-many", _("Läs in högst 5 000 nummer åt gången."))]
    found = [
        Finding("number.too-long", _("Rad %(row)s är för lång: %(text)s") % {"row": row, "text": text[:80]})
        for row, text in enumerate(numbers, start=1)
        if len(text) > LONGEST_NUMBER
    ]
    twice = sorted({text for text in numbers if numbers.count(text) > 1})
    known = sorted(DiaryNumber.objects.filter(text__in=numbers).values_list("text", flat=True))
    found += [Finding("number.twice", _("%s står två gånger.") % text) for text in twice[:20]]
    found += [Finding("number.known", _("%s är redan inläst.") % text) for text in known[:20]]
    return found


@condition
def nobody_administers() -> list[Finding]:
    """Only then may one be made without somebody who appoints."""
    if not Appointment.objects.today().filter(function=Function.ADMINISTRATOR, person__is_active=True).exists():
        return []
    return [Finding("administrator.exists", _("Det finns redan en administratör. Be den personen förordna fler."))]


def _place_fits(function: str, body: Body | None, unit: Unit | None) -> bool:
    if function in IN_A_BODY:
        return body is not None and unit is None
    if function in IN_A_UNIT:
        return unit is not None and body is None
    if function == Function.ADMINISTRATOR:
        return body is None and unit is None
    return function in Function.values and not (body and unit)


def _overlaps(
    person: Person, function: str, body: Body | None, unit: Unit | None, starts_on: date, ends_on: date | None
) -> bool:
    same = Appointment.objects.filter(person=person, function=function, body=body, unit=unit)
    running = same.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on))
    if ends_on is not None:
        running = running.filter(starts_on__lte=ends_on)
    return running.exists()


@condition
def ready_to_end(appointment: Appointment, ends_on: date) -> list[Finding]:
    """It ends on or after its first day, is not ended before, and somebody is left to administer."""
    if ends_on < appointment.starts_on:
        return [Finding("appointment.period", _("Förordnandet slutar innan det börjar. Kontrollera datumen."))]
    if appointment.ends_on is not None and appointment.ends_on <= ends_on:
        return [Finding("appointment.ended", _("Förordnandet slutar redan då eller tidigare."))]
    if appointment.function == Function.ADMINISTRATOR and not _other_administrators(appointment.person_id, ends_on):
        return [Finding("appointment.last-administrator", _("Någon måste vara administratör. Förordna en till först."))]
    return []


@condition
def ready_to_deactivate(person: Person, by: Person) -> list[Finding]:
    if person.pk == by.pk:
        return [Finding("person.oneself", _("Du kan inte stänga din egen inloggning."))]
    if person.powers.administers and not _other_administrators(person.pk, timezone.localdate()):
        return [Finding("person.last-administrator", _("Någon måste vara administratör. Förordna en till först."))]
    return []


def _other_administrators(person_id: int, after: date) -> bool:
    others = Appointment.objects.filter(function=Function.ADMINISTRATOR, person__is_active=True)
    return others.exclude(person_id=person_id).filter(Q(ends_on__isnull=True) | Q(ends_on__gt=after)).exists()


@condition
def one_coordinating_unit(unit: Unit, coordinating: bool) -> list[Finding]:
    """At most one unit coordinates (GBG-09)."""
    if coordinating and Unit.objects.filter(coordinating=True).exclude(pk=unit.pk).exists():
        message = _("En annan enhet är redan samordnande. Ta bort markeringen där först.")
        return [Finding("unit.second-coordinating", message, "GBG-09")]
    return []
