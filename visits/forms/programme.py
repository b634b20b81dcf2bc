"""Forms of a programme."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField, shown
from engagements.area_forms import GroupedForm
from governance.models import Unit
from visits.actions.programme import FIELDS
from visits.enums.programme import Audience

CLOCK = re.compile(r"(\d{1,2})(?:[:.,]?(\d{2}))?")


class ClockField(forms.CharField):
    """A time of day as people write it: 9, 9.30, 09:30 or 0930."""

    widget = forms.TextInput(attrs={"class": "short", "autocomplete": "off"})
    default_error_messages = {
        "required": _("Ange tid."),
        "invalid": _("Skriv tiden som 9.30."),
    }

    def to_python(self, value: Any) -> datetime.time | None:  # type: ignore[override]
        if isinstance(value, datetime.time):
            return value
        text = super().to_python(value)
        if not text:
            return None
        match = CLOCK.fullmatch(text.strip())
        if match is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return datetime.time(int(match[1]), int(match[2] or 0))
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H.%M") if isinstance(value, datetime.time) else value


class ItemFields(forms.Form):
    day = SwedishDateField(label=_("Dag"))
    starts_at = ClockField(label=_("Från kl."))
    ends_at = ClockField(label=_("Till kl."))
    title_sv = forms.CharField(label=_("Rubrik på svenska"), max_length=200, required=False)
    title_en = forms.CharField(label=_("Rubrik på engelska"), max_length=200, required=False)
    place = forms.CharField(label=_("Plats eller rum"), max_length=160, required=False)
    host_unit = forms.ModelChoiceField(Unit.objects.order_by("name"), label=_("Värdenhet"), required=False)
    host_office = forms.CharField(
        label=_("Värd (funktion)"), max_length=160, required=False, help_text=_("Till exempel stadsbyggnadsdirektören.")
    )
    speaker = forms.CharField(label=_("Talare"), max_length=200, required=False)
    audience = forms.ChoiceField(
        label=_("För vem"), choices=Audience.choices, initial=Audience.EVERYBODY, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("title_sv", "title_en"):
            self.fields[name].either_or = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("Sluttiden ligger inte efter starttiden."))
        if not (cleaned.get("title_sv") or cleaned.get("title_en") or self.errors):
            self.add_error("title_sv", _("Skriv rubriken på svenska eller engelska."))
        return cleaned


class ItemForm(ItemFields, GroupedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    text_sv = forms.CharField(
        label=_("Beskrivning på svenska"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    text_en = forms.CharField(
        label=_("Beskrivning på engelska"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    groups = (
        (_("När och var"), ("day", "starts_at", "ends_at", "place")),
        (_("Vad"), ("title_sv", "title_en", "text_sv", "text_en")),
        (_("Vem"), ("host_unit", "host_office", "speaker", "audience")),
    )

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}


class NewItemForm(ItemFields):
    """A row among several. An untouched row is left out; the units are read once for all rows."""

    def __init__(self, *args: Any, units: Any = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["host_unit"].widget.choices = [("", "–"), *units]

    def has_changed(self) -> bool:
        """Day and audience are filled in beforehand: a row is meant when it says what or when."""
        names = ("title_sv", "title_en", "place", "speaker", "ends_at", "host_office")
        return any(str(self.data.get(self.add_prefix(name), "")).strip() for name in names)


NewItemFormSet = formset_factory(NewItemForm, extra=3, max_num=30, absolute_max=40)


class MoveForm(forms.Form):
    """How far, or to which day, the chosen items are moved."""

    STEPS = (
        (-60, _("1 timme tidigare")), (-30, _("30 minuter tidigare")), (-15, _("15 minuter tidigare")),
        (15, _("15 minuter senare")), (30, _("30 minuter senare")), (60, _("1 timme senare")),
    )  # fmt: skip

    minutes = forms.TypedChoiceField(
        label=_("Till tid"), required=False, coerce=int, empty_value=0,
        choices=[("", _("Samma tid")), *STEPS],
    )  # fmt: skip
    day = forms.TypedChoiceField(
        label=_("Till dag"), required=False, coerce=datetime.date.fromisoformat, empty_value=None
    )

    def __init__(self, *args: Any, days: list[datetime.date], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["day"].choices = [("", _("Samma dag")), *((day.isoformat(), shown(day)) for day in days)]


class HeadingForm(GroupedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    title_sv = forms.CharField(label=_("Rubrik på svenska"), max_length=200, required=False)
    welcome_sv = forms.CharField(
        label=_("Inledning på svenska"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    title_en = forms.CharField(label=_("Rubrik på engelska"), max_length=200, required=False)
    welcome_en = forms.CharField(
        label=_("Inledning på engelska"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    contact = forms.CharField(
        label=_("Kontakt under besöket"), max_length=200, required=False,
        help_text=_("Den funktion och det telefonnummer gästerna ringer."),
    )  # fmt: skip

    groups = (
        (_("På svenska"), ("title_sv", "welcome_sv")),
        (_("På engelska"), ("title_en", "welcome_en")),
        (_("Kontakt"), ("contact",)),
    )
    names = ("title_sv", "title_en", "welcome_sv", "welcome_en", "contact")

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.names}


class FeedForm(forms.Form):
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Enhet"), empty_label=None)

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units]).order_by("name")
