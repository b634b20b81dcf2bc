"""Orders of delegation and their rules."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.rules import Finding, NotPermitted, Refused
from decisions.actions import delegation as actions
from decisions.forms.delegation import EndRuleForm, OrderForm, PassOnForm, RuleForm
from decisions.permissions.delegation import may_keep_order, may_pass_on
from decisions.selectors import delegation as found

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def delegation_list(request: HttpRequest) -> HttpResponse:
    """What I may decide alone, and every body's order."""
    context = {
        "held": found.held_by(request.user),
        "chaired": found.chaired_bodies(request.user),
        "orders": found.orders(request.user),
        "keeps": bool(found.recording(request.user)),
    }
    return render(request, "decisions/delegation_list.html", context)


@page
def delegation_order_create(request: HttpRequest) -> HttpResponse:
    bodies = found.recorded_bodies(request.user)
    if not bodies:
        message = _("Delegationsordningar förs av nämndsekreterare och registratorer.")
        raise NotPermitted(Finding("delegation.may-not-keep", message, clause="KL 6:37"))
    today = timezone.localdate()
    initial = {"body": bodies[0].pk, "title": _("Delegationsordning"), "adopted_on": today, "starts_on": today}
    form = OrderForm(request.POST if request.method == "POST" else None, bodies=bodies, initial=initial)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            order = actions.adopt_order(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            context["findings"] = refusal.findings
            return render(request, "decisions/delegation_order_create.html", context, status=409)
        messages.success(request, _("Delegationsordningen är registrerad. Lägg till vad den delegerar."))
        return redirect(order)
    return render(request, "decisions/delegation_order_create.html", context, status=422 if form.is_bound else 200)


@require_safe
def delegation_order_detail(request: HttpRequest, pk: int) -> HttpResponse:
    order = found.order_for(request.user, pk)
    standing, color = found.standing_of(order)
    context = {
        "order": order,
        "standing": standing,
        "color": color,
        "rules": found.rules_of(order, request.user),
        "keeps": may_keep_order.allows(request.user, order.body),
    }
    return render(request, "decisions/delegation_order_detail.html", context)


@page
def delegation_rule_create(request: HttpRequest, pk: int) -> HttpResponse:
    order = found.order_for(request.user, pk)
    _allowed(may_keep_order(request.user, order.body))
    form = RuleForm(
        request.POST if request.method == "POST" else None,
        matters=found.matter_choices(),
        units=found.departments(),
        people=found.people_who_may_hold(order.body),
        initial={"starts_on": max(order.starts_on, timezone.localdate()), "reported": True, "appealable": True},
    )
    context: dict[str, Any] = {"order": order, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            rule = actions.add_rule(order=order, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            context["findings"] = refusal.findings
            return render(request, "decisions/delegation_rule_create.html", context, status=409)
        messages.success(request, _("Delegation %(number)s är tillagd.") % {"number": rule.number})
        return redirect(order)
    return render(request, "decisions/delegation_rule_create.html", context, status=422 if form.is_bound else 200)


@page
def delegation_rule_end(request: HttpRequest, pk: int) -> HttpResponse:
    rule = found.rule_for(request.user, pk)
    _allowed(may_keep_order(request.user, rule.order.body))
    initial = {"version": rule.version, "ends_on": timezone.localdate()}
    form = EndRuleForm(request.POST if request.method == "POST" else None, initial=initial)
    context: dict[str, Any] = {"order": rule.order, "rule": rule, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_rule(rule=rule, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            context["findings"] = refusal.findings
            return render(request, "decisions/delegation_rule_end.html", context, status=409)
        messages.success(request, _("Delegation %(number)s är avslutad.") % {"number": rule.number})
        return redirect(rule.order)
    return render(request, "decisions/delegation_rule_end.html", context, status=422 if form.is_bound else 200)


@page
def delegation_rule_pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    rule = found.rule_for(request.user, pk)
    _allowed(may_pass_on(request.user, rule))
    initial = {"starts_on": timezone.localdate(), "ends_on": rule.last_day}
    form = PassOnForm(request.POST if request.method == "POST" else None, people=found.employees(), initial=initial)
    context: dict[str, Any] = {"order": rule.order, "rule": rule, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            passed = actions.pass_on(rule=rule, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            context["findings"] = refusal.findings
            return render(request, "decisions/delegation_rule_pass_on.html", context, status=409)
        messages.success(request, _("Delegationen är given vidare som %(number)s.") % {"number": passed.number})
        return redirect(passed.order)
    return render(request, "decisions/delegation_rule_pass_on.html", context, status=422 if form.is_bound else 200)


def _allowed(finding: Finding | None) -> None:
    if finding is not None:
        raise NotPermitted(finding)
