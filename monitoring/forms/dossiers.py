from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from engagements.area_forms import GroupedForm, SpineForm
from monitoring.enums import DossierKind, Stage


class DossierFields(forms.Form):
    kind = forms.ChoiceField(label=_("Slag"), choices=DossierKind.choices, widget=forms.RadioSelect)
    target = forms.CharField(
        label=_("Riktas till"), required=False, max_length=200, help_text=_("Till exempel Europeiska kommissionen.")
    )
    next_deadline = SwedishDateField(label=_("Nästa tidsfrist"), required=False)
    eu_reference = forms.CharField(
        label=_("EU-beteckning"), required=False, max_length=80, help_text=_("Till exempel COM(2022) 542.")
    )
    swedish_law = forms.CharField(
        label=_("Svensk lag som berörs"), required=False, max_length=250, help_text=_("Till exempel miljöbalken 5 kap.")
    )

    own_names = ("kind", "target", "next_deadline", "eu_reference", "swedish_law")

    def own(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.own_names}


class DossierForm(DossierFields, SpineForm):
    title = forms.CharField(label=_("Vad vi följer"), max_length=250)

    groups = (
        (_("Bevakningen"), ("title", "kind", "target", "next_deadline", "responsible_unit")),
        (_("Om det är ett initiativ från EU"), ("eu_reference", "swedish_law")),
        (_("Varför"), ("themes", "background", "benefit_city", "assignment")),
    )
    asks_for = ("themes", "background", "benefit_city", "assignment")


class DossierEditForm(DossierFields, GroupedForm):
    groups = (("", DossierFields.own_names),)


class StageForm(GroupedForm):
    stage = forms.ChoiceField(label=_("Skede"), choices=Stage.choices)
    on = SwedishDateField(label=_("Dag då det nåddes"))
    source_name = forms.CharField(
        label=_("Källa"), max_length=200, help_text=_("Till exempel EUR-Lex eller kommissionens pressmeddelande.")
    )
    source_url = forms.URLField(label=_("Länk till källan"), required=False, max_length=500, assume_scheme="https")

    groups = (("", ("stage", "on", "source_name", "source_url")),)


class NoteForm(GroupedForm):
    on = SwedishDateField(label=_("Dag"), initial=timezone.localdate)
    text = forms.CharField(label=_("Vad staden gjorde eller fick veta"), widget=forms.Textarea(attrs={"rows": 4}))

    groups = (("", ("on", "text")),)
