"""Meetings and their agendas: parse and validate; nothing is written here."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from decisions import meeting_days
from decisions.enums import ItemKind
from governance.models import Body

EVERY = [
    ("w1", _("varje vecka")),
    ("w2", _("varannan vecka")),
    ("w3", _("var tredje vecka")),
    ("w4", _("var fjärde vecka")),
    ("m1", _("den första i månaden")),
    ("m2", _("den andra i månaden")),
    ("m3", _("den tredje i månaden")),
    ("m4", _("den fjärde i månaden")),
    ("m-1", _("den sista i månaden")),
]
RULE, LIST = "rule", "list"
OTHER_ITEMS = [(kind.value, kind.label) for kind in ItemKind if kind != ItemKind.CASE]


class ClockField(forms.CharField):
    """Takes 13, 13:00, 13.00 and kl. 13."""

    def __init__(self, **kwargs: Any):
        widget = forms.TextInput(attrs={"class": "short", "autocomplete": "off"})
        super().__init__(max_length=20, widget=widget, **kwargs)

    def clean(self, value: Any) -> datetime.time:
        if isinstance(value, datetime.time):
            return value
        try:
            return meeting_days.read_clock(super().clean(value))
        except ValueError as reason:
            raise forms.ValidationError(str(reason)) from None

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, datetime.time) else value


class _WithBody(forms.Form):
    """Where and for whom; the body is asked for only when there are several."""

    body = forms.ModelChoiceField(label=_("Organ"), queryset=Body.objects.none(), empty_label=None)

    def __init__(self, *args: Any, bodies: list[Body], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.filter(pk__in=[body.pk for body in bodies])
        if len(bodies) == 1:
            self.fields["body"].widget = forms.HiddenInput()
            self.initial["body"] = bodies[0].pk


class PlanForm(_WithBody):
    day = SwedishDateField(label=_("Dag"), help_text=_("Till exempel 16 december 2026 eller 16/12."))
    clock = ClockField(label=_("Klockan"), initial="13:00")
    place = forms.CharField(label=_("Plats"), max_length=160, required=False)
    public = forms.BooleanField(
        label=_("Öppet för allmänheten"),
        required=False,
        help_text=_("Fullmäktige är alltid öppet. Andra organ får sammanträda öppet bara om fullmäktige medger det."),
    )

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "body": data["body"],
            "starts_at": meeting_days.moment(data["day"], data["clock"]),
            "place": data["place"],
            "public": data["public"] or None,
        }


class YearForm(_WithBody):
    place = forms.CharField(label=_("Plats"), max_length=160, required=False)
    clock = ClockField(label=_("Klockan"), initial="13:00")
    way = forms.ChoiceField(
        label=_("Hur vill du ange dagarna?"),
        choices=[(RULE, _("Med en regel")), (LIST, _("Med en lista"))],
        widget=forms.RadioSelect,
        initial=RULE,
    )
    weekday = forms.TypedChoiceField(
        label=_("Veckodag"), choices=[(n, name) for n, name in WEEKDAYS.items() if n < 5], coerce=int, initial=2
    )
    every = forms.ChoiceField(label=_("Hur ofta?"), choices=EVERY, initial="w2")
    starts_on = SwedishDateField(label=_("Från och med"), required=False)
    ends_on = SwedishDateField(label=_("Till och med"), required=False)
    without = forms.TypedMultipleChoiceField(
        label=_("Inte i"),
        choices=list(MONTHS.items()),
        coerce=int,
        required=False,
        initial=[7],
        widget=forms.CheckboxSelectMultiple,
    )
    lines = forms.CharField(
        label=_("Dagar, en på varje rad"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Klistra in eller skriv: 13 januari 2027, 27/1, 2027-02-10 kl 9. Utan tid gäller klockan ovan."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("starts_on", "ends_on", "lines"):
            self.fields[name].either_or = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("clock") is None:
            return data
        if data.get("way") == LIST:
            data["days"] = self._pasted(data)
        elif data.get("way") == RULE:
            data["days"] = self._by_rule(data)
        return data

    def _pasted(self, data: dict[str, Any]) -> list[datetime.datetime]:
        lines = [line.strip() for line in data.get("lines", "").splitlines() if line.strip()]
        if not lines:
            self.add_error("lines", _now("Skriv minst en dag."))
        if len(lines) > meeting_days.MOST_DAYS:
            self.add_error("lines", _now("Ange högst %(most)s dagar åt gången.") % {"most": meeting_days.MOST_DAYS})
            return []
        days = []
        for number, line in enumerate(lines, start=1):
            try:
                days.append(meeting_days.read_line(line, data["clock"]))
            except ValueError as reason:
                words = {"number": number, "line": line[:60], "reason": reason}
                self.add_error("lines", _now("Rad %(number)s, ”%(line)s”: %(reason)s") % words)
        return days

    def _by_rule(self, data: dict[str, Any]) -> list[datetime.datetime]:
        first, last = data.get("starts_on"), data.get("ends_on")
        for name, value in (("starts_on", first), ("ends_on", last)):
            if value is None and name not in self.errors:
                self.add_error(name, _now("Ange datum."))
        if first is None or last is None:
            return []
        if last < first or (last - first).days > 800:
            self.add_error("ends_on", _now("Ange en dag efter den första, högst två år senare."))
            return []
        every, number = data["every"][0], int(data["every"][1:])
        rule = meeting_days.by_weeks if every == "w" else meeting_days.by_months
        days = rule(data["weekday"], number, first, last, data["without"])
        if not days:
            self.add_error("ends_on", _now("Regeln ger ingen dag under tiden. Ändra den eller tiden."))
        return [meeting_days.moment(day, data["clock"]) for day in days]


class ChosenDaysForm(_WithBody):
    """The proposed days that were left ticked."""

    place = forms.CharField(max_length=160, required=False)

    def days(self) -> list[datetime.datetime]:
        chosen = []
        for value in self.data.getlist("day")[: meeting_days.MOST_DAYS]:
            try:
                chosen.append(datetime.datetime.fromisoformat(value))
            except ValueError:
                continue
        return [moment if timezone.is_aware(moment) else timezone.make_aware(moment) for moment in chosen]


class ChangeForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    day = SwedishDateField(label=_("Dag"))
    clock = ClockField(label=_("Klockan"))
    place = forms.CharField(label=_("Plats"), max_length=160, required=False)
    public = PlanForm.base_fields["public"]
    note = forms.CharField(
        label=_("Meddelande i kallelsen"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Till exempel gruppmöten före, eller hur man deltar på distans."),
    )

    def __init__(self, *args: Any, always_public: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if always_public:
            del self.fields["public"]

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        facts = {"starts_at": meeting_days.moment(data["day"], data["clock"]), "place": data["place"].strip()}
        facts["note"] = data["note"].strip()
        return facts | ({"public": data["public"]} if "public" in self.fields else {})


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Varför ställs sammanträdet in?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Skälet skickas till dem som är kallade och syns på sammanträdets sida."),
    )


class ItemForm(forms.Form):
    kind = forms.ChoiceField(label=_("Slag"), choices=OTHER_ITEMS, initial=ItemKind.INFORMATION)
    title = forms.CharField(label=_("Rubrik"), max_length=250)
    note = forms.CharField(label=_("Upplysning"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    closed_doors = forms.BooleanField(label=_("Inom stängda dörrar"), required=False)

    def facts(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class ChangeItemForm(ItemForm):
    kind = None
    version = forms.IntegerField(widget=forms.HiddenInput)

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}
