from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.dates import SwedishDateField
from core.enums import Confidentiality
from engagements.goals import Goal
from engagements.models import Country, Engagement
from governance.models import Aim, Person, Theme, Unit


def area_of_text(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class EngagementForm(forms.Form):
    """The spine's own fields; `version` is the one the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Titel"), max_length=250)
    public_title = forms.CharField(
        label=_("Offentlig titel"),
        max_length=250,
        required=False,
        help_text=_("Visas för allmänheten i stället för titeln."),
    )
    responsible_unit = forms.ModelChoiceField(label=_("Ansvarig enhet"), queryset=Unit.objects.all())
    units = forms.ModelMultipleChoiceField(
        label=_("Enheter som deltar"), queryset=Unit.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    starts_on = SwedishDateField(label=_("Från"), required=False)
    ends_on = SwedishDateField(label=_("Till"), required=False)
    since_text = forms.CharField(
        label=_("Sedan"), max_length=80, required=False, help_text=_("När bara år eller årtionde är känt.")
    )
    background = forms.CharField(label=_("Bakgrund"), required=False, widget=area_of_text(6))
    benefit_city = forms.CharField(label=_("Nytta för staden"), required=False, widget=area_of_text())
    benefit_partner = forms.CharField(label=_("Nytta för motparten"), required=False, widget=area_of_text())
    assignment = forms.CharField(
        label=_("Uppdrag eller ägardirektiv"),
        max_length=250,
        required=False,
        help_text=_("Vilket uppdrag tjänar engagemanget?"),
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Teman"), queryset=Theme.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    aims = forms.ModelMultipleChoiceField(
        label=_("Inriktningar"), queryset=Aim.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    goals = forms.TypedMultipleChoiceField(
        label=_("Globala mål"),
        choices=[(goal, f"{goal}. {label}") for goal, label in Goal.choices],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    countries = forms.ModelMultipleChoiceField(
        label=_("Länder"),
        queryset=Country.objects.all(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8, "class": "tall"}),
        help_text=_("Håll ned Ctrl för att välja flera."),
    )
    external_money = forms.BooleanField(
        label=_("Extern finansiering"), required=False, help_text=_("Då redovisas resurserna alltid för sig.")
    )
    public_summary = forms.CharField(
        label=_("Offentlig sammanfattning"),
        required=False,
        widget=area_of_text(),
        help_text=_("Det enda som allmänheten läser, när engagemanget är publicerat."),
    )
    confidentiality = forms.ChoiceField(label=pgettext_lazy("rubrik", "Sekretess"), choices=Confidentiality.choices)
    confidentiality_ground = forms.CharField(
        label=_("Lagrum"), max_length=200, required=False, help_text=_("Till exempel OSL 15:1.")
    )

    def __init__(self, *args: Any, engagement: Engagement, parts: Any, **kwargs: Any):
        """`parts` are the engagement's small sets, as its page reads them."""
        kwargs.setdefault("initial", _initial(engagement, parts))
        super().__init__(*args, **kwargs)
        units = list(Unit.objects.values_list("pk", "name"))
        self.fields["units"].widget.choices = self.fields["responsible_unit"].widget.choices = units

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Slutdatum ligger före startdatum."))
        secret = data.get("confidentiality") == Confidentiality.CONFIDENTIAL
        if secret and not data.get("confidentiality_ground"):
            self.add_error("confidentiality_ground", _("Ange den bestämmelse som sekretessen vilar på."))
        return data


SETS = {"units", "themes", "aims", "goals", "countries"}


def _initial(engagement: Engagement, parts: Any) -> dict[str, Any]:
    plain = [name for name in EngagementForm.base_fields if name not in SETS | {"responsible_unit"}]
    return {name: getattr(engagement, name) for name in plain} | {
        "responsible_unit": engagement.responsible_unit_id,
        "units": parts.unit_ids,
        "themes": list(parts.themes),
        "aims": list(parts.aims),
        "goals": [number for number, _label in parts.goals],
        "countries": [country.pk for country in parts.countries],
    }


class AssessmentForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Bedömning"),
        widget=area_of_text(8),
        help_text=_("Hur förhåller sig samarbetet till svensk utrikespolitik och till mänskliga rättigheter?"),
        error_messages={"required": _("Skriv bedömningen.")},
    )
    on = SwedishDateField(label=_("Bedömd den"))

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Bedömningen kan inte vara gjord i framtiden."))
        return day


class ShareForm(forms.Form):
    person = forms.ModelChoiceField(
        label=_("Person"),
        queryset=Person.objects.filter(is_active=True),
        error_messages={"required": _("Välj en person.")},
    )


class ResourceForm(forms.Form):
    """Whole kronor and hours of one unit in one year."""

    unit = forms.ModelChoiceField(label=_("Enhet"), queryset=Unit.objects.all())
    year = forms.IntegerField(label=_("År"), min_value=1990, max_value=2100)
    planned = forms.IntegerField(label=_("Planerat, kr"), min_value=0, max_value=2_000_000_000, required=False)
    spent = forms.IntegerField(label=_("Utfall, kr"), min_value=0, max_value=2_000_000_000, required=False)
    planned_hours = forms.IntegerField(label=_("Planerade timmar"), min_value=0, max_value=1_000_000, required=False)
    spent_hours = forms.IntegerField(label=_("Använda timmar"), min_value=0, max_value=1_000_000, required=False)

    def __init__(self, *args: Any, units: Any = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if units is not None:
            self.fields["unit"].queryset = units
        for field in self.fields.values():
            if isinstance(field, forms.IntegerField):
                field.widget = forms.TextInput(attrs={"class": "short", "inputmode": "numeric"})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        amounts = ("planned", "spent", "planned_hours", "spent_hours")
        return data | {name: data.get(name) or 0 for name in amounts if name not in self.errors}
