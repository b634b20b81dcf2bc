from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cities.forms.agreements import KronorField
from core.dates import SwedishDateField
from engagements.area_forms import GroupedForm, YearField


class _Today(GroupedForm):
    """A form whose day is today until somebody writes another."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, SwedishDateField):
                field.initial = timezone.localdate()
            if isinstance(field, YearField):
                field.initial = timezone.localdate().year


class ApplyForm(_Today):
    association = forms.CharField(label=_("Förening"), max_length=160)
    purpose = forms.CharField(label=_("Vad utbytet gäller"), widget=forms.Textarea(attrs={"rows": 4}))
    year = YearField(label=_("År"))
    applied = KronorField(label=_("Sökt belopp, kr"), min_value=1)
    applied_on = SwedishDateField(label=_("Sökt den"))

    groups = (("", ("association", "purpose", "year", "applied", "applied_on")),)


class DecideGrantForm(_Today):
    outcome = forms.ChoiceField(
        label=_("Beslut"), choices=[("grant", _("Bevilja")), ("refuse", _("Avslå"))], widget=forms.RadioSelect
    )
    amount = KronorField(label=_("Beviljat belopp, kr"), required=False)
    reason = forms.CharField(label=_("Skäl till avslag"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    decision = forms.CharField(
        label=_("Beslutet står i"), max_length=160, help_text=_("Till exempel delegationsbeslut D 12/2026.")
    )
    on = SwedishDateField(label=_("Beslutat den"))
    motive = forms.CharField(
        label=_("Motivering om ramen överskrids"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    groups = (("", ("outcome", "amount", "reason", "decision", "on", "motive")),)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("amount", "reason"):
            self.fields[name].either_or = True


class PayForm(_Today):
    amount = KronorField(label=_("Utbetalt belopp, kr"), min_value=1)
    on = SwedishDateField(label=_("Utbetalt den"))

    groups = (("", ("amount", "on")),)


class ReportForm(_Today):
    outcome = forms.CharField(label=_("Vad utbytet gav"), widget=forms.Textarea(attrs={"rows": 4}))
    used = KronorField(label=_("Använt belopp, kr"))
    on = SwedishDateField(label=_("Redovisat den"))

    groups = (("", ("outcome", "used", "on")),)


class BudgetForm(_Today):
    year = YearField(label=_("År"))
    amount = KronorField(label=_("Ram för utbytesbidrag, kr"))

    groups = (("", ("year", "amount")),)
