"""What people write about papers and evaluations, parsed and validated. Nothing is written to the database here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagements.models import Engagement
from reviews.actions.evaluations import Recommended
from reviews.actions.writing import Written
from reviews.conditions import what_it_is_about
from reviews.enums import RecommendationKind
from reviews.models import Evaluation, EvaluationSection, PaperSection, PositionPaper

LONGEST = 30_000
SCORES = [("", "–"), *[(str(number), str(number)) for number in range(1, 6)]]


class Wanted:
    """Asked for before a decision, so never called optional, but nobody is kept from saving half a text."""

    def validate(self, value: Any) -> None:
        if value not in self.empty_values:  # type: ignore[attr-defined]
            super().validate(value)  # type: ignore[misc]


class WantedText(Wanted, forms.CharField):
    pass


class WantedScore(Wanted, forms.TypedChoiceField):
    pass


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": "short"})


def text_field(label: Any, **options: Any) -> forms.CharField:
    rows = options.pop("rows", 9)
    widget = forms.Textarea(attrs={"rows": rows})
    return WantedText(label=label, max_length=LONGEST, widget=widget, **options)


class PaperForm(forms.Form):
    """All sections of a paper, each with the version the writer saw; from version two also what it builds on."""

    use_required_attribute = False

    def __init__(self, paper: PositionPaper, evaluations: Any, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.paper = paper
        self.sections: Sequence[PaperSection] = list(paper.sections.all())
        for section in self.sections:
            self.fields[f"text-{section.pk}"] = text_field(section.get_key_display(), initial=section.text)
            self.fields[f"version-{section.pk}"] = _version(section.version)
        if paper.number >= 2:
            self.fields["builds_on"] = forms.ModelChoiceField(
                evaluations,
                label=_("Antagen utvärdering som ändringen bygger på"),
                required=False,
                empty_label=_("Välj utvärdering"),
                initial=paper.builds_on_id,
            )
            self.fields["conclusions"] = text_field(
                _("Styrelsens slutsatser som ändringen bygger på"), initial=paper.conclusions, rows=5
            )
            self.fields["version"] = _version(paper.version)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each section's field and its hidden version."""
        return [
            {
                "field": self[f"text-{section.pk}"],
                "version": self[f"version-{section.pk}"],
            }
            for section in self.sections
        ]

    @property
    def written(self) -> dict[int, Written]:
        return _written(self.sections, self.cleaned_data)


class EvaluationPartForm(forms.Form):
    """The sections of one part of an evaluation: a text each, against an aim also the two scores."""

    use_required_attribute = False

    def __init__(self, sections: Sequence[EvaluationSection], *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.sections = sections
        for section in sections:
            label = _label(section)
            if section.aim_id:
                self.fields[f"score-{section.pk}"] = _score(_("Deltagande"), section.score)
                self.fields[f"result-{section.pk}"] = _score(_("Resultat"), section.result_score)
            rows = 4 if section.aim_id else 12
            name = _("Bedömning") if section.aim_id else label
            self.fields[f"text-{section.pk}"] = text_field(name, initial=section.text, rows=rows)
            self.fields[f"version-{section.pk}"] = _version(section.version)

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "heading": _label(section) if section.aim_id else "",
                "scores": [self[f"score-{section.pk}"], self[f"result-{section.pk}"]] if section.aim_id else [],
                "field": self[f"text-{section.pk}"],
                "version": self[f"version-{section.pk}"],
            }
            for section in self.sections
        ]

    @property
    def written(self) -> dict[int, Written]:
        return _written(self.sections, self.cleaned_data)


class CommissionForm(forms.Form):
    title = forms.CharField(label=_("Titel"), max_length=250)
    commissioned_by = WantedText(
        label=_("Beställd genom beslut"),
        max_length=250,
        help_text=_("Organ, datum och paragraf. Till exempel: Kommunstyrelsen 2026-03-04 § 57."),
    )
    starts_on = forms.DateField(label=_("Perioden börjar"), widget=DateInput())
    ends_on = forms.DateField(label=_("Perioden slutar"), widget=DateInput())
    engagements = forms.ModelMultipleChoiceField(
        Engagement.objects.none(),
        label=_("Engagemang att utvärdera"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst ett engagemang.")},
    )

    def __init__(self, engagements: Any, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["engagements"].queryset = engagements  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("Perioden slutar innan den börjar."))
        return data


class RecommendationForm(forms.Form):
    engagement = forms.ChoiceField(label=_("Engagemang"))
    kind = forms.ChoiceField(label=_("Rekommendation"), choices=[("", _("Välj")), *RecommendationKind.choices])
    effective_on = forms.DateField(label=_("Gäller från"), required=False, widget=DateInput())
    text = text_field(_("Motivering"), rows=3)

    def __init__(self, *args: Any, engagements: Sequence[tuple[str, str]] = (), **options: Any):
        super().__init__(*args, **options)
        self.fields["engagement"].choices = [("", _("Välj")), *engagements]  # type: ignore[attr-defined]

    @property
    def recommended(self) -> Recommended:
        data = self.cleaned_data
        return Recommended(int(data["engagement"]), data["kind"], data["text"], data["effective_on"])


RecommendationFormSet = forms.formset_factory(RecommendationForm, extra=1, can_delete=True, max_num=60)


class VersionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class MotiveForm(forms.Form):
    motive = text_field(_("Varför går ni vidare trots varningen?"), rows=3)


class DayForm(forms.Form):
    effective_on = forms.DateField(label=_("Beslutet ska gälla från"), required=False, widget=DateInput())


def evaluations_for(paper: PositionPaper, person: Any) -> Any:
    """Adopted evaluations of what the paper is about that the person may read."""
    rows = Evaluation.objects.visible_to(person).adopted().filter(what_it_is_about(paper, "subjects__"))
    return rows.distinct().order_by("-adopted_on", "-pk")


def with_current_versions(data: Any, obj: PositionPaper | Evaluation) -> Any:
    """What was sent, with the versions as they are now: saving it once more is then a choice made with open eyes."""
    mended = data.copy()
    for pk, version in obj.sections.values_list("pk", "version"):
        if f"version-{pk}" in mended:
            mended[f"version-{pk}"] = version
    if "version" in mended:
        mended["version"] = obj.version
    return mended


def _version(value: int) -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, initial=value, min_value=1)


def _score(label: Any, value: int | None) -> forms.TypedChoiceField:
    return WantedScore(
        label=label, choices=SCORES, coerce=int, empty_value=None, initial=value or "",
        widget=forms.Select(attrs={"class": "short"}),
    )  # fmt: skip


def _label(section: EvaluationSection) -> str:
    if section.aim:
        return section.aim.name
    return section.engagement.title if section.engagement else str(section.get_kind_display())


def _written(
    sections: Sequence[PaperSection] | Sequence[EvaluationSection], data: dict[str, Any]
) -> dict[int, Written]:
    return {
        section.pk: Written(
            version=data[f"version-{section.pk}"],
            text=data[f"text-{section.pk}"],
            score=data.get(f"score-{section.pk}"),
            result_score=data.get(f"result-{section.pk}"),
        )
        for section in sections
    }
