"""Whether a body may delegate it, and whether it may be decided with the delegation now (KL 6:37-40, 7:5-8)."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.rules import Finding, condition
from decisions import delegating, matters, routing
from decisions.enums import DelegationHolder, DelegationSubject
from decisions.models import DelegationOrder, DelegationRule
from governance import matter_names
from governance.enums import BodyKind, UnitForm
from governance.models import Appointment, Body
from governance.selectors import policy_in_force

COMMITTEES = frozenset({BodyKind.EXECUTIVE_BOARD, BodyKind.COMMITTEE})
KEPT = {
    DelegationSubject.GOALS: "KL 6:38 p. 1",
    DelegationSubject.TO_COUNCIL: "KL 6:38 p. 2",
    DelegationSubject.AUTHORITY: "KL 6:38 p. 3",
    DelegationSubject.CITIZEN_PROPOSAL: "KL 6:38 p. 4",
    DelegationSubject.OTHER_LAW: "KL 6:38 p. 5",
}


@condition
def ready_to_adopt(order: DelegationOrder) -> list[Finding]:
    """A committee or the executive board; with § and day; not before an order that already stands (KL 6:37)."""
    findings = not_a_committee(order.body)
    if not order.title.strip() or not order.paragraph.strip():
        message = _("Ange titel och den paragraf där ordningen antogs.")
        findings.append(Finding("delegation.order-unnamed", message, clause="KL 6:37"))
    if order.adopted_on > timezone.localdate():
        findings.append(Finding("delegation.day-not-come", _("Dagen då ordningen antogs har inte varit ännu.")))
    if order.starts_on < order.adopted_on:
        message = _("Ordningen kan inte gälla före den dag den antogs.")
        findings.append(Finding("delegation.before-adopted", message, clause="KL 6:37"))
    if order.ends_on and order.ends_on < order.starts_on:
        findings.append(Finding("delegation.ends-before-start", _("Ordningen slutar innan den börjar.")))
    later = DelegationOrder.objects.filter(body=order.body, starts_on__gte=order.starts_on).first()
    if later is not None:
        message = _("%(order)s gäller redan från %(day)s. En ny ordning börjar efter den.")
        words = {"order": later.title, "day": _day(later.starts_on)}
        findings.append(Finding("delegation.order-overlaps", message % words))
    return findings


@condition
def ready_to_add_rule(rule: DelegationRule) -> list[Finding]:
    """What KL 6:38 keeps with the body is refused with its point, and so is a matter that somebody else decides."""
    findings = _kept_with_the_body(rule) + _matter_is_the_bodys(rule)
    if not rule.number.strip() or not rule.subject.strip():
        findings.append(Finding("delegation.rule-unnamed", _("Ange nummer och vad delegationen gäller.")))
    if rule.order.rules.filter(number=rule.number.strip()).exists():
        message = _("Numret %(number)s finns redan i ordningen.") % {"number": rule.number}
        findings.append(Finding("delegation.number-taken", message))
    return findings + _holder_may_hold(rule) + _days_fit(rule)


@condition
def ready_to_end_rule(rule: DelegationRule, ends_on: datetime.date) -> list[Finding]:
    """Not before a day on which it has been used, nor before it began."""
    if ends_on < rule.starts_on:
        return [Finding("delegation.ends-before-start", _("Delegationen slutar innan den börjar."))]
    if rule.last_day and rule.last_day < ends_on:
        message = _("Delegationen slutar redan %(day)s.") % {"day": _day(rule.last_day)}
        return [Finding("delegation.ended-already", message)]
    used = rule.decisions.order_by("-decided_on").values_list("decided_on", flat=True).first()
    if used and used > ends_on:
        message = _("Beslut har fattats med stöd av delegationen %(day)s.") % {"day": _day(used)}
        return [Finding("delegation.used-later", message)]
    return []


@condition
def ready_to_pass_on(rule: DelegationRule, passed: DelegationRule) -> list[Finding]:
    """A director may pass on what the body let the director pass on, to another employee (KL 7:6)."""
    findings = []
    if not rule.onward:
        message = _("%(body)s har inte gett rätt att delegera vidare i den här delegationen.")
        words = {"body": rule.order.body}
        findings.append(Finding("delegation.not-onward", message % words, clause="KL 7:6"))
    if passed.person_id is None or not is_employed(passed.person_id):
        message = _("Vidare får delegationen ges bara till en annan anställd i kommunen.")
        findings.append(Finding("delegation.not-employed", message, clause="KL 7:6"))
    last, days = rule.last_day, _days_fit(passed)
    if passed.starts_on < rule.starts_on or (last and (passed.ends_on or last) > last):
        message = _("Vidaredelegationen måste ligga inom den egna delegationens tid.")
        days.append(Finding("delegation.outside-its-order", message))
    return findings + days


def not_a_committee(body: Body) -> list[Finding]:
    if body.kind in COMMITTEES:
        return []
    if body.kind == BodyKind.COUNCIL:
        message = _("Fullmäktige delegerar till nämnder och inte till personer.")
        return [Finding("delegation.not-a-committee", message, clause="KL 5:1–2")]
    message = _("%(body)s är ingen nämnd och har ingen delegationsordning enligt kommunallagen.") % {"body": body}
    return [Finding("delegation.not-a-committee", message, clause="KL 6:37")]


def is_employed(person_id: int) -> bool:
    """Holds an appointment in a department of the municipality today, or records for a body."""
    held = Appointment.objects.today().filter(person_id=person_id)
    return held.filter(unit__form=UnitForm.DEPARTMENT).exists() or held.filter(function="secretary").exists()


def is_elected(person_id: int, body: Body) -> bool:
    functions = ("chair", "member", "substitute")
    return Appointment.objects.today().filter(person_id=person_id, body=body, function__in=functions).exists()


def _kept_with_the_body(rule: DelegationRule) -> list[Finding]:
    subject = DelegationSubject(rule.subject_kind)
    if subject in KEPT:
        message = _("Det här får inte delegeras: %(what)s. %(body)s beslutar självt.")
        what = str(subject.label).split(" (KL")[0].lower()
        return [Finding("delegation.kept-by-body", message % {"what": what, "body": rule.order.body}, KEPT[subject])]
    if matters.is_known(rule.matter) and matters.get(rule.matter).goals:
        message = _("Ärendetypen %(matter)s gäller verksamhetens mål och inriktning och får inte delegeras.")
        name = matter_names.name_of(rule.matter)
        return [Finding("delegation.kept-by-body", message % {"matter": name}, KEPT[DelegationSubject.GOALS])]
    return []


def _matter_is_the_bodys(rule: DelegationRule) -> list[Finding]:
    """The matter's route in force must end with the body itself: what ends in the council is a proposal to it."""
    if not rule.matter:
        return []
    route = routing.route_of(policy_in_force(), rule.matter)
    steps = list(route.steps.select_related("body", "unit")) if route else []
    binding = [step for step in steps if step.role in routing.BINDING]
    if route is None or not binding:
        message = _("Policyn i kraft anger ingen beslutsväg för den här sortens ärende.")
        return [Finding("delegation.no-route", message)]
    last = binding[-1].body
    if route.council_reserved or (last is not None and last.kind == BodyKind.COUNCIL):
        message = _(
            "Ärendetypen avgörs av fullmäktige. Det %(body)s beslutar är ett förslag dit och får inte delegeras."
        )
        return [Finding("delegation.council-decides", message % {"body": rule.order.body}, "KL 6:38 p. 2, 5:1–2")]
    if last is not None and last.pk != rule.order.body_id:
        message = _("Enligt policyn beslutar %(other)s i den här sortens ärende, inte %(body)s.")
        words = {"other": last, "body": rule.order.body}
        return [Finding("delegation.other-body-decides", message % words, route.clause or "KL 6:37")]
    return []


