"""Whether it may happen now: what must be in order before a project applies, starts, ends, and what its parts ask."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from core.rules import Finding, condition
from decisions.models import Case
from engagements.conditions import ready_for_decision
from engagements.enums import Status
from engagements.models import Engagement, EngagementAim, EngagementGoal, ResourceLine
from governance import rulebook
from projects import law, schedules
from projects.enums import DeliverableState, PartnerRole, PeriodKind, Stage
from projects.facts import aid_facts
from projects.models import (
    Call,
    Deliverable,
    Milestone,
    PartnershipPeriod,
    Project,
    ProjectPartner,
    ReportingDate,
)

ADDED_VALUE = "project.added-value"
SERVES_GOALS = "project.serves-goals"
SET_ASIDE = "project.resources-set-aside"
AID_OWN_MONEY = "project.aid-without-own-money"
LONGEST = {PeriodKind.INITIATION: 12, PeriodKind.PLANNING: 12, PeriodKind.PROJECT: 36, PeriodKind.FINAL: 12}


@condition
def ready_to_register(stage: str, decided: str) -> list[Finding]:
    """A new project is an idea; one that has come further says who decided it."""
    if stage == Stage.IDEA or decided.strip():
        return []
    message = _("Skriv när och av vem projektet beslutades. Annars registreras det som en idé.")
    return [Finding("project.decided-by", message, clause="GBG-P1")]


@condition
def added_value_stated(project: Project, policy: Any) -> list[Finding]:
    """What an international dimension adds is judged before an application is put forward (GBG-P3)."""
    if project.added_value.strip():
        return []
    message = _("Skriv vilket mervärde den internationella dimensionen ger.")
    return rulebook.judge(policy, ADDED_VALUE, message, unit=project.engagement.responsible_unit)


@condition
def goals_served(project: Project, policy: Any) -> list[Finding]:
    """A project names the aims or global goals it serves (GBG-P2)."""
    here = {"engagement": OuterRef("pk")}
    named = Exists(EngagementAim.objects.filter(**here)) | Exists(EngagementGoal.objects.filter(**here))
    if Engagement.objects.filter(named, pk=project.pk).exists():
        return []
    message = _("Ange vilka inriktningar eller globala mål projektet tjänar.")
    return rulebook.judge(policy, SERVES_GOALS, message, unit=project.engagement.responsible_unit)


@condition
def resources_set_aside(project: Project, policy: Any) -> list[Finding]:
    """The city's own part of the budget is set aside before the project starts (GBG-P4)."""
    if project.own_budget == 0 or (project.set_aside >= project.own_budget and project.set_aside_on):
        return []
    message = _("Avsätt de egna medlen först: budgeten har %(own)s kr, avsatt är %(aside)s kr.")
    values = {"own": _spaced(project.own_budget), "aside": _spaced(project.set_aside)}
    return rulebook.judge(policy, SET_ASIDE, message % values, unit=project.engagement.responsible_unit)


@condition
def aid_without_own_money(project: Project, policy: Any) -> list[Finding]:
    """Aid is good as long as somebody else pays all of it (NKP-06, SMF-06)."""
    if not project.is_aid or project.own_budget == 0:
        return []
    message = _("Ett biståndsprojekt betalas helt av någon annan. Budgeten har %(own)s kr i egna medel.")
    values = {"own": _spaced(project.own_budget)}
    return rulebook.judge(policy, AID_OWN_MONEY, message % values, unit=project.engagement.responsible_unit)


@condition
def lawful(project: Project, facts: law.AidFacts | None = None) -> list[Finding]:
    """What lag (2009:47) asks of aid and of export of services, whatever the policy says.

    `facts` are those of the project's aid, when they have been read already.
    """
    found = law.aid_allowed(facts or aid_facts(project)) if project.is_aid else []
    if hasattr(project, "service_export"):
        export = project.service_export
        found = found + law.export_risks_limited(export.risks) + law.export_goods_needed(
            export.goods, export.goods_needed
        )  # fmt: skip
    return found


