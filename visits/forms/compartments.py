from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from engagements.area_forms import GroupedForm
from governance.models import Person
from visits.enums import DetailKind


class OpenCompartmentForm(GroupedForm):
    ground = forms.CharField(label=_("Lagrum"), max_length=200, help_text=_("Till exempel OSL 15:1 eller OSL 18:8."))
    groups = (("", ("ground",)),)


class DetailForm(GroupedForm):
    kind = forms.ChoiceField(label=_("Slag av uppgift"), choices=DetailKind.choices)
    text = forms.CharField(label=_("Uppgift"), widget=forms.Textarea(attrs={"rows": 3}))
    groups = (("", ("kind", "text")),)


class ShareCompartmentForm(GroupedForm):
    person = forms.ModelChoiceField(Person.objects.filter(is_active=True).order_by("name"), label=_("Person"))
    groups = (("", ("person",)),)
