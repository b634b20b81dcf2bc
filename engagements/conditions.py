"""Whether it may happen now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.rules import Finding, condition
from engagements.enums import ActivityState, CameOf, DormancyChoice, Mode, Status
from engagements.models import Activity, Communication, Engagement
from governance import rulebook
from governance.enums import Function
from governance.models import Appointment

HOME = "SE"


def concerns_foreign_partner(engagement: Engagement) -> bool:
    """Foreign unless every country named is Sweden: an international organisation often names none."""
    codes = {country.pk for country in engagement.countries.all()}
    return not codes or codes != {HOME}


@condition
def ready_for_decision(engagement: Engagement, policy: Any) -> list[Finding]:
    """What the policy asks of an engagement before it can be decided (GBG-03, GBG-04, NKP-03, NKP-10)."""
    unit = engagement.responsible_unit
    found: list[Finding] = []
    assessed = engagement.foreign_policy_assessment.strip() and engagement.assessed_on
    if not assessed and concerns_foreign_partner(engagement):
        message = _("Bedömningen mot svensk utrikespolitik och mänskliga rättigheter saknas.")
        found += rulebook.judge(policy, "engagement.foreign-policy-assessed", message, unit=unit)
    if not (engagement.benefit_city.strip() and engagement.benefit_partner.strip()):
        message = _("Nyttan ska vara ömsesidig: skriv nyttan både för staden och för motparten.")
        found += rulebook.judge(policy, "engagement.benefit-stated", message, unit=unit)
    if not engagement.assignment.strip():
        message = _("Ange vilket uppdrag eller ägardirektiv engagemanget tjänar.")
        found += rulebook.judge(policy, "engagement.cites-assignment", message, unit=unit)
    level, _clause = rulebook.level_of(policy, "engagement.units-named")
    if level != "off" and not engagement.participations.all():
        message = _("Ange vilka enheter som deltar i arbetet.")
        found += rulebook.judge(policy, "engagement.units-named", message, unit=unit)
    return found


@condition
def ready_to_link(engagement: Engagement, other: Engagement) -> list[Finding]:
    if engagement.pk == other.pk:
        return [Finding("engagement.link-to-itself", _("Ett engagemang kopplas till ett annat, inte till sig självt."))]
    return []


@condition
def ready_to_publish(engagement: Engagement) -> list[Finding]:
    """Only what is open, and says in its own words what it is, is published (GBG-04)."""
    found = []
    if engagement.is_confidential:
        found.append(Finding("engagement.confidential", _("Ett sekretessbelagt engagemang publiceras inte.")))
    if not engagement.public_summary.strip():
        found.append(Finding("engagement.public-summary", _("Skriv en offentlig sammanfattning först."), "GBG-04"))
    return found


@condition
def ready_to_share(engagement: Engagement, person: Any) -> list[Finding]:
    if not engagement.is_confidential:
        return [Finding("engagement.open", _("Engagemanget är öppet. Alla som loggar in ser det redan."))]
    if not person.is_active:
        return [Finding("engagement.inactive-person", _("Personen kan inte logga in längre."))]
    return []


@condition
def ready_to_revoke(engagement: Engagement, person: Any) -> list[Finding]:
    others = engagement.grants.exclude(user_id=person.pk).filter(user__is_active=True)
    if others.exists():
        return []
    return [Finding("engagement.last-grant", _("Någon måste ha kvar åtkomsten. Dela den med en annan person först."))]


@condition
def resources_asked(engagement: Engagement, policy: Any) -> list[Finding]:
    """Accounted for apart only where policy says so, and always with external money (SMF-04)."""
    if engagement.external_money or policy is None or policy.separate_accounting:
        return []
    message = _("Policyn särredovisar inte resurser annat än för externt finansierade engagemang.")
    return [Finding("engagement.no-separate-accounting", message, "SMF-04")]


@condition
def ready_to_save(activity: Activity) -> list[Finding]:
    """The least a draft needs to be found again."""
    found: list[Finding] = []
    if not activity.title.strip():
        found.append(Finding("activity.what", _("Skriv vad aktiviteten var.")))
    if activity.starts_on and activity.ends_on and activity.ends_on < activity.starts_on:
        found.append(Finding("activity.dates", _("Slutdatum ligger före startdatum.")))
    return found


@condition
def ready_to_submit(activity: Activity, policy: Any) -> list[Finding]:
    """What must be said before an activity is sent in: what, when, why travel (GBG-C7), what it led to (SMF-01)."""
    unit = activity.unit
    found: list[Finding] = []
    if not activity.title.strip():
        found.append(Finding("activity.what", _("Skriv vad aktiviteten var.")))
    if activity.starts_on is None:
        found.append(Finding("activity.when", _("Ange när aktiviteten var.")))
    if activity.mode == Mode.TRAVEL and not activity.why_not_remote.strip():
        message = _("Skriv varför mötet inte hölls på distans. Video- eller webbmöte ska alltid övervägas.")
        found += rulebook.judge(policy, "activity.remote-considered", message, unit=unit)
    over = activity.starts_on is not None and activity.starts_on <= timezone.localdate()
    if over and not activity.result.strip():
        message = _("Skriv vad aktiviteten ledde till.")
        found += rulebook.judge(policy, "activity.result-stated", message, unit=unit)
    return found


@condition
def has_director(activity: Activity) -> list[Finding]:
    """Somebody must be there to confirm (SMF-05)."""
    if Appointment.objects.today().filter(function=Function.DIRECTOR, unit_id=activity.unit_id).exists():
        return []
    message = _("Enheten har ingen chef i Utblick som kan bekräfta. Be administratören lägga in förordnandet.")
    return [Finding("activity.no-director", message, "SMF-05")]


@condition
def reason_given(reason: str) -> list[Finding]:
    if reason.strip():
        return []
    return [Finding("activity.reason", _("Skriv varför, så att den som rapporterat vet vad som ska kompletteras."))]


@condition
def ready_to_check_in(held_on: date, who: str, said: str) -> list[Finding]:
    """It is logged when it has been held: who, and what was said (GBG-C8)."""
    found: list[Finding] = []
    if held_on > timezone.localdate():
        found.append(Finding("check-in.day", _("Avstämningen kan inte ha hållits i framtiden.")))
    if not who.strip():
        found.append(Finding("check-in.who", _("Skriv vilka som stämde av.")))
    if not said.strip():
        found.append(Finding("check-in.said", _("Skriv vad som sades.")))
    return found


@condition
def ready_to_plan_check_ins(engagement: Engagement, months: int | None, days: Sequence[date]) -> list[Finding]:
    found: list[Finding] = []
    if engagement.status in {Status.ENDED, Status.DECLINED}:
        found.append(Finding("check-in.ended", _("Engagemanget är avslutat. Då stäms det inte av.")))
    if not months and not days:
        found.append(Finding("check-in.nothing", _("Ange hur ofta eller vilka dagar ni ska stämma av.")))
    if any(day < timezone.localdate() for day in days):
        found.append(Finding("check-in.past", _("En avstämning planeras till en dag som inte har varit.")))
    return found


@condition
def ready_to_answer_dormancy(
    engagement: Engagement, choice: str, motive: str, plan: str, next_on: Any
) -> list[Finding]:
    """A choice keeps its motive; who revives says how and until when (NKP-13)."""
    found: list[Finding] = []
    if engagement.status != Status.ACTIVE:
        found.append(Finding("dormancy.not-active", _("Bara det som är aktivt kan väckas, vila eller avslutas här.")))
    if not motive.strip():
        found.append(Finding("dormancy.motive", _("Skriv varför. Motiveringen sparas."), "NKP-13"))
    if choice == DormancyChoice.REVIVE:
        if not plan.strip():
            found.append(Finding("dormancy.plan", _("Skriv hur samarbetet ska väckas till liv."), "NKP-13"))
        if next_on is None or next_on <= timezone.localdate():
            found.append(Finding("dormancy.next", _("Ange en kommande dag när nästa steg senast är taget."), "NKP-13"))
    return found


@condition
def ready_to_keep_contact(consent_on: date, consent_how: str, delete_on: date) -> list[Finding]:
    """Kept with consent, until a day (NKP-15)."""
    found: list[Finding] = []
    if not consent_how.strip():
        found.append(Finding("contact.consent", _("Skriv hur samtycket lämnades."), "NKP-15"))
    if consent_on > timezone.localdate():
        found.append(Finding("contact.consent-day", _("Samtycket kan inte ha lämnats i framtiden."), "NKP-15"))
    if delete_on <= max(consent_on, timezone.localdate()):
        found.append(Finding("contact.delete-day", _("Ange en kommande dag när kontakten ska raderas."), "NKP-15"))
    return found


@condition
def ready_to_save_communication(title: str, planned_on: Any, done_on: Any) -> list[Finding]:
    found: list[Finding] = []
    if not title.strip():
        found.append(Finding("communication.what", _("Skriv vad ni berättar.")))
    if planned_on is None and done_on is None:
        found.append(Finding("communication.day", _("Ange när det är planerat eller när det gjordes.")))
    if done_on is not None and done_on > timezone.localdate():
        found.append(Finding("communication.future", _("Det kan inte vara gjort i framtiden. Ange det som planerat.")))
    return found


@condition
def ready_to_publish_communication(communication: Communication) -> list[Finding]:
    """Only what is done, about what the public may read, is published (GBG-C13)."""
    found: list[Finding] = []
    if communication.engagement.is_confidential:
        message = _("Det som hör till ett sekretessbelagt engagemang publiceras inte.")
        found.append(Finding("communication.confidential", message, "GBG-C13"))
    elif not communication.engagement.published:
        message = _("Publicera engagemanget först, så att den som läser hittar det.")
        found.append(Finding("communication.engagement-unpublished", message, "GBG-C13"))
    if communication.done_on is None:
        found.append(Finding("communication.not-done", _("Ange när det gjordes innan det publiceras."), "GBG-C13"))
    return found


@condition
def ready_to_follow_up(activity: Activity, came_of: str, changed: str, next_on: Any) -> list[Finding]:
    """A reported activity is followed up with what changed, also when nothing came of it (NKP-12)."""
    found: list[Finding] = []
    if activity.state not in {ActivityState.REPORTED, ActivityState.ACCEPTED}:
        found.append(Finding("follow-up.not-reported", _("Bara en rapporterad aktivitet följs upp."), "NKP-12"))
    if not changed.strip():
        message = _("Skriv vad som förändrades, eller varför det inte blev av.")
        found.append(Finding("follow-up.changed", message, "NKP-12"))
    if next_on is not None and next_on <= timezone.localdate():
        found.append(Finding("follow-up.next", _("Nästa uppföljning ska vara en kommande dag.")))
    if next_on is not None and came_of != CameOf.PLANNED:
        found.append(Finding("follow-up.settled", _("Bara det som är planerat följs upp igen.")))
    return found
