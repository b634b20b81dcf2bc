"""The rows a view works on. Hidden and missing look the same."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from engagements.area_views import Crumb
from visits.models import Compartment, Visit, VisitRequest
from visits.selectors import requests as found_requests
from visits.selectors import visits as found_visits


def visit_or_404(request: HttpRequest, pk: int) -> Visit:
    visit = found_visits.visible_visit(request.user, pk)
    if visit is None:
        raise Http404
    return visit


def request_or_404(request: HttpRequest, pk: int) -> VisitRequest:
    found = found_requests.visible_request(request.user, pk)
    if found is None:
        raise Http404
    return found


def compartment_or_404(request: HttpRequest, pk: int, compartment: str) -> Compartment:
    found = found_visits.visible_compartment(request.user, pk, compartment)
    if found is None:
        raise Http404
    return found


def visit_crumbs(visit: Visit | None = None) -> list[Crumb]:
    crumbs = [Crumb(_("Besök"), reverse("visits:visit_list"))]
    return [*crumbs, Crumb(visit.engagement.title, visit.get_absolute_url())] if visit else crumbs


def request_crumbs(found: VisitRequest | None = None) -> list[Crumb]:
    crumbs = [*visit_crumbs(), Crumb(_("Förfrågningar"), reverse("visits:request_list"))]
    return [*crumbs, Crumb(found.title, found.get_absolute_url())] if found else crumbs
