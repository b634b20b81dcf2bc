from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagements.area_forms import GroupedForm
from governance.models import Aim, Theme, Unit
from monitoring.enums import Direction, Impact
from monitoring.forms.consultations import DossierChoice, OwnUnit


class ReportSignalForm(OwnUnit, GroupedForm):
    """Three questions, on a phone, in under a minute (GBG-M4)."""

    what = forms.CharField(label=_("Vad har du sett?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    source = forms.CharField(
        label=_("Var?"), max_length=500, required=False, help_text=_("Klistra in en länk, eller skriv vem som sa det.")
    )
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.order_by("name"),
        label=_("Vilka områden gäller det?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    groups = (("", ("what", "source", "themes", "unit")),)


class AssessSignalForm(GroupedForm):
    impact = forms.ChoiceField(
        label=_("Hur stor påverkan på staden?"), choices=Impact.choices, widget=forms.RadioSelect
    )
    direction = forms.ChoiceField(label=_("Åt vilket håll?"), choices=Direction.choices, widget=forms.RadioSelect)
    aim = forms.ModelChoiceField(Aim.objects.all(), label=_("Vilken inriktning?"), required=False)
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.order_by("name"), label=_("Områden"), required=False, widget=forms.CheckboxSelectMultiple
    )
    units = forms.ModelMultipleChoiceField(
        Unit.objects.order_by("name"), label=_("Berörda enheter"), required=False, widget=forms.CheckboxSelectMultiple
    )

    groups = (
        (_("Bedömning"), ("impact", "direction", "aim")),
        (_("Vad och vem det rör"), ("themes", "units")),
    )

    def __init__(self, *args: Any, aims: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["aim"].queryset = aims


class FollowSignalForm(DossierChoice, GroupedForm):
    title = forms.CharField(label=_("Namn på en ny bevakning"), max_length=250, required=False)

    groups = (("", ("dossier", "title", "unit")),)


class NoteSignalForm(GroupedForm):
    reason = forms.CharField(label=_("Kommentar"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    groups = (("", ("reason",)),)
