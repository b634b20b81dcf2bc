"""Forms of a study visit the city makes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from engagements.area_forms import GroupedForm, SecrecyFields, SpineForm
from engagements.enums import AttendanceLevel
from engagements.models import Country
from governance.enums import BodyKind
from governance.models import Body, Unit
from visits.enums.outgoing import TravelMode


def kronor(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=1_000_000_000,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )  # fmt: skip


class OutgoingFields(forms.Form):
    city = forms.CharField(label=_("Stad"), max_length=120)
    country = forms.ModelChoiceField(Country.objects.all(), label=_("Land"))
    organisation = forms.CharField(label=_("Organisation som besöks"), max_length=200, required=False)
    purpose = forms.CharField(
        label=_("Syfte"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vad ska ni lära er, och vad ska det ge?"),
    )
    travel_mode = forms.ChoiceField(label=_("Färdsätt"), choices=TravelMode.choices, widget=forms.RadioSelect)
    why_not_remote = forms.CharField(
        label=_("Varför inte på distans?"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    cost_planned = kronor(_("Beräknad kostnad i kronor"))

    own_names: tuple[str, ...] = (
        "city", "country", "organisation", "purpose", "travel_mode", "why_not_remote", "cost_planned",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        travels = cleaned.get("travel_mode") not in (None, "", TravelMode.REMOTE)
        if travels and not cleaned.get("why_not_remote", "").strip():
            self.add_error("why_not_remote", _("Skriv varför besöket inte görs på distans."))
        return cleaned

    def own(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.own_names}


class OutgoingForm(OutgoingFields, SecrecyFields, SpineForm):
    title = forms.CharField(label=_("Rubrik"), max_length=250)
    starts_on = SwedishDateField(label=_("Från"))
    ends_on = SwedishDateField(label=_("Till"), required=False)

    groups = (
        (_("Resan"), ("title", "city", "country", "organisation", "starts_on", "ends_on", "purpose")),
        (_("Färd och kostnad"), ("travel_mode", "why_not_remote", "cost_planned")),
        (_("Vem"), ("responsible_unit",)),
        SecrecyFields.secrecy_group,
        (_("Varför"), ("themes", "benefit_city")),
    )
    asks_for = ("themes", "benefit_city", "starts_on", "ends_on")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Slutdatum ligger före startdatum."))
        return cleaned

    def spine(self) -> dict[str, Any]:
        return super().spine() | self.secrecy()


class OutgoingEditForm(OutgoingFields, GroupedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    cost_spent = kronor(_("Faktisk kostnad i kronor"))

    own_names = (*OutgoingFields.own_names, "cost_spent")
    groups = (
        (_("Resan"), ("city", "country", "organisation", "purpose")),
        (_("Färd och kostnad"), ("travel_mode", "why_not_remote", "cost_planned", "cost_spent")),
    )


class DelegateForm(forms.Form):
    office = forms.CharField(label=_("Funktion"), max_length=160, required=False)
    level = forms.ChoiceField(label=_("Nivå"), choices=AttendanceLevel.choices, initial=AttendanceLevel.OFFICIAL)
    body = forms.ModelChoiceField(Body.objects.none(), label=_("Nämnd"), required=False)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Enhet"), required=False)
    number = forms.IntegerField(
        label=_("Antal"), min_value=1, max_value=999, initial=1,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: Any, units: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.all()
        self.fields["unit"].queryset = Unit.objects.all()
        self.fields["body"].widget.choices = [("", "–"), *bodies]
        self.fields["unit"].widget.choices = [("", "–"), *units]

    def has_changed(self) -> bool:
        return bool(str(self.data.get(self.add_prefix("office"), "")).strip())


DelegateFormSet = formset_factory(DelegateForm, extra=2, max_num=30, absolute_max=40)


def choices_of_delegates() -> dict[str, Any]:
    """Read once for all rows."""
    kinds = [BodyKind.COMMITTEE, BodyKind.EXECUTIVE_BOARD, BodyKind.COUNCIL]
    bodies = Body.objects.filter(kind__in=kinds).order_by("name").values_list("pk", "name")
    return {"bodies": list(bodies), "units": list(Unit.objects.order_by("name").values_list("pk", "name"))}


def delegates(formset: Any) -> list[dict[str, Any]]:
    """The rows with somebody in them; an emptied row is gone."""
    return [form.cleaned_data for form in formset.forms if form.has_changed()]


class ReportForm(GroupedForm):
    lessons = forms.CharField(
        label=_("Vad lärde ni er?"), widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Det viktigaste först. Rapporten blir en aktivitet som andra kan läsa."),
    )  # fmt: skip
    cost_spent = kronor(_("Faktisk kostnad i kronor"))
    motive = forms.CharField(
        label=_("Motivering till avsteg"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    groups = (("", ("lessons", "cost_spent", "motive")),)


class UseForm(GroupedForm):
    text = forms.CharField(
        label=_("Vad har ni tagit i bruk?"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    groups = (("", ("text",)),)
