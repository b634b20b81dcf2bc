from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from governance.enums import InstructionKind


class InstructionForm(forms.Form):
    """A version of a unit's own instruction: as text, as a file, or both, and its checklist beside."""

    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    kind = forms.ChoiceField(label=_("Vad gäller den?"), choices=InstructionKind.choices)
    title = forms.CharField(
        label=_("Titel"), max_length=200, help_text=_("Till exempel: Rutin för att ta emot besök."),
        error_messages={"required": _("Skriv en titel.")},
    )  # fmt: skip
    text = forms.CharField(label=_("Text"), required=False, widget=forms.Textarea(attrs={"rows": 10}))
    file = forms.FileField(label=_("Fil"), required=False)
    adopted = forms.CharField(
        label=_("Beslutad av"), max_length=160, required=False,
        help_text=_("Till exempel: Socialnämnden 2026-10-21 § 112."),
    )  # fmt: skip
    valid_from = SwedishDateField(label=_("Gäller från"), initial=timezone.localdate)
    valid_to = SwedishDateField(label=_("Gäller till"), required=False, help_text=_("Lämna tomt om den gäller vidare."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        starts, ends = data.get("valid_from"), data.get("valid_to")
        if starts and ends and ends < starts:
            self.add_error("valid_to", _("Sista dagen ligger före den första."))
        return data


class LineForm(forms.Form):
    text = forms.CharField(label=_("Att göra"), max_length=250, required=False)
    obligatory = forms.BooleanField(label=_("Måste göras"), required=False)


class _Lines(forms.BaseFormSet):
    @property
    def lines(self) -> list[tuple[str, bool]]:
        """What the rows say, in their order; an emptied row is gone."""
        told = [form.cleaned_data for form in self.forms if form.cleaned_data.get("text", "").strip()]
        return [(row["text"], bool(row.get("obligatory"))) for row in told]


LineRows = forms.formset_factory(LineForm, formset=_Lines, extra=3, max_num=60, absolute_max=70)
