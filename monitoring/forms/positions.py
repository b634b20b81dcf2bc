from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from engagements.area_forms import GroupedForm
from governance.models import Aim, Unit
from monitoring.enums import AllyKind, PositionLevel, PositionState
from monitoring.forms.consultations import units_of
from monitoring.models import Ally, Dossier

PROGRESS = [(state, state.label) for state in (PositionState.PURSUED, PositionState.ACHIEVED, PositionState.GIVEN_UP)]


class PositionForm(GroupedForm):
    title = forms.CharField(label=_("Vad gäller ståndpunkten?"), max_length=220)
    text = forms.CharField(label=_("Vad vill staden?"), widget=forms.Textarea(attrs={"rows": 6}))
    level = forms.ChoiceField(label=_("Nivå"), choices=PositionLevel.choices, widget=forms.RadioSelect)
    target = forms.CharField(
        label=_("Riktas till"), max_length=200, help_text=_("Till exempel Europaparlamentets miljöutskott.")
    )
    aim = forms.ModelChoiceField(Aim.objects.none(), label=_("Inriktning"), required=False)
    allies = forms.ModelMultipleChoiceField(
        Ally.objects.all(), label=_("Allierade"), required=False, widget=forms.CheckboxSelectMultiple
    )
    other_allies = forms.CharField(
        label=_("Andra allierade"), required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("En per rad.")
    )

    groups = (
        (_("Ståndpunkten"), ("title", "text", "level", "target", "aim")),
        (_("Tillsammans med"), ("allies", "other_allies")),
    )

    def __init__(self, *args: Any, aims: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["aim"].queryset = aims


class ProgressForm(GroupedForm):
    to = forms.ChoiceField(label=_("Läge"), choices=PROGRESS, widget=forms.RadioSelect)
    outcome = forms.CharField(
        label=_("Vad det ledde till"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Behövs när ståndpunkten är uppnådd eller överges."),
    )

    groups = (("", ("to", "outcome")),)


class AllyForm(GroupedForm):
    name = forms.CharField(label=_("Namn"), max_length=200)
    kind = forms.ChoiceField(label=_("Slag"), choices=AllyKind.choices, widget=forms.RadioSelect)

    groups = (("", ("name", "kind")),)


class ContactForm(GroupedForm):
    on = SwedishDateField(label=_("Dag"), initial=timezone.localdate)
    institution = forms.CharField(
        label=_("Institution"), max_length=200, help_text=_("Till exempel Europeiska kommissionen, GD Miljö.")
    )
    met = forms.CharField(
        label=_("Vem talade ni med?"), required=False, max_length=200, help_text=_("Skriv rollen, inte namnet.")
    )
    by_whom = forms.CharField(
        label=_("Vem tog kontakten?"), max_length=200, help_text=_("Skriv rollen, till exempel miljödirektören.")
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Enhet"))
    about = forms.CharField(label=_("Vad gällde det?"), widget=forms.Textarea(attrs={"rows": 3}))
    dossier = forms.ModelChoiceField(
        Dossier.objects.none(), label=_("Bevakning"), required=False, empty_label=_("Ingen bevakning")
    )
    consulted = forms.BooleanField(label=_("Kontakten togs i samråd med kontoret i Bryssel"), required=False)
    consultation_note = forms.CharField(
        label=_("Hur gick samrådet till?"),
        required=False,
        max_length=250,
        help_text=_("Till exempel: telefonsamtal dagen före, kontoret var med på mötet."),
    )
    motive = forms.CharField(
        label=_("Om ni inte samrådde: varför?"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    groups = (
        (_("Kontakten"), ("on", "institution", "met", "by_whom", "unit", "about", "dossier")),
        (_("Kontoret i Bryssel"), ("consulted", "consultation_note", "motive")),
    )

    def __init__(self, *args: Any, person: Any, dossiers: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_of(person)
        self.fields["dossier"].queryset = dossiers
        self.fields["dossier"].label_from_instance = lambda row: row.engagement.title


class OfficeForm(GroupedForm):
    name = forms.CharField(label=_("Kontorets namn"), max_length=200)
    unit = forms.ModelChoiceField(
        Unit.objects.order_by("name"),
        label=_("Enhet i kommunen"),
        required=False,
        empty_label=_("Ingen: kontoret är någon annans"),
    )
    source = forms.CharField(label=_("Källa"), required=False, max_length=250)

    groups = (("", ("name", "unit", "source")),)
