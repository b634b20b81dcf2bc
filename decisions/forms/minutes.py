"""Parse what is written about minutes; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from decisions.forms.cases import long_text
from decisions.minutes_content import Content


class DraftForm(forms.Form):
    """Where the minutes are kept, and for each item a sentence about it and who is sent the decision."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kept_at = forms.CharField(
        label=_("Protokollet finns tillgängligt hos"),
        max_length=200,
        help_text=_("Står i tillkännagivandet på anslagstavlan, till exempel stadsledningskontorets kansli."),
    )

    def __init__(self, *args: Any, items: list[dict[str, Any]], added: Content, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.rows = [(item["item"], item["paragraph"], item["title"]) for item in items]
        for pk, _paragraph, _title in self.rows:
            texts = added.get(str(pk), {})
            self.fields[f"note_{pk}"] = forms.CharField(
                label=_("Beskrivning av ärendet"), required=False, initial=texts.get("note", ""), widget=long_text(3)
            )
            self.fields[f"expedited_to_{pk}"] = forms.CharField(
                label=_("Expedieras till"), required=False, max_length=300, initial=texts.get("expedited_to", "")
            )

    def by_item(self) -> Iterable[tuple[str, str, Any, Any]]:
        for pk, paragraph, title in self.rows:
            yield paragraph, title, self[f"note_{pk}"], self[f"expedited_to_{pk}"]

    def added(self) -> dict[str, dict[str, str]]:
        cleaned = self.cleaned_data
        return {
            str(pk): {"note": cleaned[f"note_{pk}"], "expedited_to": cleaned[f"expedited_to_{pk}"]}
            for pk, _paragraph, _title in self.rows
        }


class CorrectForm(forms.Form):
    item = forms.ChoiceField(label=_("Gäller"), required=False)
    wrong = forms.CharField(label=_("Det står"), widget=long_text(3))
    right = forms.CharField(label=_("Det ska stå"), widget=long_text(3))
    reason = forms.CharField(label=_("Varför rättas det?"), widget=long_text(2))

    def __init__(self, *args: Any, items: list[tuple[int, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [("", _("Hela protokollet")), *((str(pk), text) for pk, text in items)]

    def item_pk(self) -> int | None:
        return int(self.cleaned_data["item"]) if self.cleaned_data["item"] else None
