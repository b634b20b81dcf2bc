"""Tasks from decisions: parse and validate; nothing is written here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from decisions.forms.cases import Day, long_text


class TaskForm(forms.Form):
    unit = forms.ChoiceField(label=_("Enhet"))
    text = forms.CharField(
        label=_("Uppdrag"), widget=long_text(4), help_text=_("Vad ska enheten göra, och vad ska den rapportera?")
    )
    due_on = Day(label=_("Klart senast"))

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "–"), *units]


class TaskReportForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    report = forms.CharField(label=_("Vad har gjorts?"), widget=long_text(6))


class HandBackForm(forms.Form):
    reason = forms.CharField(
        label=_("Vad återstår?"), widget=long_text(4), help_text=_("Enheten läser det här när den fortsätter.")
    )
