from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from engagements.area_forms import GroupedForm
from engagements.forms.activity import KronorField
from projects.forms.projects import MOST


class StepForm(GroupedForm):
    on = SwedishDateField(label=_("Dag"))

    groups: tuple[tuple[Any, tuple[str, ...]], ...] = (("", ("on",)),)

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs["initial"] = {"on": timezone.localdate()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)


class SubmitForm(StepForm):
    reference = forms.CharField(label=_("Finansiärens diarienummer"), required=False, max_length=80)

    groups = (("", ("on", "reference")),)


class AnswerForm(StepForm):
    """What the funder answered: granted with an amount, or rejected with its reason."""

    answer = forms.ChoiceField(
        label=_("Finansiärens svar"),
        choices=[("granted", _("Beviljad")), ("rejected", _("Avslag"))],
        widget=forms.RadioSelect,
    )
    amount = KronorField(
        label=_("Beviljat belopp, kr"), required=False, min_value=0, max_value=MOST, help_text=_("Vid bifall.")
    )
    reason = forms.CharField(
        label=_("Finansiärens skäl"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Vid avslag. Skälen gör nästa ansökan bättre."),
    )  # fmt: skip

    groups = (("", ("answer", "on", "amount", "reason")),)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == "granted" and cleaned.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", _("Skriv vilket belopp finansiären beviljade."))
        return cleaned


class CloseForm(StepForm):
    note = forms.CharField(
        label=_("Vad projektet ledde till"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    groups = (("", ("on", "note")),)


class DropForm(StepForm):
    reason = forms.CharField(label=_("Varför projektet läggs ned"), widget=forms.Textarea(attrs={"rows": 4}))

    groups = (("", ("on", "reason")),)