@condition
def ready_to_apply(case: Case) -> list[Finding]:
    project = project_of(case)
    if project is None:
        return [_not_a_project()]
    return (
        ready_for_decision(project.engagement, case.policy)
        + added_value_stated(project, case.policy)
        + goals_served(project, case.policy)
        + aid_without_own_money(project, case.policy)
        + lawful(project)
    )


@condition
def ready_to_decide_start(case: Case) -> list[Finding]:
    project = project_of(case)
    if project is None:
        return [_not_a_project()]
    early = [] if project.stage == Stage.GRANTED else added_value_stated(project, case.policy)
    if project.stage != Stage.GRANTED:
        early = ready_for_decision(project.engagement, case.policy) + early + goals_served(project, case.policy)
    return early + ready_to_start(project, case.policy)


@condition
def ready_to_start(project: Project, policy: Any) -> list[Finding]:
    """Granted, or without a funder to ask; resources set aside (GBG-P4), aid paid by others, and lawful."""
    found = []
    if project.stage == Stage.IDEA and project.has_external_money:
        message = _("Projektet ska ha externa medel. Ansök först, och starta när ansökan är beviljad.")
        found.append(Finding("project.not-granted", message, clause="GBG-P1"))
    return found + resources_set_aside(project, policy) + aid_without_own_money(project, policy) + lawful(project)


@condition
def started_without_case(project: Project) -> list[Finding]:
    """A granted project without own money starts at once; own money, or no application before, needs a decision."""
    if project.own_budget == 0 and project.stage != Stage.IDEA:
        return []
    message = _("Projektet har egna medel eller är inte prövat. Öppna ett ärende om att starta det.")
    return [Finding("project.start-by-decision", message, clause="GBG-P4")]


@condition
def ready_to_submit(project: Project, on: date) -> list[Finding]:
    """Handed in while the call is open; the decision to apply came first."""
    found = []
    if project.stage != Stage.APPLICATION:
        found.append(Finding("project.not-applying", _("Ansökan lämnas när det är beslutat att staden ansöker.")))
    call: Call | None = project.call
    if call is not None and on > call.deadline_in_brussels.date():
        message = _("Utlysningen stängde %(day)s.") % {"day": call.deadline_in_brussels.date().isoformat()}
        found.append(Finding("project.after-deadline", message))
    return found


@condition
def ready_for_answer(project: Project, on: date) -> list[Finding]:
    """The funder answers an application that was handed in, not before it was."""
    if project.submitted_on is None:
        return [Finding("project.not-submitted", _("Skriv först när ansökan lämnades till finansiären."))]
    if on < project.submitted_on:
        return [Finding("project.answer-too-early", _("Finansiärens beslut kan inte vara före ansökan."))]
    return []


@condition
def rejection_explained(reason: str) -> list[Finding]:
    if reason.strip():
        return []
    return [Finding("project.rejection-reason", _("Skriv finansiärens skäl, så att nästa ansökan blir bättre."))]


@condition
def ready_to_close(project: Project) -> list[Finding]:
    """Reports are handed in, aid has come to its use and Sida has been told (lag 2009:47, 5 kap. 8-9 §)."""
    found = []
    waiting = project.reporting_dates.filter(done_on=None).count()
    if waiting:
        message = _("%(number)s rapporter är inte lämnade till finansiären.") % {"number": waiting}
        found.append(Finding("project.reports-left", message, clause="GBG-P1"))
    if project.is_aid:
        facts = aid_facts(project)
        found += law.use_verified(facts) + law.sida_told(facts)
    return found


@condition
def one_leads(partner: ProjectPartner | None, role: str) -> list[Finding]:
    """The lead is handed on, never just given up: a project has exactly one."""
    leads = partner is not None and partner.role == PartnerRole.LEAD
    if not leads or role == PartnerRole.LEAD:
        return []
    message = _("Projektet behöver en samordnande part. Ange först vem som tar över.")
    return [Finding("project.lead-partner", message)]


# ── mending what was written ─────────────────────────────────────────────────────────────────────────────────────


