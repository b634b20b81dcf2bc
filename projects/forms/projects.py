from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from engagements.area_forms import GroupedForm, SpineForm
from engagements.forms.activity import KronorField
from engagements.goals import Goal
from engagements.models import Country
from governance.models import Aim
from projects.enums import FunderKind, Stage
from projects.models import Call, Funder, Project
from projects.selectors.calls import open_calls

MOST = 2_000_000_000


class ProjectFields(forms.Form):
    """A call says who pays and in which programme; without one they are chosen here."""

    call = forms.ModelChoiceField(
        Call.objects.none(), label=_("Utlysning"), required=False, empty_label=_("Ingen utlysning"),
        help_text=_("Utlysningen ger finansiär och program."),
    )  # fmt: skip
    financier = forms.ModelChoiceField(
        Funder.objects.all(), label=_("Finansiär"), required=False, empty_label=_("Finns inte i listan")
    )
    funder = forms.ChoiceField(
        label=_("Slag av finansiär"), choices=FunderKind.choices, initial=FunderKind.NONE, required=False,
        help_text=_("Behövs när finansiären inte finns i listan."),
    )  # fmt: skip
    programme = forms.CharField(
        label=_("Program"), required=False, max_length=160, help_text=_("Till exempel Horisont Europa.")
    )
    own_budget = KronorField(label=_("Egna medel, kr"), required=False, min_value=0, max_value=MOST)
    external_budget = KronorField(
        label=_("Externa medel, kr"), required=False, min_value=0, max_value=MOST,
        help_text=_("Projekt med externa medel redovisas alltid för sig."),
    )  # fmt: skip
    partner_budget = KronorField(label=_("Parternas medel, kr"), required=False, min_value=0, max_value=MOST)
    added_value = forms.CharField(
        label=_("Mervärde av den internationella dimensionen"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vad ger samarbetet som staden inte når på egen hand?"),
    )  # fmt: skip

    money = ("own_budget", "external_budget", "partner_budget")
    own_names = ("call", "financier", "funder", "programme", *money, "added_value")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in self.money:
            if name in self.fields:
                cleaned[name] = cleaned.get(name) or 0
        cleaned["funder"] = cleaned.get("funder") or FunderKind.NONE
        return cleaned

    def own(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.own_names if name in self.fields}


class ProjectForm(ProjectFields, SpineForm):
    title = forms.CharField(label=_("Projektets namn"), max_length=250)
    country = forms.ModelChoiceField(
        Country.objects.all(),
        label=_("Land"),
        required=False,
        help_text=_("Fler länder läggs till på engagemangets sida."),
    )
    starts_on = SwedishDateField(label=_("Från"), required=False)
    ends_on = SwedishDateField(label=_("Till"), required=False)
    stage = forms.ChoiceField(label=_("Läge i dag"), choices=Stage.choices, initial=Stage.IDEA, required=False)
    decided = forms.CharField(
        label=_("Beslutat när och av vem"), required=False, max_length=200,
        help_text=_("Behövs när projektet har kommit längre än en idé. Till exempel Miljönämnden 2026-05-08 § 12."),
    )  # fmt: skip
    aims = forms.ModelMultipleChoiceField(
        Aim.objects.none(), label=_("Inriktningar"), required=False, widget=forms.CheckboxSelectMultiple
    )
    goals = forms.TypedMultipleChoiceField(
        label=_("Globala mål"), choices=Goal.choices, coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    groups = (
        (_("Projektet"), ("title", "responsible_unit", "country", "starts_on", "ends_on")),
        (_("Finansiering"), ("call", "financier", "funder", "programme", *ProjectFields.money)),
        (_("Varför"), ("added_value", "aims", "goals", "themes", "background", "benefit_city", "benefit_partner",
                       "assignment")),
        (_("Har det redan börjat?"), ("stage", "decided")),
    )  # fmt: skip
    asks_for = (*SpineForm.asks_for, "starts_on", "ends_on", "aims", "goals")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["call"].queryset = open_calls()
        self.fields["aims"].queryset = Aim.objects.filter(policyaim__policy__in_force=True).order_by("policyaim__order")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["stage"] = cleaned.get("stage") or Stage.IDEA
        return cleaned

    def spine(self) -> dict[str, Any]:
        country = self.cleaned_data["country"]
        return super().spine() | {"countries": [country] if country else []}


class ProjectEditForm(ProjectFields, GroupedForm):
    """With budget lines there are no sums to write: they follow the lines."""

    groups = (
        (_("Finansiering"), ("call", "financier", "funder", "programme", *ProjectFields.money)),
        (_("Varför"), ("added_value",)),
    )

    def __init__(self, *args: Any, project: Project, has_lines: bool, **kwargs: Any):
        initial = {name: getattr(project, name) for name in self.own_names}
        initial |= {"call": project.call_id, "financier": project.financier_id}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["call"].queryset = open_calls() | Call.objects.filter(pk=project.call_id).select_related(
            "programme"
        )
        if has_lines:
            for name in self.money:
                del self.fields[name]