def _holder_may_hold(rule: DelegationRule) -> list[Finding]:
    """One holder: somebody elected in the body, its chair or presidium, or an employee (KL 6:37, 7:5)."""
    by_function = bool(rule.function)
    if by_function == (rule.person_id is not None):
        return [Finding("delegation.one-holder", _("Ange antingen en person eller ett uppdrag."), "KL 6:37, 7:5")]
    findings = []
    if rule.person is not None and not (is_elected(rule.person.pk, rule.order.body) or is_employed(rule.person.pk)):
        message = _("%(who)s är varken förtroendevald i %(body)s eller anställd i kommunen.")
        words = {"who": rule.person, "body": rule.order.body}
        findings.append(Finding("delegation.may-not-hold", message % words, "KL 6:37, 7:5"))
    if by_function and rule.function not in delegating.OF_THE_BODY:
        if rule.unit is None:
            message = _("Ange vid vilken förvaltning den anställda finns.")
            findings.append(Finding("delegation.unit-missing", message, "KL 7:5"))
        elif rule.unit.form != UnitForm.DEPARTMENT:
            message = _("%(unit)s är ingen förvaltning. Bara anställda i kommunen kan besluta för en nämnd.")
            findings.append(Finding("delegation.may-not-hold", message % {"unit": rule.unit}, "KL 7:5"))
    if rule.onward and rule.function != DelegationHolder.DIRECTOR:
        message = _("Bara en förvaltningschef kan få rätt att delegera vidare.")
        findings.append(Finding("delegation.onward-director-only", message, "KL 7:6"))
    return findings


def _days_fit(rule: DelegationRule) -> list[Finding]:
    if rule.ends_on and rule.ends_on < rule.starts_on:
        return [Finding("delegation.ends-before-start", _("Delegationen slutar innan den börjar."))]
    order = rule.order
    outside = rule.starts_on < order.starts_on or (order.ends_on and (rule.ends_on or order.ends_on) > order.ends_on)
    if outside or (order.ends_on and rule.starts_on > order.ends_on):
        message = _("Delegationen måste ligga inom ordningens tid, som börjar %(day)s.") % {
            "day": _day(order.starts_on)
        }
        return [Finding("delegation.outside-its-order", message)]
    return []


def _day(day: datetime.date) -> str:
    return date_format(day, "j F Y")
