"""A visit's checklist."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from governance.selectors import policy_in_force
from visits.actions import checklist as actions
from visits.conditions.closing import checklist_done
from visits.forms.feedback import LineForm
from visits.models import ChecklistLine
from visits.permissions.programme import may_plan_visit
from visits.selectors import checklist as selectors
from visits.views.programme import crumbs_to, visit_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def checklist_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines, what of them stands in the way of closing, and a line of one's own."""
    visit = visit_or_404(request, pk)
    form, status = LineForm(request.POST or None), 200
    if request.method == "POST":
        may_plan_visit.require(request.user, visit)
        status = 400
        if form.is_valid():
            actions.add_line(visit=visit, by=request.user, **form.cleaned_data)
            return redirect("visits:checklist_detail", pk=pk)
    lines = selectors.lines_of(visit)
    context = {
        "visit": visit,
        "lines": lines,
        "done": sum(line.ticked_at is not None for line in lines),
        "findings": checklist_done(visit, policy_in_force()),
        "may_plan": may_plan_visit.allows(request.user, visit),
        "form": form,
        "crumbs": crumbs_to(visit),
    }
    return render(request, "visits/checklist_detail.html", context, status=status)


@require_POST
def checklist_copy(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_or_404(request, pk)
    made = len(actions.copy_checklist(visit=visit, by=request.user))
    told = ngettext("En rad hämtades.", "%(number)s rader hämtades.", made) % {"number": made}
    messages.success(request, told if made else _("Det finns inget nytt att hämta."))
    return redirect("visits:checklist_detail", pk=pk)


@require_POST
def line_tick(request: HttpRequest, pk: int) -> HttpResponse:
    line = _line_or_404(request, pk)
    actions.tick(line=line, by=request.user)
    return redirect("visits:checklist_detail", pk=line.visit_id)


@require_POST
def line_untick(request: HttpRequest, pk: int) -> HttpResponse:
    line = _line_or_404(request, pk)
    actions.untick(line=line, by=request.user)
    return redirect("visits:checklist_detail", pk=line.visit_id)


def _line_or_404(request: HttpRequest, pk: int) -> ChecklistLine:
    line = selectors.line_for(request.user, pk)
    if line is None:
        raise Http404
    return line
