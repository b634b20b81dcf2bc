"""Writing and giving an answer to a referral."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.rules import Finding, NotPermitted, Refused
from decisions.actions import answers as actions
from decisions.conditions import referrals as conditions
from decisions.enums import AnswerState
from decisions.forms.referrals import AnswerForm, ExtendForm, GiveForm
from decisions.models import Answer
from decisions.permissions.referrals import may_answer, may_open_answer_case, may_refer, may_write_answer
from decisions.selectors import referrals as found
from documents.serving import document_response
from documents.uploads import UploadRefused

page = require_http_methods(["GET", "HEAD", "POST"])


@page
def answer_write(request: HttpRequest, pk: int) -> HttpResponse:
    """The referral as one recipient sees it: the question, and the answer to write, or as it was given."""
    answer = found.answer_for(request.user, pk)
    not_writer = may_write_answer(request.user, answer)
    if request.method == "POST":
        _allowed(not_writer)
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        initial={
            "version": actions.text_version(answer),
            "stance": answer.stance,
            "statement": actions.current_statement(answer),
        },
    )
    status, refused = 200, []
    if request.method == "POST":
        if form.is_valid():
            try:
                actions.write_answer(answer=answer, by=request.user, **form.cleaned_data)
            except Refused as refusal:
                status, refused = 409, refusal.findings
            else:
                return _saved(request, answer)
        else:
            status = 422
    context = _context(answer, request, form=form, not_writer=not_writer, findings=refused)
    return render(request, "decisions/answer_write.html", context, status=status)


@page
def answer_give(request: HttpRequest, pk: int) -> HttpResponse:
    """A last look before the answer binds; what came from outside is registered with its file and day."""
    answer = found.answer_for(request.user, pk)
    _allowed(may_answer(request.user, answer))
    outside = bool(answer.outside)
    form = GiveForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        outside=outside,
        initial={"answered_on": timezone.localdate()},
    )
    status, findings = (422 if form.is_bound else 200), conditions.open_for_answers(answer)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(answer=answer, by=request.user, **form.cleaned_data)
        except UploadRefused as reason:
            form.add_error("document", str(reason))
        except Refused as refusal:
            status, findings = 409, refusal.findings
        else:
            messages.success(request, _("Svaret är lämnat."))
            return redirect(answer.referral)
    context = _context(answer, request, form=form, findings=findings)
    return render(request, "decisions/answer_give.html", context, status=status)


@require_POST
def answer_open_case(request: HttpRequest, pk: int) -> HttpResponse:
    answer = found.answer_for(request.user, pk)
    case = actions.open_answer_case(answer=answer, by=request.user)
    messages.success(request, _("Ärendet är öppnat. Granska det och lägg fram det för nämnden."))
    return redirect(case)


@page
def answer_extend(request: HttpRequest, pk: int) -> HttpResponse:
    answer = found.answer_for(request.user, pk)
    _allowed(may_refer(request.user, answer.referral.case))
    form = ExtendForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {
        "answer": answer,
        "referral": answer.referral,
        "case": answer.referral.case,
        "form": form,
    }
    if request.method == "POST" and form.is_valid():
        try:
            actions.extend(answer=answer, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            context["findings"] = refusal.findings
            return render(request, "decisions/answer_extend.html", context, status=409)
        messages.success(request, _("Svarstiden är förlängd och %(who)s har fått veta det.") % {"who": answer})
        return redirect(answer.referral)
    return render(request, "decisions/answer_extend.html", context, status=422 if form.is_bound else 200)


@require_safe
def answer_document(request: HttpRequest, pk: int) -> HttpResponse:
    answer = found.answer_for(request.user, pk)
    if answer.document is None or answer.state != AnswerState.ANSWERED:
        raise Http404
    return document_response(answer.document)


def _saved(request: HttpRequest, answer: Answer) -> HttpResponse:
    if "give" in request.POST and answer.body_id is None:
        return redirect("decisions:answer_give", answer.pk)
    messages.success(request, _("Utkastet är sparat."))
    return redirect("decisions:answer_write", answer.pk)


def _context(answer: Answer, request: HttpRequest, **more: Any) -> dict[str, Any]:
    closed = conditions.open_for_answers(answer)
    opens = answer.body_id and answer.answer_case_id is None and may_open_answer_case.allows(request.user, answer)
    in_the_way = conditions.ready_for_answer_case(answer) if opens else []
    return {
        "answer": answer,
        "referral": answer.referral,
        "case": answer.referral.case,
        "closed": closed,
        "opens_case": opens and not closed,
        "in_the_way": in_the_way,
        "gives": may_answer.allows(request.user, answer),
        "not_giver": may_answer(request.user, answer),
        "text": actions.current_statement(answer),
        **more,
    }


def _allowed(finding: Finding | None) -> None:
    if finding is not None:
        raise NotPermitted(finding)
