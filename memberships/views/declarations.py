"""Declarations proposed for adoption within an organisation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decisions.permissions import may_open
from engagements.area_views import FormPage, answer
from memberships import actions
from memberships.forms import DeclarationForm
from memberships.views.memberships import membership_or_404
from memberships.views.organisations import crumbs_to


@require_http_methods(["GET", "HEAD", "POST"])
def declaration_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Register the wording and open the case that decides about it (GBG-O3)."""
    membership = membership_or_404(request, pk)
    may_open.require(request.user, membership.engagement.responsible_unit)
    lead = _("Deklarationen antas först när den som beslutar har sagt ja. Ett ärende öppnas med lydelsen som underlag.")
    page = FormPage(_("Registrera deklaration"), _("Öppna ärendet"), crumbs_to(membership.organisation), lead)

    def save(data: dict[str, Any]) -> str:
        declaration = actions.propose_declaration(membership=membership, by=request.user, **data)
        messages.success(request, _("Deklarationen är registrerad och ärendet öppnat."))
        return declaration.case.get_absolute_url()

    return answer(request, DeclarationForm(request.POST or None), page, save)
