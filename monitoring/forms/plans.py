from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from engagements.area_forms import GroupedForm, YearField
from governance.models import Theme, Unit
from monitoring.enums import Channel, ImportTarget
from monitoring.feeds.fetching import NotFetched, check_url
from monitoring.models import Consultation, FeedSource, MonitoringPlan
from monitoring.models.plan import QUARTERS


def fields_to_tick(label: Any) -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        Theme.objects.order_by("name"), label=label, required=False, widget=forms.CheckboxSelectMultiple
    )


class PlanForm(GroupedForm):
    year = YearField(label=_("År"))
    copy_from = forms.ModelChoiceField(
        MonitoringPlan.objects.order_by("-year"),
        label=_("Kopiera från"),
        required=False,
        empty_label=_("Börja med en tom plan"),
        help_text=_("Punkterna följer med till samma kvartal, utom de som utgick."),
    )
    introduction = forms.CharField(label=_("Inledning"), required=False, widget=forms.Textarea(attrs={"rows": 4}))

    groups = (("", ("year", "copy_from", "introduction")),)


class PlanEditForm(GroupedForm):
    introduction = forms.CharField(label=_("Inledning"), required=False, widget=forms.Textarea(attrs={"rows": 6}))

    groups = (("", ("introduction",)),)


class ItemForm(GroupedForm):
    title = forms.CharField(label=_("Vad väntas?"), max_length=250)
    channel = forms.ChoiceField(label=_("Kanal"), choices=Channel.choices, initial=Channel.EU, widget=forms.RadioSelect)
    quarter = forms.TypedChoiceField(label=_("Kvartal"), choices=QUARTERS, coerce=int)
    expected_on = SwedishDateField(
        label=_("Väntas den"), required=False, help_text=_("Om dagen är känd. Den bestämmer då kvartalet.")
    )
    unit = forms.ModelChoiceField(Unit.objects.order_by("name"), label=_("Ansvarig enhet"), required=False)
    source_url = forms.URLField(label=_("Länk"), required=False, max_length=500, assume_scheme="https")
    themes = fields_to_tick(_("Områden"))

    groups = (("", ("title", "channel", "quarter", "expected_on", "unit", "source_url", "themes")),)

    def __init__(self, *args: Any, year: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.year = year

    def clean_expected_on(self) -> Any:
        day = self.cleaned_data["expected_on"]
        if day is not None and day.year != self.year:
            raise forms.ValidationError(_("Dagen ska ligga i planens år, %(year)s.") % {"year": self.year})
        return day


class ArriveForm(GroupedForm):
    consultation = forms.ModelChoiceField(Consultation.objects.none(), label=_("Vilket samråd är det?"))

    groups = (("", ("consultation",)),)

    def __init__(self, *args: Any, consultations: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["consultation"].queryset = consultations


class FeedForm(GroupedForm):
    name = forms.CharField(label=_("Namn"), max_length=200)
    url = forms.URLField(
        label=_("Adress till flödet"),
        max_length=500,
        assume_scheme="https",
        help_text=_("Atom eller RSS, över https. Flödet hämtas bara från sin egen värd."),
    )
    target = forms.ChoiceField(label=_("Det som kommer blir"), choices=ImportTarget.choices, widget=forms.RadioSelect)
    unit = forms.ModelChoiceField(Unit.objects.order_by("name"), label=_("Ansvarig enhet"), required=False)
    themes = fields_to_tick(_("Områden"))
    active = forms.BooleanField(label=_("Hämta varje dag"), required=False, initial=True)

    groups = (("", ("name", "url", "target", "unit", "themes", "active")),)

    def __init__(self, *args: Any, feed: FeedSource | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.feed = feed

    def clean_url(self) -> str:
        url = self.cleaned_data["url"]
        try:
            check_url(url, "")
        except NotFetched as reason:
            raise forms.ValidationError(str(reason)) from None
        others = FeedSource.objects.filter(url=url)
        if self.feed is not None:
            others = others.exclude(pk=self.feed.pk)
        if others.exists():
            raise forms.ValidationError(_("Flödet finns redan i listan."))
        return url


class UploadForm(GroupedForm):
    target = forms.ChoiceField(label=_("Raderna blir"), choices=ImportTarget.choices, widget=forms.RadioSelect)
    plan = forms.ModelChoiceField(
        MonitoringPlan.objects.order_by("-year"),
        label=_("Årsplan"),
        required=False,
        empty_label=_("Välj årsplan"),
        help_text=_("Behövs för väntade samråd."),
    )
    file = forms.FileField(label=_("CSV-fil"), widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}))

    groups = (("", ("target", "plan", "file")),)


class FieldsForm(GroupedForm):
    themes = fields_to_tick(_("Vilka områden bevakar enheten?"))

    groups = (("", ("themes",)),)
