from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from engagements.area_forms import GroupedForm, SecrecyFields, SpineForm
from engagements.models import Country
from governance.models import Unit
from visits.enums import VisitKind


class VisitFields(forms.Form):
    kind = forms.ChoiceField(label=_("Slag"), choices=VisitKind.choices, widget=forms.RadioSelect)
    visitor = forms.CharField(
        label=_("Besökare"), max_length=200, help_text=_("Vem som kommer, och från vilken organisation.")
    )
    visitors_count = forms.IntegerField(
        label=_("Antal besökare"), required=False, min_value=1, max_value=10000,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip
    main_host = forms.ModelChoiceField(
        Unit.objects.all(), label=_("Huvudvärd"), required=False, help_text=_("Den enhet som håller ihop besöket.")
    )
    purpose = forms.CharField(label=_("Syfte"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    own_names = ("kind", "visitor", "visitors_count", "main_host", "purpose")

    def own(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.own_names}


class VisitForm(VisitFields, SecrecyFields, SpineForm):
    title = forms.CharField(label=_("Rubrik"), max_length=250)
    country = forms.ModelChoiceField(Country.objects.all(), label=_("Land"), required=False)
    starts_on = SwedishDateField(label=_("Från"))
    ends_on = SwedishDateField(label=_("Till"), required=False)

    groups = (
        (_("Besöket"), ("title", "kind", "visitor", "visitors_count", "country", "starts_on", "ends_on", "purpose")),
        (_("Vem tar emot"), ("responsible_unit", "main_host")),
        SecrecyFields.secrecy_group,
        (_("Varför"), ("themes", "benefit_city", "benefit_partner")),
    )
    asks_for = ("themes", "benefit_city", "benefit_partner", "starts_on", "ends_on")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Slutdatum ligger före startdatum."))
        return cleaned

    def spine(self) -> dict[str, Any]:
        country = self.cleaned_data["country"]
        return super().spine() | self.secrecy() | {"countries": [country] if country else []}


class VisitEditForm(VisitFields, GroupedForm):
    groups = (("", VisitFields.own_names),)