@condition
def still_open(project: Project) -> list[Finding]:
    """What is said of a project that is over stays as it was when it ended."""
    over = project.stage in {Stage.CLOSED, Stage.REJECTED}
    if not over and project.engagement.status not in {Status.ENDED, Status.DECLINED}:
        return []
    return [Finding("project.closed", _("Projektet är avslutat. Parter, datum och budget står kvar som de är."))]


@condition
def partner_removable(partner: ProjectPartner) -> list[Finding]:
    return still_open(partner.project) + one_leads(partner, "")


@condition
def milestone_removable(milestone: Milestone) -> list[Finding]:
    """One that was reached tells how the project went."""
    found = still_open(milestone.project)
    if milestone.reached_on is not None:
        message = _("Milstolpen är nådd och tas inte bort. Är det fel, ta först bort dagen då den nåddes.")
        found.append(Finding("project.milestone-reached", message))
    return found


@condition
def deliverable_removable(deliverable: Deliverable) -> list[Finding]:
    """What was handed over was handed over."""
    found = still_open(deliverable.project)
    if deliverable.state == DeliverableState.DELIVERED:
        message = _("Leveransen är levererad och tas inte bort. Är det fel, ta först upp den igen.")
        found.append(Finding("project.deliverable-delivered", message))
    return found


@condition
def report_removable(report: ReportingDate) -> list[Finding]:
    """What was handed in to the funder stays, with its document."""
    found = still_open(report.project)
    if report.done_on is not None:
        message = _("Rapporten är lämnad till finansiären och tas inte bort. Är det fel, ångra först lämningen.")
        found.append(Finding("project.report-handed-in", message))
    return found


@condition
def ready_to_take_back(report: ReportingDate) -> list[Finding]:
    found = still_open(report.project)
    if report.done_on is None:
        found.append(Finding("project.report-waits", _("Rapporten är inte noterad som lämnad.")))
    return found


@condition
def period_removable(period: PartnershipPeriod) -> list[Finding]:
    """A stage goes with its reports, so none of them may have been handed in."""
    found = still_open(period.project)
    handed_in = period.reporting_dates.exclude(done_on=None).count()
    if handed_in:
        message = _("Skedet tas inte bort: %(number)s rapporter eller enkäter i det är lämnade.")
        found.append(Finding("project.period-reported", message % {"number": handed_in}))
    return found


@condition
def spent_years_kept(project: Project, years: set[int]) -> list[Finding]:
    """The own money of a year in which units have accounted for spending is changed, never taken away."""
    spent = ResourceLine.objects.filter(engagement=project.engagement, year__in=years, spent__gt=0)
    found = sorted(set(spent.values_list("year", flat=True)))
    if not found:
        return []
    message = _("Egna medel för %(years)s tas inte bort: enheterna har noterat utfall. Ändra beloppet i stället.")
    return [Finding("project.money-spent", message % {"years": ", ".join(str(year) for year in found)})]


@condition
def period_fits(
    project: Project, kind: str, starts_on: date, ends_on: date, changed: PartnershipPeriod | None = None
) -> list[Finding]:
    """Planning about a year, a project period one to three years, none beside another (NKP-14)."""
    found = []
    if not project.is_partnership:
        message = _("Skeden hör till partnerskap som Sida eller ICLD betalar.")
        found.append(Finding("project.not-partnership", message, clause="NKP-14"))
    if ends_on < starts_on:
        found.append(Finding("project.dates", _("Slutdatum ligger före startdatum.")))
    elif ends_on >= schedules.months_later(starts_on, LONGEST[PeriodKind(kind)]):
        message = _("Skedet kan vara högst %(months)s månader. Dela det i flera.")
        found.append(Finding("project.period-too-long", message % {"months": LONGEST[PeriodKind(kind)]}, "NKP-14"))
    others = project.periods.exclude(pk=changed.pk) if changed else project.periods.all()
    if others.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        found.append(Finding("project.periods-overlap", _("Skedet krockar med ett annat skede.")))
    return found


def project_of(case: Case) -> Project | None:
    rows = Project.objects.select_related("engagement__responsible_unit", "aid", "service_export", "call")
    return rows.filter(pk=case.engagement_id).first()


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def _not_a_project() -> Finding:
    return Finding("project.missing", _("Ärendet gäller inget projekt."))
