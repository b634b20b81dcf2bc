from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from engagements.area_forms import GroupedForm, SpineForm
from monitoring.enums import DossierKind


class DossierFields(forms.Form):
    kind = forms.ChoiceField(label=_("Slag"), choices=DossierKind.choices, widget=forms.RadioSelect)
    target = forms.CharField(
        label=_("Riktas till"), required=False, max_length=200, help_text=_("Till exempel Europeiska kommissionen.")
    )
    next_deadline = SwedishDateField(label=_("Nästa tidsfrist"), required=False)

    own_names = ("kind", "target", "next_deadline")

    def own(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.own_names}


class DossierForm(DossierFields, SpineForm):
    title = forms.CharField(label=_("Vad vi följer"), max_length=250)

    groups = (
        (_("Bevakningen"), ("title", "kind", "target", "next_deadline", "responsible_unit")),
        (_("Varför"), ("themes", "background", "benefit_city", "assignment")),
    )
    asks_for = ("themes", "background", "benefit_city", "assignment")


class ConsultationForm(GroupedForm):
    title = forms.CharField(label=_("Vad gäller samrådet?"), max_length=250)
    asked_by = forms.CharField(
        label=_("Vem frågar?"),
        max_length=200,
        help_text=_("Till exempel Europeiska kommissionen eller ett departement."),
    )
    deadline = SwedishDateField(label=_("Svar senast"))

    groups = (("", ("title", "asked_by", "deadline")),)


class DossierEditForm(DossierFields, GroupedForm):
    groups = (("", DossierFields.own_names),)
