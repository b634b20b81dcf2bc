"""Forms of memberships: they parse and validate, and write nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from engagements.area_forms import GroupedForm, SpineForm, YearField
from governance.models import Unit
from memberships import selectors
from memberships.enums import ForumKind, ForumRole, MembershipKind
from memberships.models import Forum, Grade, Membership, Organisation, Seat


class MembershipForm(SpineForm):
    """A new membership: in an organisation of the register, or in a new one."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), required=False, empty_label=_("Ny organisation")
    )
    new_organisation = forms.CharField(label=_("Namn på ny organisation"), required=False, max_length=160)
    kind = forms.ChoiceField(
        label=_("Slag"), choices=MembershipKind.choices, initial=MembershipKind.CITY_WIDE, widget=forms.RadioSelect
    )
    fee = forms.IntegerField(label=_("Årsavgift, kr"), required=False, min_value=0)
    through = forms.ModelChoiceField(
        Membership.objects.none(),
        label=_("Hålls genom medlemskap i"),
        required=False,
        empty_label=_("Nej, eget medlemskap"),
    )
    member = forms.BooleanField(label=_("Staden är redan medlem"), required=False)
    member_since = YearField(label=_("Medlem sedan (år)"), required=False)
    decided = forms.CharField(
        label=_("Beslutat när och av vem"), required=False, max_length=200,
        help_text=_("Behövs när staden redan är medlem. Till exempel Kommunstyrelsen 2019-05-08 § 12."),
    )  # fmt: skip

    groups = (
        (_("Organisation"), ("organisation", "new_organisation", "kind", "responsible_unit", "fee", "through")),
        (_("Redan medlem?"), ("member", "member_since", "decided")),
        SpineForm.spine_group,
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any):
        super().__init__(*args, person=person, **kwargs)
        self.fields["organisation"].either_or = self.fields["new_organisation"].either_or = True
        self.fields["organisation"].queryset = Organisation.objects.visible_to(person)
        self.fields["through"].queryset = selectors.lasting_through(person, None)
        if not person.powers.coordinates:
            self.fields["kind"].choices = [(MembershipKind.SECTOR, MembershipKind.SECTOR.label)]
            self.fields["kind"].initial = MembershipKind.SECTOR

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("organisation") and not cleaned.get("new_organisation", "").strip():
            self.add_error("new_organisation", _("Välj en organisation eller skriv namnet på en ny."))
        return cleaned


class MembershipEditForm(SpineForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    grade = forms.ModelChoiceField(
        Grade.objects.none(), label=_("Medlemsgrad"), required=False, empty_label=_("Ingen angiven")
    )
    new_grade = forms.CharField(label=_("Ny medlemsgrad"), required=False, max_length=80)
    grade_condition = forms.CharField(label=_("Villkor för den nya graden"), required=False, max_length=250)
    meets_condition = forms.NullBooleanField(label=_("Uppfyller staden villkoren?"), required=False)
    grade_exception = forms.CharField(
        label=_("Skäl till undantag"), required=False, max_length=250,
        help_text=_("När staden är medlem fast den inte uppfyller villkoren."),
    )  # fmt: skip
    grade_exception_by = forms.CharField(
        label=_("Undantaget medgavs av"), required=False, max_length=160,
        help_text=_("Till exempel organisationens styrelse, mars 2026."),
    )  # fmt: skip
    through = forms.ModelChoiceField(
        Membership.objects.none(),
        label=_("Hålls genom medlemskap i"),
        required=False,
        empty_label=_("Nej, eget medlemskap"),
    )
    member_since = YearField(label=_("Medlem sedan (år)"), required=False)
    fee = forms.IntegerField(label=_("Årsavgift, kr"), required=False, min_value=0)
    participation_note = forms.CharField(
        label=_("Om deltagandet"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    groups = (
        (_("Medlemskapet"), ("responsible_unit", "member_since", "fee", "through", "participation_note")),
        (
            _("Medlemsgrad"),
            ("grade", "new_grade", "grade_condition", "meets_condition", "grade_exception", "grade_exception_by"),
        ),
        SpineForm.spine_group,
    )
    own = (
        *("meets_condition", "grade_exception", "grade_exception_by", "through", "member_since", "fee"),
        "participation_note",
    )

    def __init__(self, *args: Any, person: Any, membership: Membership, **kwargs: Any):
        engagement = membership.engagement
        initial = self.spine_initial(engagement) | {name: getattr(membership, name) for name in self.own}
        initial |= {"grade": membership.grade_id, "through": membership.through_id, "version": engagement.version}
        super().__init__(*args, person=person, engagement=engagement, initial=initial, **kwargs)
        self.fields["grade"].queryset = Grade.objects.filter(organisation_id=membership.organisation_id)
        self.fields["through"].queryset = selectors.lasting_through(person, membership.pk)
        self.fields["meets_condition"].widget.choices = [
            ("unknown", _("Inte bedömt")), ("true", _("Ja")), ("false", _("Nej")),
        ]  # fmt: skip


class OrganisationForm(forms.ModelForm, GroupedForm):
    groups = (("", ("name", "long_name", "founded", "purpose", "members", "open_to", "congress", "note")),)

    class Meta:
        model = Organisation
        fields = ["name", "long_name", "founded", "purpose", "members", "open_to", "congress", "note"]
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3}), "note": forms.Textarea(attrs={"rows": 3})}


