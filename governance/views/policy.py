"""The policy as pages: the version in force, earlier ones, and an administrator's edit of a rule or a route."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.rules import Refused
from governance import actions, matter_names, permissions, rulebook, selectors
from governance.forms import RouteForm, RuleForm, StepRows
from governance.models import Body, Policy, Route, Unit


@require_safe
def policy_detail(request: HttpRequest) -> HttpResponse:
    policy = selectors.policy_in_force()
    if policy is None:
        return render(request, "governance/policy_none.html")
    return _policy_page(request, policy)


@require_safe
def policy_version(request: HttpRequest, number: int) -> HttpResponse:
    policy = selectors.policy_version(number)
    if policy is None:
        raise Http404
    return _policy_page(request, policy)


def _policy_page(request: HttpRequest, policy: Policy) -> HttpResponse:
    context = {
        "policy": policy,
        "aims": policy.aims.order_by("policyaim__order"),
        "themes": policy.focus_themes.all(),
        "rules": selectors.rule_rows(policy),
        "routes": selectors.routes_shown(policy),
        "may_change": policy.in_force and permissions.may_change_policy.allows(request.user),
    }
    return render(request, "governance/policy_detail.html", context)


@require_safe
def policy_versions(request: HttpRequest) -> HttpResponse:
    return render(request, "governance/policy_versions.html", {"versions": selectors.policy_versions()})


@require_http_methods(["GET", "HEAD", "POST"])
def rule_edit(request: HttpRequest, code: str) -> HttpResponse:
    permissions.may_change_policy.require(request.user)
    policy, rule = _policy_or_404(), rulebook.known().get(code)
    if rule is None:
        raise Http404
    level, clause = rulebook.level_of(policy, code)
    form = RuleForm(request.POST or None, initial={"level": level, "clause": clause, "version": policy.version})
    context: dict[str, Any] = {"form": form, "rule": rule, "policy": policy}
    if request.method == "POST":
        if form.is_valid():
            try:
                after = actions.change_rule(code=code, by=request.user, **form.cleaned_data)
            except Refused as refused:
                return render(
                    request, "governance/rule_edit.html", context | {"findings": refused.findings}, status=409
                )
            return _done(request, after)
        return render(request, "governance/rule_edit.html", context, status=400)
    return render(request, "governance/rule_edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def route_edit(request: HttpRequest, matter: str) -> HttpResponse:
    permissions.may_change_policy.require(request.user)
    policy = _policy_or_404()
    route = policy.routes.filter(matter=matter).prefetch_related("steps").first()
    if route is None:
        raise Http404
    bodies, units = Body.objects.in_bulk(), Unit.objects.in_bulk()
    form = RouteForm(request.POST or None, initial={"clause": route.clause, "version": policy.version})
    rows = StepRows(
        request.POST or None, initial=_rows(route), prefix="steg", form_kwargs={"places": _places(bodies, units)}
    )
    name = matter_names.name_of(matter)
    context: dict[str, Any] = {"form": form, "rows": rows, "route": route, "name": name, "policy": policy}
    if request.method == "POST":
        if form.is_valid() and rows.is_valid():
            try:
                steps = rows.steps(bodies, units)
                after = actions.change_route(matter=matter, steps=steps, by=request.user, **form.cleaned_data)
            except Refused as refused:
                context["findings"] = refused.findings
                return render(request, "governance/route_edit.html", context, status=409)
            return _done(request, after)
        return render(request, "governance/route_edit.html", context, status=400)
    return render(request, "governance/route_edit.html", context)


def _policy_or_404() -> Policy:
    policy = selectors.policy_in_force()
    if policy is None:
        raise Http404
    return policy


def _rows(route: Route) -> list[dict[str, Any]]:
    return [
        {
            "role": step.role,
            "place": f"body:{step.body_id}" if step.body_id else f"unit:{step.unit_id}" if step.unit_id else "",
            "clause": step.clause,
            "days": step.days,
        }
        for step in route.steps.all()
    ]


def _places(bodies: dict[int, Body], units: dict[int, Unit]) -> list[tuple[str, Any]]:
    return [
        ("", _("Ärendets egen enhet eller nämnd")),
        (_("Organ"), [(f"body:{pk}", body.name) for pk, body in bodies.items()]),  # type: ignore[list-item]
        (_("Enheter"), [(f"unit:{pk}", unit.name) for pk, unit in units.items()]),  # type: ignore[list-item]
    ]


def _done(request: HttpRequest, after: Policy) -> HttpResponse:
    text = _("Version %s av policyn gäller nu. Ärenden som redan pågår följer den version de började under.")
    messages.success(request, text % after.version)
    return redirect("governance:policy_detail")
