"""Forms of what came of a visit."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from engagements.area_forms import GroupedForm
from governance.models import Unit
from visits.enums.gifts import GiftKind


class CompanyForm(GroupedForm):
    name = forms.CharField(label=_("Företag"), max_length=160)
    contact_role = forms.CharField(
        label=_("Kontakt (funktion)"), max_length=160, required=False, help_text=_("Till exempel exportchefen.")
    )
    met_on = SwedishDateField(label=_("Dag"), required=False)
    what = forms.CharField(label=_("Vad det gällde"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    names = ("name", "contact_role", "met_on", "what")
    groups = (("", names),)


class PromiseForm(GroupedForm):
    text = forms.CharField(label=_("Vad som lovades"), widget=forms.Textarea(attrs={"rows": 3}))
    to_whom = forms.CharField(label=_("Till vem"), max_length=160, required=False)
    unit = forms.ModelChoiceField(Unit.objects.order_by("name"), label=_("Ansvarig enhet"))
    due_on = SwedishDateField(label=_("Senast"))

    names = ("text", "to_whom", "unit", "due_on")
    groups = (("", names),)


class KeptForm(GroupedForm):
    on = SwedishDateField(label=_("Dag då löftet hölls"))
    note = forms.CharField(label=_("Hur det gick"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    groups = (("", ("on", "note")),)


class DroppedForm(GroupedForm):
    note = forms.CharField(label=_("Varför löftet inte ska hållas"), widget=forms.Textarea(attrs={"rows": 3}))

    groups = (("", ("note",)),)


class GiftForm(GroupedForm):
    kind = forms.ChoiceField(label=_("Slag"), choices=GiftKind.choices, widget=forms.RadioSelect)
    what = forms.CharField(label=_("Vad"), max_length=200)
    value = forms.IntegerField(
        label=_("Värde i kronor"), min_value=0, max_value=100_000_000,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )  # fmt: skip
    on = SwedishDateField(label=_("Dag"))
    from_office = forms.CharField(label=_("Från (funktion)"), max_length=160)
    to_office = forms.CharField(label=_("Till (funktion)"), max_length=160)
    note = forms.CharField(label=_("Anmärkning"), max_length=250, required=False)

    names = ("kind", "what", "value", "on", "from_office", "to_office", "note")
    groups = ((_("Vad"), ("kind", "what", "value", "on")), (_("Vem"), ("from_office", "to_office", "note")))
