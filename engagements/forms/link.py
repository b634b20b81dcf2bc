from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagements.models import Engagement


class LinkForm(forms.Form):
    """The other engagement by its title, or by words that only it has; or by its reference number."""

    other = forms.CharField(
        label=_("Vilket engagemang?"),
        max_length=250,
        help_text=_("Skriv titeln, några ord ur den eller diarienumret."),
        widget=forms.TextInput(attrs={"list": "andra-engagemang", "autocomplete": "off"}),
        error_messages={"required": _("Skriv vilket engagemang det gäller.")},
    )
    why = forms.CharField(
        label=_("Hur hör de ihop?"), max_length=200, required=False,
        help_text=_("Till exempel: projektet drivs inom medlemskapet."),
    )  # fmt: skip

    def __init__(self, *args: Any, among: Any, **kwargs: Any):
        """`among` are the engagements that may be chosen."""
        super().__init__(*args, **kwargs)
        self.among = among

    def clean_other(self) -> Engagement:
        words = self.cleaned_data["other"].strip()
        ways = (self.among.filter(title__iexact=words), self.among.filter(reference_number__iexact=words))
        for found in (*ways, self.among.matching(words)):
            rows = list(found.order_by("pk")[:2])
            if len(rows) == 1:
                return rows[0]
        raise forms.ValidationError(_("Inget eller flera engagemang passar. Skriv hela titeln."))
