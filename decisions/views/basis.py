"""Reading the decision basis, its annexes, and what the public register calls the case."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.rules import NotPermitted
from decisions import selectors
from decisions.actions.basis import title_publicly
from decisions.forms.basis import PublicTitleForm
from decisions.permissions.basis import may_read_basis, may_title_publicly
from decisions.selectors.basis import annex_for, facts_of, put_forward_on, reading_of
from documents.serving import document_response


@require_safe
def basis_show(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole basis on one page, as it is or was put forward."""
    case = selectors.case_for(request.user, pk)
    may_read_basis.require(request.user, case)
    context = {
        "case": case,
        "reading": reading_of(case),
        "facts": facts_of(case),
        "put_forward_on": put_forward_on(case),
        "color": selectors.STATE_COLORS[case.state],
    }
    return render(request, "decisions/basis_show.html", context)


@require_safe
def annex_show(request: HttpRequest, pk: int, annex_pk: int) -> HttpResponse:
    case = selectors.case_for(request.user, pk)
    may_read_basis.require(request.user, case)
    return document_response(annex_for(case, annex_pk).document)


@require_http_methods(["GET", "HEAD", "POST"])
def public_title(request: HttpRequest, pk: int) -> HttpResponse:
    """What the public register shows in place of the title."""
    case = selectors.case_for(request.user, pk)
    finding = may_title_publicly(request.user, case)
    if finding is not None:
        raise NotPermitted(finding)
    form = PublicTitleForm(request.POST or None, initial={"public_title": case.public_title})
    if request.method == "POST" and form.is_valid():
        title_publicly(case=case, by=request.user, **form.cleaned_data)
        messages.success(request, _("Den offentliga titeln är sparad."))
        return redirect(case)
    status = 422 if request.method == "POST" else 200
    return render(request, "decisions/public_title.html", {"case": case, "form": form}, status=status)
