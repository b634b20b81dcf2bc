"""Whether a membership may be noted as tried anew, and whether a unit's sector memberships have been (GBG-O4)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.rules import Finding, condition
from governance import rulebook
from memberships.enums import ReviewOutcome
from memberships.models import Membership
from memberships.terms import term_on

REVIEWED = "membership.sector-reviewed-this-term"
CLAUSE = "GBG-O4"


@condition
def ready_to_note_review(membership: Membership, on: date, outcome: str, decided: str, note: str) -> list[Finding]:
    """A day that has been, who tried it, and why when it is to change or to be left."""
    found = []
    if on > timezone.localdate():
        found.append(Finding("membership.review-day", _("Omprövningen kan inte vara gjord en dag som inte har varit.")))
    if not decided.strip():
        message = _("Skriv vem som prövade medlemskapet, till exempel Kulturnämnden 2026-11-18 § 12.")
        found.append(Finding("membership.review-by", message, clause=CLAUSE))
    if outcome != ReviewOutcome.KEEP and not note.strip():
        message = _("Skriv varför medlemskapet ska ändras eller lämnas.")
        found.append(Finding("membership.review-why", message, clause=CLAUSE))
    return found


@condition
def others_tried(membership: Membership, policy: Any, day: date) -> list[Finding]:
    """Before a unit joins one more, the sector memberships it has are tried, once the term's last year has begun."""
    term = term_on(policy, day)
    if term is None or day < term.last_year_starts_on:
        return []
    unit = membership.engagement.responsible_unit
    rows = Membership.objects.untried_in(term).filter(engagement__responsible_unit=unit).exclude(pk=membership.pk)
    left = list(rows.select_related("engagement", "organisation").order_by("organisation__name"))
    if not left:
        return []
    names = [str(row) for row in left if not row.engagement.is_confidential]
    hidden = len(left) - len(names)
    if hidden:
        names.append(ngettext("%(number)s till", "%(number)s till", hidden) % {"number": hidden})
    message = _("%(unit)s har branschspecifika medlemskap som inte är prövade mandatperioden %(term)s: %(names)s.")
    values = {"unit": unit, "term": term.label, "names": ", ".join(names)}
    return rulebook.judge(policy, REVIEWED, message % values, unit=unit)
