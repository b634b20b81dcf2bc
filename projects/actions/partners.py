"""Who takes part in a project. Exactly one leads: another, or the city."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from core import events
from engagements import permissions
from governance.models import Person
from projects import conditions
from projects.actions.parts import as_it_was_shown, current, differing, unchanged_since
from projects.actions.projects import lock
from projects.enums import Happening, PartnerRole
from projects.models import Project, ProjectPartner

EDITABLE = ("name", "role", "country", "task")


@transaction.atomic
def record_partner(*, project: Project, by: Person | None, name: str, role: str, **facts: Any) -> ProjectPartner:
    """Add a partner. One that leads takes over from the one that led."""
    project = lock(project)
    permissions.may_change_engagement.require(by, project.engagement)
    conditions.still_open.require(project)
    if role == PartnerRole.LEAD:
        _hand_on_lead(project)
    partner = ProjectPartner.objects.create(project=project, name=name.strip(), role=role, **facts)
    _tell(partner, by, "added")
    return partner


@transaction.atomic
def change_partner(*, partner: ProjectPartner, by: Person, version: int | None = None, **facts: Any) -> ProjectPartner:
    """Mend what is said of a partner; nothing is written when nothing differs."""
    partner = current(partner)
    permissions.may_change_engagement.require(by, partner.project.engagement)
    conditions.still_open.require(partner.project)
    role = facts.get("role", partner.role)
    conditions.one_leads.require(partner, role)
    changed = differing(partner, EDITABLE, facts)
    if not changed:
        return partner
    unchanged_since(partner, version, changed)
    if "role" in changed and role == PartnerRole.LEAD:
        _hand_on_lead(partner.project)
    for name, value in changed.items():
        setattr(partner, name, value)
    partner.save()
    _tell(partner, by, "changed")
    return partner


@transaction.atomic
def remove_partner(*, partner: ProjectPartner, by: Person, version: int | None = None) -> None:
    """Take a partner away; not the one that leads."""
    partner = current(partner)
    permissions.may_change_engagement.require(by, partner.project.engagement)
    conditions.partner_removable.require(partner)
    as_it_was_shown(partner, version)
    _tell(partner, by, "removed")
    partner.delete()


@transaction.atomic
def set_city_role(*, project: Project, role: str, by: Person, version: int | None = None) -> Project:
    """Say what part the city has. The city hands on the lead by another being made lead, never by giving it up."""
    project = lock(project)
    permissions.may_change_engagement.require(by, project.engagement)
    conditions.still_open.require(project)
    if role == project.city_role:
        return project
    unchanged_since(project, version, {"city_role": role})
    if role == PartnerRole.LEAD:
        _hand_on_lead(project)
    elif project.city_role == PartnerRole.LEAD:
        conditions.one_leads.require(ProjectPartner(project=project, role=PartnerRole.LEAD), role)
    project.city_role = role
    project.save(update_fields=["city_role"])
    events.record(Happening.PARTNERS_CHANGED, project.engagement, by=by, detail={"city_role": role})
    return project


def _hand_on_lead(project: Project) -> None:
    """Who led is a partner like the others."""
    for leader in project.partners.filter(role=PartnerRole.LEAD):
        leader.role = PartnerRole.PARTNER
        leader.save(update_fields=["role"])
    if project.city_role == PartnerRole.LEAD:
        project.city_role = PartnerRole.PARTNER
        project.save(update_fields=["city_role"])


def _tell(partner: ProjectPartner, by: Person | None, what: str) -> None:
    detail = {"partner": partner.pk, "what": what, "role": partner.role}
    events.record(Happening.PARTNERS_CHANGED, partner, by=by, detail=detail)
