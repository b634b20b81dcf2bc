from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from engagements.area_forms import GroupedForm
from governance.models import Unit
from monitoring.deadlines import in_brussels
from monitoring.enums import Channel
from monitoring.models import Dossier

HOURS = ("%H:%M", "%H.%M", "%H")


def units_of(person: Any) -> QuerySet[Unit]:
    rows = Unit.objects.order_by("name")
    return rows if person.powers.coordinates else rows.filter(pk__in=person.powers.own_units)


class OwnUnit(forms.Form):
    """The unit one reports for: asked for only when there are several to choose between."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("För vilken enhet?"))

    def __init__(self, *args: Any, person: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        rows = units_of(person)
        self.fields["unit"].queryset = rows
        own = sorted(person.powers.own_units)
        if own:
            self.fields["unit"].initial = own[0]
        if len(own) == 1:
            self.fields["unit"].widget = forms.HiddenInput()


class DeadlineFields(forms.Form):
    deadline = SwedishDateField(label=_("Svar senast"))
    deadline_time = forms.TimeField(
        label=_("Klockslag i Bryssel"),
        required=False,
        input_formats=HOURS,
        widget=forms.TimeInput(attrs={"class": "short", "autocomplete": "off"}, format="%H.%M"),
        help_text=_("Utan klockslag räknas dagens slut, 23.59."),
        error_messages={"invalid": _("Skriv klockslaget som 17.00.")},
    )

    def moment(self) -> datetime:
        return in_brussels(self.cleaned_data["deadline"], self.cleaned_data["deadline_time"])


class ConsultationForm(DeadlineFields, GroupedForm):
    """On a dossier's page: registered with its case at once."""

    title = forms.CharField(label=_("Vad gäller samrådet?"), max_length=250)
    channel = forms.ChoiceField(
        label=_("Kanal"), choices=Channel.choices, initial=Channel.EU, required=False, widget=forms.RadioSelect
    )
    asked_by = forms.CharField(
        label=_("Vem frågar?"),
        max_length=200,
        help_text=_("Till exempel Europeiska kommissionen eller ett departement."),
    )
    source_url = forms.URLField(label=_("Länk"), required=False, max_length=500, assume_scheme="https")

    groups = (("", ("title", "channel", "asked_by", "source_url", "deadline", "deadline_time")),)

    def said(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in ("title", "asked_by", "source_url")}
        return given | {"deadline": self.moment(), "channel": self.cleaned_data["channel"] or Channel.EU}


class ReportConsultationForm(OwnUnit, GroupedForm):
    """Three questions for a phone; where it stands and at what hour can be added."""

    title = forms.CharField(label=_("Vilket samråd?"), max_length=250)
    asked_by = forms.CharField(
        label=_("Vem frågar?"), max_length=200, help_text=_("Till exempel Europeiska kommissionen.")
    )
    deadline = SwedishDateField(label=_("Svar senast"))
    source_url = forms.URLField(label=_("Länk"), required=False, max_length=500, assume_scheme="https")
    channel = forms.ChoiceField(label=_("Kanal"), choices=Channel.choices, initial=Channel.EU, required=False)
    deadline_time = DeadlineFields.base_fields["deadline_time"]

    groups = (
        ("", ("title", "asked_by", "deadline", "unit")),
        (_("Om du vet"), ("source_url", "channel", "deadline_time")),
    )

    def said(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in ("title", "asked_by", "source_url", "unit")}
        moment = in_brussels(self.cleaned_data["deadline"], self.cleaned_data["deadline_time"])
        return given | {"deadline": moment, "channel": self.cleaned_data["channel"] or Channel.EU}


class DossierChoice(forms.Form):
    """A dossier that is there, or a new one with the unit that answers for it."""

    dossier = forms.ModelChoiceField(
        Dossier.objects.none(), label=_("Bevakning"), required=False, empty_label=_("Ny bevakning")
    )
    unit = forms.ModelChoiceField(
        Unit.objects.order_by("name"), label=_("Ansvarig enhet för en ny bevakning"), required=False
    )

    def __init__(self, *args: Any, dossiers: QuerySet[Dossier], unit: Unit | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["dossier"].queryset = dossiers
        self.fields["dossier"].label_from_instance = lambda row: row.engagement.title
        self.fields["unit"].initial = unit.pk if unit else None


class TakeUpForm(DossierChoice, GroupedForm):
    """One dossier answers one consultation at a time: that is a rule of cases."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["dossier"].help_text = _("En bevakning har ett samråd under beredning åt gången.")

    groups = (("", ("dossier", "unit")),)


class ReasonForm(GroupedForm):
    reason = forms.CharField(label=_("Skäl"), widget=forms.Textarea(attrs={"rows": 4}))

    groups = (("", ("reason",)),)
