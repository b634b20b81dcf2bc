"""What the forms of a project's parts have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from core.rules import Finding
from engagements.area_forms import GroupedForm
from projects.selectors.parts import version_of


class VersionedForm(GroupedForm):
    """Carries which version of the row was shown, so that of two people at once the second is told."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class RemoveForm(VersionedForm):
    """Asks nothing. `facts` are shown, label and value; `stands` is what forbids it, and then there is no button."""

    def __init__(self, data: Any, *, part: Any, facts: Sequence[tuple[Any, Any]], stands: Sequence[Finding]):
        super().__init__(data, initial={"version": version_of(part)})
        self.facts, self.stands = facts, stands
