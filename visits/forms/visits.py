from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from engagements.area_forms import GroupedForm, SecrecyFields, SpineForm
from engagements.models import Country
from governance.models import Unit
from visits.enums import VisitKind
from visits.models import FeeProgramme


class VisitFields(forms.Form):
    kind = forms.ChoiceField(label=_("Slag"), choices=VisitKind.choices, widget=forms.RadioSelect)
    visitor = forms.CharField(
        label=_("Besökare"), max_length=200, help_text=_("Vem som kommer, och från vilken organisation.")
    )
    city = forms.CharField(
        label=_("Stad"), max_length=120, required=False,
        help_text=_("Om en stad kommer på besök. Av staden och landet följer om en avgift tas ut."),
    )  # fmt: skip
    country = forms.ModelChoiceField(Country.objects.all(), label=_("Land"), required=False)
    visitors_count = forms.IntegerField(
        label=_("Antal besökare"), required=False, min_value=1, max_value=10000,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip
    main_host = forms.ModelChoiceField(
        Unit.objects.all(), label=_("Huvudvärd"), required=False, help_text=_("Den enhet som håller ihop besöket.")
    )
    purpose = forms.CharField(label=_("Syfte"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    fee_programme = forms.ModelChoiceField(
        FeeProgramme.objects.filter(in_use=True), label=_("Program med avgift"), required=False
    )

    own_names = ("kind", "visitor", "city", "country", "visitors_count", "main_host", "purpose", "fee_programme")

    def own(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.own_names}


class VisitForm(VisitFields, SecrecyFields, SpineForm):
    title = forms.CharField(label=_("Rubrik"), max_length=250)
    starts_on = SwedishDateField(label=_("Från"))
    ends_on = SwedishDateField(label=_("Till"), required=False)

    groups = (
        (_("Besöket"), ("title", "kind", "visitor", "city", "country", "visitors_count", "starts_on", "ends_on",
                        "purpose", "fee_programme")),
        (_("Vem tar emot"), ("responsible_unit", "main_host")),
        SecrecyFields.secrecy_group,
        (_("Varför"), ("themes", "benefit_city", "benefit_partner")),
    )  # fmt: skip
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


class ConfirmForm(GroupedForm):
    """A warning of the policy passes with a motive; without one nothing is asked."""

    motive = forms.CharField(
        label=_("Motivering"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Skriv varför besöket går vidare trots varningen. Den sparas."),
    )  # fmt: skip
    groups = (("", ("motive",)),)


class ReasonForm(GroupedForm):
    reason = forms.CharField(label=_("Skäl"), widget=forms.Textarea(attrs={"rows": 3}))
    groups = (("", ("reason",)),)


class HostsForm(GroupedForm):
    units = forms.ModelMultipleChoiceField(
        Unit.objects.all(), label=_("Enheter som tar emot"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Den ansvariga enheten är alltid med."),
    )  # fmt: skip
    main_host = forms.ModelChoiceField(
        Unit.objects.all(), label=_("Huvudvärd"), required=False,
        help_text=_("En av enheterna. De andra godtar valet."),
    )  # fmt: skip
    groups = (("", ("units", "main_host")),)


class FeeForm(GroupedForm):
    amount = forms.IntegerField(
        label=_("Avgift i kronor"), required=False, min_value=0, max_value=1_000_000,
        widget=forms.NumberInput(attrs={"class": "short"}),
        help_text=_("Lämna tomt om beloppet inte är bestämt. Då står det att beloppet är ej angivet."),
    )  # fmt: skip
    per_person = forms.BooleanField(label=_("Avgiften gäller per person"), required=False)
    groups = (("", ("amount", "per_person")),)
