"""Forms of voting mandates: the meeting, a question, and how it went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from decisions.models import Case, DelegatedDecision
from engagements.area_forms import GroupedForm
from engagements.enums import Mode
from governance.models import Body, Person
from memberships.actions.mandates import ASKED, FACTS
from memberships.enums import DecidedHow, Instruction, QuestionResult, Vote
from memberships.models import Declaration, MandateQuestion, VotingMandate
from memberships.models.mandate import OFFICES
from memberships.selectors import declarations, demands, mandates

MOST_CHOICES = 200
LONG = {"rows": 3}


class MandateForm(GroupedForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    meeting = forms.CharField(label=_("Möte"), max_length=160, help_text=_("Till exempel årsmötet 2026."))
    place = forms.CharField(label=_("Plats"), required=False, max_length=160)
    starts_on = SwedishDateField(label=_("Från"))
    ends_on = SwedishDateField(label=_("Till"), required=False)
    mode = forms.ChoiceField(
        label=_("Hur mötet hålls"), choices=Mode.choices, initial=Mode.TRAVEL, widget=forms.RadioSelect
    )
    office = forms.CharField(
        label=_("Befattning"), required=False, max_length=160,
        help_text=_(
            "Så som den står på kortet, till exempel Finansborgarrådet. Kommunstyrelsens ordförande och andra uppdrag "
            "som finns här knyts till den som har uppdraget."
        ),
    )  # fmt: skip
    office_function = forms.ChoiceField(
        label=_("Uppdrag i organet"), required=False, choices=[("", _("Inget")), *OFFICES]
    )
    office_body = forms.ModelChoiceField(Body.objects.none(), label=_("Organ"), required=False, empty_label=_("Inget"))
    bearer = forms.ModelChoiceField(
        Person.objects.none(), label=_("Person"), required=False, empty_label=_("Ingen särskild"),
        help_text=_("Den som ska se mandatet på sin startsida."),
    )  # fmt: skip
    background = forms.CharField(label=_("Bakgrund"), required=False, widget=forms.Textarea(attrs={"rows": 4}))

    groups = (
        (_("Mötet"), ("meeting", "place", "starts_on", "ends_on", "mode")),
        (_("Vem som företräder staden"), ("office", "office_function", "office_body", "bearer")),
        (_("Underlag"), ("background",)),
    )

    def __init__(self, *args: Any, mandate: VotingMandate | None = None, **kwargs: Any):
        if mandate is not None:
            kwargs["initial"] = {name: getattr(mandate, name) for name in FACTS} | {"version": mandate.version}
        super().__init__(*args, **kwargs)
        self.fields["office_body"].queryset = Body.objects.order_by("name")
        people = Person.objects.filter(is_active=True, appointments__isnull=False).distinct()
        self.fields["bearer"].queryset = people.order_by("name")
        for name in ("office", "bearer"):
            self.fields[name].either_or = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("office_function")) != bool(cleaned.get("office_body")):
            self.add_error("office_body", _("Ange både uppdraget och organet, eller inget av dem."))
        return cleaned


class QuestionForm(GroupedForm):
    title = forms.CharField(label=_("Fråga"), max_length=200)
    instruction = forms.ChoiceField(
        label=_("Instruktion"), choices=Instruction.choices, initial=Instruction.FOR, widget=forms.RadioSelect
    )
    position = forms.CharField(label=_("Staden har beslutat"), widget=forms.Textarea(attrs=LONG))
    may_vote_for = forms.CharField(
        label=_("Du kan rösta för"), required=False, widget=forms.Textarea(attrs=LONG),
        help_text=_("Ändringar och kompromisser som ryms i beslutet."),
    )  # fmt: skip
    may_not_promise = forms.CharField(
        label=_("Du får inte lova"), required=False, widget=forms.Textarea(attrs=LONG),
        help_text=_("Till exempel pengar, personal eller åtaganden som inte är beslutade."),
    )  # fmt: skip
    decided_how = forms.ChoiceField(
        label=_("Grund"), choices=DecidedHow.choices, initial=DecidedHow.CASE, widget=forms.RadioSelect
    )
    case = forms.ModelChoiceField(Case.objects.none(), label=_("Ärende"), required=False, empty_label=_("Inget"))
    delegated = forms.ModelChoiceField(
        DelegatedDecision.objects.none(), label=_("Delegationsbeslut"), required=False, empty_label=_("Inget")
    )
    declaration = forms.ModelChoiceField(
        Declaration.objects.none(), label=_("Deklaration"), required=False, empty_label=_("Ingen")
    )
    background = forms.CharField(label=_("Bakgrund"), required=False, widget=forms.Textarea(attrs={"rows": 4}))

    groups = (
        (_("Frågan"), ("title", "background")),
        (_("Instruktion"), ("instruction", "position", "may_vote_for", "may_not_promise")),
        (_("Vad instruktionen vilar på"), ("decided_how", "case", "delegated", "declaration")),
    )

    def __init__(
        self, *args: Any, person: Any, membership_pk: int, question: MandateQuestion | None = None, **kwargs: Any
    ):
        if question is not None:
            kwargs["initial"] = {name: getattr(question, name) for name in ASKED}
        super().__init__(*args, **kwargs)
        cases = demands.decided_cases(person, question.case_id if question else None)
        own = list(cases.filter(engagement_id=membership_pk).values_list("pk", flat=True)[:MOST_CHOICES])
        newest = list(cases.values_list("pk", flat=True)[:MOST_CHOICES])
        self.fields["case"].queryset = Case.objects.filter(pk__in=own + newest).order_by("-opened_at", "-pk")
        self.fields["case"].label_from_instance = numbered
        taken = list(mandates.delegated_decisions(person).values_list("pk", flat=True)[:MOST_CHOICES])
        decisions = DelegatedDecision.objects.filter(pk__in=taken).order_by("-decided_on", "-pk")
        self.fields["delegated"].queryset = decisions
        self.fields["delegated"].label_from_instance = numbered
        self.fields["declaration"].queryset = declarations.declarations_of(person, membership_pk)


class OutcomeForm(GroupedForm):
    """For each question how we voted, how it went and why we departed; and what the meeting led to."""

    def __init__(self, *args: Any, mandate: VotingMandate, questions: Sequence[MandateQuestion], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.questions = questions
        for row in questions:
            self.fields[f"vote_{row.pk}"] = forms.ChoiceField(
                label=_("Hur vi röstade"),
                choices=Vote.choices,
                required=False,
                initial=row.vote,
                widget=forms.RadioSelect,
                help_text=_("Instruktionen var: %(what)s.") % {"what": str(row.get_instruction_display()).lower()},
            )
            self.fields[f"result_{row.pk}"] = forms.ChoiceField(
                label=_("Resultat"), choices=[("", _("Inte avgjort")), *QuestionResult.choices], required=False,
                initial=row.result,
            )  # fmt: skip
            self.fields[f"deviation_{row.pk}"] = forms.CharField(
                label=_("Varför rösten avvek från instruktionen"), required=False, initial=row.deviation,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
        self.fields["came_of_it"] = forms.CharField(
            label=_("Vad mötet ledde till"), required=False, initial=mandate.came_of_it,
            widget=forms.Textarea(attrs={"rows": 4}),
        )  # fmt: skip

    def grouped(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        for number, row in enumerate(self.questions, start=1):
            yield f"{number}. {row.title}", [self[f"{name}_{row.pk}"] for name in ("vote", "result", "deviation")]
        yield _("Mötet"), [self["came_of_it"]]

    def outcomes(self) -> dict[int, dict[str, str]]:
        data = self.cleaned_data
        names = ("vote", "result", "deviation")
        return {row.pk: {name: data[f"{name}_{row.pk}"] for name in names} for row in self.questions}


def numbered(row: Any) -> str:
    return f"{row.reference_number} {row.title}"
