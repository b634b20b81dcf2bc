from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from engagements.area_forms import GroupedForm
from projects.enums import PeriodKind, ReportKind
from projects.forms.parts import VersionedForm


class ReportForm(VersionedForm):
    kind = forms.ChoiceField(label=_("Slag"), choices=ReportKind.choices)
    title = forms.CharField(label=_("Vad"), max_length=160, help_text=_("Till exempel Lägesrapport 2."))
    due_on = SwedishDateField(label=_("Senast"))

    groups = (("", ("kind", "title", "due_on")),)


class HandInForm(GroupedForm):
    on = SwedishDateField(label=_("Lämnad den"))
    file = forms.FileField(label=_("Rapporten"), required=False, help_text=_("Till exempel som PDF."))

    groups = (("", ("on", "file")),)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **{"initial": {"on": timezone.localdate()}} | kwargs)


class MilestoneForm(VersionedForm):
    title = forms.CharField(label=_("Milstolpe"), max_length=160)
    due_on = SwedishDateField(label=_("Senast"))
    reached_on = SwedishDateField(label=_("Nådd"), required=False)

    groups = (("", ("title", "due_on", "reached_on")),)


class DeliverableForm(VersionedForm):
    title = forms.CharField(label=_("Leverans"), max_length=160)
    due_on = SwedishDateField(label=_("Senast"), required=False)

    groups = (("", ("title", "due_on")),)


class PeriodForm(VersionedForm):
    kind = forms.ChoiceField(label=_("Skede"), choices=PeriodKind.choices, initial=PeriodKind.PLANNING)
    starts_on = SwedishDateField(label=_("Från"))
    ends_on = SwedishDateField(label=_("Till"))

    groups = (("", ("kind", "starts_on", "ends_on")),)
