from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from engagements.area_forms import GroupedForm
from engagements.forms.activity import KronorField
from projects.enums import Source
from projects.forms.projects import MOST
from projects.selectors import Budget


class BudgetForm(GroupedForm):
    """A row of fields for each year, one a source. `amounts()` gives kronor by (year, source)."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, years: Sequence[int], budget: Budget, version: int, **kwargs: Any):
        stored = {year.year: year for year in budget.years}
        initial = {
            f"{source}_{year}": getattr(stored[year], source) or None
            for year in years if year in stored for source in Source.values
        } | {"version": version}  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)
        self.years = list(years)
        for year in years:
            for source in Source:
                label = _("%(source)s %(year)s, kr") % {"source": source.label, "year": year}
                field = KronorField(label=label, required=False, min_value=0, max_value=MOST)
                self.fields[f"{source}_{year}"] = field
        self.groups = tuple((str(year), tuple(f"{source}_{year}" for source in Source.values)) for year in years)

    def amounts(self) -> dict[tuple[int, str], int]:
        return {
            (year, source): self.cleaned_data[f"{source}_{year}"] or 0
            for year in self.years
            for source in Source.values
        }


class SetAsideForm(GroupedForm):
    amount = KronorField(label=_("Avsatta egna medel, kr"), min_value=0, max_value=MOST)
    on = SwedishDateField(label=_("Avsatta den"))
    note = forms.CharField(
        label=_("Var de är avsatta"), required=False, max_length=250,
        help_text=_("Till exempel nämndens budget 2027, eller beslutets paragraf."),
    )  # fmt: skip

    groups = (("", ("amount", "on", "note")),)

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs["initial"] = {"on": timezone.localdate()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
