from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from engagements.area_forms import GroupedForm, YearField
from governance.models import Unit
from projects.enums import FunderKind
from projects.models import BRUSSELS, Call, Funder, Programme
from projects.selectors.funders import programmes

CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})")


class ClockField(forms.CharField):
    """Takes "17:00" and "17.00"."""

    widget = forms.TextInput(attrs={"class": "short", "inputmode": "numeric"})

    def clean(self, value: Any) -> time | None:
        text = super().clean(value).strip()
        if not text:
            return None
        match = CLOCK.fullmatch(text)
        if match is None or int(match[1]) > 23 or int(match[2]) > 59:
            raise ValidationError(_("Skriv klockslaget som 17:00."))
        return time(int(match[1]), int(match[2]))


class CallForm(GroupedForm):
    programme = forms.ModelChoiceField(Programme.objects.none(), label=_("Program"))
    title = forms.CharField(label=_("Utlysning"), max_length=250)
    opens_on = SwedishDateField(label=_("Öppnar"), required=False)
    day = SwedishDateField(label=_("Sista ansökningsdag"))
    clock = ClockField(label=_("Klockslag"), initial="17:00", help_text=_("I Bryssel, till exempel 17:00."))
    link = forms.URLField(label=_("Länk"), required=False, max_length=500, assume_scheme="https")
    text = forms.CharField(label=_("Vad den gäller"), required=False, widget=forms.Textarea(attrs={"rows": 5}))

    groups = (
        ("", ("programme", "title")),
        (_("När"), ("opens_on", "day", "clock")),
        (_("Om utlysningen"), ("link", "text")),
    )

    def __init__(self, *args: Any, call: Call | None = None, **kwargs: Any):
        initial: dict[str, Any] = {}
        if call is not None:
            initial = {name: getattr(call, name) for name in ("title", "opens_on", "link", "text")}
            moment = call.deadline_in_brussels
            initial |= {"programme": call.programme_id, "day": moment.date(), "clock": f"{moment:%H:%M}"}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["programme"].queryset = programmes()

    def facts(self) -> dict[str, Any]:
        """What the action takes, with the deadline as a moment."""
        data = self.cleaned_data
        deadline = in_brussels(data["day"], data["clock"])
        return {name: data[name] for name in ("programme", "title", "opens_on", "link", "text")} | {
            "deadline": deadline
        }


def in_brussels(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=BRUSSELS)


class FollowForm(forms.Form):
    """For which of one's units."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Enhet"))

    def __init__(self, *args: Any, person: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        powers = person.powers
        units = Unit.objects.all() if powers.coordinates else Unit.objects.filter(pk__in=powers.own_units)
        self.fields["unit"].queryset = units.order_by("name")


class FunderForm(GroupedForm):
    name = forms.CharField(label=_("Finansiär"), max_length=160)
    kind = forms.ChoiceField(
        label=_("Slag"), choices=[choice for choice in FunderKind.choices if choice[0] != FunderKind.NONE]
    )
    report_every_months = forms.IntegerField(
        label=_("Rapport var n:te månad"), min_value=0, max_value=60, initial=12,
        help_text=_("0 när bara en slutrapport lämnas."), widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip
    report_within_days = forms.IntegerField(
        label=_("Lägesrapport, dagar efter perioden"), min_value=0, max_value=365, initial=30,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip
    final_within_days = forms.IntegerField(
        label=_("Slutrapport, dagar efter projektets slut"), min_value=0, max_value=365, initial=60,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip
    rule_source = forms.CharField(
        label=_("Varifrån regeln kommer"), required=False, max_length=250,
        help_text=_("Till exempel programmets handbok, eller bidragsavtalet."),
    )  # fmt: skip

    groups = (
        ("", ("name", "kind")),
        (_("När finansiären vill ha rapporter"),
         ("report_every_months", "report_within_days", "final_within_days", "rule_source")),
    )  # fmt: skip
    own = ("name", "kind", "report_every_months", "report_within_days", "final_within_days", "rule_source")

    def __init__(self, *args: Any, funder: Funder | None = None, **kwargs: Any):
        initial = {name: getattr(funder, name) for name in self.own} if funder else {}
        super().__init__(*args, initial=initial, **kwargs)


class ProgrammeForm(GroupedForm):
    name = forms.CharField(label=_("Program"), max_length=160)
    from_year = YearField(label=_("Från år"), required=False)
    to_year = YearField(label=_("Till år"), required=False)

    groups = (("", ("name", "from_year", "to_year")),)