class SeatForm(GroupedForm):
    organ = forms.CharField(label=_("Organ i organisationen"), max_length=160)
    held_by_office = forms.CharField(label=_("Innehas av (befattning)"), required=False, max_length=160)
    elected = forms.CharField(
        label=_("Vald"), required=False, max_length=200, help_text=_("Till exempel kongressen i Sydney, oktober 2008.")
    )
    starts_on = SwedishDateField(label=_("Från"), required=False)
    ends_on = SwedishDateField(label=_("Till"), required=False)

    groups = (("", ("organ", "held_by_office", "elected", "starts_on", "ends_on")),)


class StandForm(GroupedForm):
    organ = forms.CharField(label=_("Organ i organisationen"), max_length=160)
    election = forms.CharField(
        label=_("Val vid"), required=False, max_length=200, help_text=_("Till exempel årsmötet i november 2027.")
    )
    starts_on = SwedishDateField(label=_("Uppdraget börjar"), required=False)
    ends_on = SwedishDateField(label=_("Uppdraget slutar"), required=False)

    groups = (("", ("organ", "election", "starts_on", "ends_on")),)


class StepAsideForm(GroupedForm):
    election = forms.CharField(
        label=_("Val vid"), required=False, max_length=200, help_text=_("Det val där staden inte ställer upp igen.")
    )

    groups = (("", ("election",)),)


class ElectionForm(GroupedForm):
    elected = forms.CharField(
        label=_("Vald"),
        max_length=200,
        help_text=_("Var och när staden valdes, till exempel årsmötet i november 2027."),
    )

    groups = (("", ("elected",)),)


class DeclarationForm(GroupedForm):
    title = forms.CharField(label=_("Rubrik"), max_length=200)
    text = forms.CharField(
        label=_("Lydelse"), widget=forms.Textarea(attrs={"rows": 10}), help_text=_("Texten som föreslås bli antagen.")
    )
    deadline = SwedishDateField(label=_("Ska antas senast"), required=False)

    groups = (("", ("title", "text", "deadline")),)


class DayForm(GroupedForm):
    on = SwedishDateField(label=_("Dag"))

    groups = (("", ("on",)),)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **{"initial": {"on": timezone.localdate()}} | kwargs)


class ForumForm(GroupedForm):
    forum = forms.ModelChoiceField(
        Forum.objects.none(), label=_("Forum eller arbetsgrupp"), required=False, empty_label=_("Nytt forum")
    )
    new_forum = forms.CharField(label=_("Namn på nytt forum"), required=False, max_length=160)
    kind = forms.ChoiceField(label=_("Slag, om det är nytt"), choices=ForumKind.choices)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Enhet"))
    role = forms.ChoiceField(
        label=_("Roll"), choices=ForumRole.choices, initial=ForumRole.MEMBER, widget=forms.RadioSelect
    )
    starts_on = SwedishDateField(label=_("Från"), required=False)
    note = forms.CharField(label=_("Anmärkning"), required=False, max_length=250)

    groups = (
        (_("Forum"), ("forum", "new_forum", "kind")),
        (_("Deltagande"), ("unit", "role", "starts_on", "note")),
    )

    def __init__(self, *args: Any, person: Any, membership: Membership, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["forum"].either_or = self.fields["new_forum"].either_or = True
        self.fields["forum"].queryset = Forum.objects.filter(organisation_id=membership.organisation_id)
        units = Unit.objects.all() if person.powers.coordinates else Unit.objects.filter(pk__in=person.powers.own_units)
        self.fields["unit"].queryset = units.order_by("name")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("forum") and not cleaned.get("new_forum", "").strip():
            self.add_error("new_forum", _("Välj ett forum eller skriv namnet på ett nytt."))
        return cleaned


def seat_initial(seat: Seat) -> dict[str, Any]:
    return {name: getattr(seat, name) for name in SeatForm.base_fields}
