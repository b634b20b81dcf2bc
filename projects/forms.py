from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from engagements.area_forms import GroupedForm, SpineForm
from engagements.forms.activity import KronorField
from engagements.models import Country
from projects.enums import FunderKind

MOST = 2_000_000_000


class ProjectFields(forms.Form):
    funder = forms.ChoiceField(label=_("Finansiär"), choices=FunderKind.choices, initial=FunderKind.NONE)
    programme = forms.CharField(
        label=_("Program"), required=False, max_length=160, help_text=_("Till exempel Horisont Europa.")
    )
    own_budget = KronorField(label=_("Egna medel, kr"), required=False, min_value=0, max_value=MOST)
    external_budget = KronorField(
        label=_("Externa medel, kr"), required=False, min_value=0, max_value=MOST,
        help_text=_("Projekt med externa medel redovisas alltid för sig."),
    )  # fmt: skip
    added_value = forms.CharField(
        label=_("Mervärde av den internationella dimensionen"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    own_names = ("funder", "programme", "own_budget", "external_budget", "added_value")

    def clean_own_budget(self) -> int:
        return self.cleaned_data["own_budget"] or 0

    def clean_external_budget(self) -> int:
        return self.cleaned_data["external_budget"] or 0

    def own(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.own_names}


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

    groups = (
        (_("Projektet"), ("title", "responsible_unit", "country", "starts_on", "ends_on")),
        (_("Finansiering"), ("funder", "programme", "own_budget", "external_budget")),
        (_("Varför"), ("themes", "added_value", "background", "benefit_city", "benefit_partner", "assignment")),
    )
    asks_for = (*SpineForm.asks_for, "starts_on", "ends_on")

    def spine(self) -> dict[str, Any]:
        country = self.cleaned_data["country"]
        return super().spine() | {"countries": [country] if country else []}


class ProjectEditForm(ProjectFields, GroupedForm):
    groups = (("", ProjectFields.own_names),)
