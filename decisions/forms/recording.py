"""What is written down at a meeting, parsed; nothing is written here.

The roll and a vote by name have a row for each person: they are read field by field, since a form field for each of
some hundred people times six would cost more than all the rest of the page.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from decisions.enums import BallotMethod, ConflictGround, DissentKind, Outcome, VoteChoice
from decisions.selectors.recording_page import RollRow
from governance.models import Person

KEYS = {
    Outcome.APPROVED: "b",
    Outcome.REJECTED: "a",
    Outcome.RETURNED: "å",
    Outcome.MINORITY_RETURNED: "m",
    Outcome.TABLED: "o",
    Outcome.DROPPED: "u",
    Outcome.NOTED: "n",
}
VOTE_KEYS = {VoteChoice.YES: "j", VoteChoice.NO: "n", VoteChoice.ABSTAINED: "a"}
BALLOT_METHODS = (BallotMethod.NAMED, BallotMethod.COUNTED)
IN_THE_COUNCIL = (ConflictGround.PERSONAL,)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _named(people: Iterable[Person]) -> list[tuple[int, str]]:
    return [(person.pk, person.name) for person in people]


class OpenForm(forms.Form):
    chair = forms.ChoiceField(label=_("Ordförande vid sammanträdet"))

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["chair"].choices = _named(people)


class ItemForm(forms.Form):
    """One item. Only the version is required: what lacks is said on the page and stands in the way of closing.

    `left_out` are outcomes this item cannot have; they are not offered.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label=_("Utfall"), choices=Outcome.choices, required=False, widget=forms.RadioSelect)
    text = forms.CharField(label=_("Beslut"), required=False, widget=_area(4))
    proposals = forms.CharField(
        label=_("Förslag och yrkanden"),
        required=False,
        widget=_area(2),
        help_text=_("Ett på varje rad, med vem som lade fram det. Skriv Inga om inga lades fram."),
    )
    propositions = forms.CharField(
        label=_("Propositionsordning"),
        required=False,
        widget=_area(2),
        help_text=_("I vilken ordning förslagen ställdes mot varandra. Behövs när det fanns flera."),
    )
    presenter = forms.CharField(
        label=_("Föredragande"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"list": "record-presenters", "autocomplete": "off"}),
    )
    present_without_deciding = forms.CharField(label=_("Deltog utan att besluta"), max_length=300, required=False)
    all_agreed = forms.BooleanField(label=_("Samtliga närvarande är ense om att ärendet avgörs nu"), required=False)
    requesters = forms.TypedMultipleChoiceField(label=_("Begärd av"), coerce=int, required=False)
    reason = forms.CharField(
        label=_("Minoritetens motivering"),
        required=False,
        widget=_area(3),
        help_text=_("Så som de som begärde det har bestämt den."),
    )

    left_out: Container[str] = ()

    def __init__(self, *args: Any, item_pk: int, people: Iterable[Person] = (), **kwargs: Any):
        super().__init__(*args, auto_id=f"p{item_pk}_%s", **kwargs)
        self.fields["requesters"].choices = _named(people)
        for field in self.fields.values():
            field.either_or = True  # which ones are needed depends on the outcome and is said on the page

    def outcomes(self) -> list[dict[str, Any]]:
        """The radio buttons with their keys."""
        chosen = str(self["outcome"].value() or "")
        return [
            {"value": value, "label": label, "key": KEYS[Outcome(value)], "checked": value == chosen}
            for value, label in Outcome.choices
            if value == chosen or value not in self.left_out
        ]

    def facts(self) -> dict[str, Any]:
        """For `record_item`, but for who requested."""
        return {name: value for name, value in self.cleaned_data.items() if name != "requesters"}


class BallotForm(forms.Form):
    method = forms.ChoiceField(label=_("Hur röstade man?"), widget=forms.RadioSelect, initial=BallotMethod.NAMED)
    for_yes = forms.CharField(label=_("Ja innebär"), max_length=250, initial=_("bifall till förslaget"))
    for_no = forms.CharField(label=_("Nej innebär"), max_length=250, initial=_("avslag på förslaget"))
    yes = forms.IntegerField(label=_("Ja-röster"), min_value=0, max_value=999, required=False)
    no = forms.IntegerField(label=_("Nej-röster"), min_value=0, max_value=999, required=False)
    abstained = forms.IntegerField(label=_("Avstår"), min_value=0, max_value=999, required=False)
    chair_says = forms.ChoiceField(label=_("Vid lika röstetal"), required=False)

    def __init__(self, *args: Any, election: bool, **kwargs: Any):
        super().__init__(*args, auto_id="vote_%s", **kwargs)
        methods = BallotMethod if election else BALLOT_METHODS
        self.fields["method"].choices = [(each.value, each.label) for each in methods]
        words = (_("Lotten föll på ja"), _("Lotten föll på nej"))
        if not election:
            words = (_("Ordföranden röstade ja"), _("Ordföranden röstade nej"))
        self.fields["chair_says"].either_or = True
        self.fields["chair_says"].choices = [("", _("Rösterna är inte lika")), *zip(("yes", "no"), words, strict=True)]

    def votes(self, people: Iterable[Person]) -> dict[int, str]:
        """What each of them said; those not marked are left out."""
        said = {person.pk: str(self.data.get(f"vote-{person.pk}", "")) for person in people}
        return {pk: choice for pk, choice in said.items() if choice in VoteChoice.values}

    def facts(self) -> dict[str, Any]:
        sums = {name: self.cleaned_data[name] or 0 for name in ("yes", "no", "abstained")}
        return {**self.cleaned_data, **sums}


class DissentForm(forms.Form):
    kind = forms.ChoiceField(label=_("Slag"), choices=DissentKind.choices, initial=DissentKind.RESERVATION)
    people = forms.TypedMultipleChoiceField(label=_("Av"), coerce=int, widget=forms.CheckboxSelectMultiple)
    text = forms.CharField(label=_("Text"), required=False, widget=_area(3))

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any):
        super().__init__(*args, auto_id="dissent_%s", **kwargs)
        self.fields["people"].choices = _named(people)


class ConflictForm(forms.Form):
    person = forms.TypedChoiceField(label=_("Vem"), coerce=int)
    ground = forms.ChoiceField(label=_("Grund"))
    note = forms.CharField(label=_("Anmärkning"), max_length=300, required=False)
    decided_by_body = forms.BooleanField(label=_("Organet har beslutat om jävet"), required=False)

    def __init__(self, *args: Any, people: Iterable[Person], council: bool, **kwargs: Any):
        super().__init__(*args, auto_id="conflict_%s", **kwargs)
        self.fields["person"].choices = [("", _("Välj")), *_named(people)]
        grounds = [each for each in ConflictGround if (each in IN_THE_COUNCIL) is council]
        self.fields["ground"].choices = [(each.value, each.label) for each in grounds]


class AdjustersForm(forms.Form):
    """Two lists to choose from, more when more are chosen already."""

    adjuster = forms.TypedMultipleChoiceField(label=_("Justerare"), coerce=int, required=False)

    def __init__(self, *args: Any, people: Iterable[Person], chosen: Sequence[int], **kwargs: Any):
        data = args[0] if args else kwargs.get("data")
        if data is not None:
            data = {"adjuster": [value for value in data.getlist("adjuster") if value]}
        super().__init__(data, auto_id="adjusters_%s")
        self.fields["adjuster"].choices = _named(people)
        self.fields["adjuster"].widget = forms.SelectMultiple()
        self.places = [*chosen, *([0] * (2 - len(chosen)))]


class RollSheet:
    """The roll as it was sent: a row of fields for each person, named by the person's number.

    `problems` are what cannot be read, each with the field it stands in.
    """

    def __init__(self, data: Mapping[str, Any], rows: Sequence[RollRow], last: int):
        self.data, self.rows, self.last = data, rows, last
        self.problems: list[tuple[str, str]] = []
        self.members: dict[str, int] = {}
        for label, row in labelled(rows):
            self.members[label.casefold()] = row.pk

    @property
    def version(self) -> int | None:
        value = str(self.data.get("version", ""))
        return int(value) if value.isdecimal() else None

    def present(self) -> list[dict[str, Any]]:
        """For `call_roll`, with people by their numbers: only those who are there."""
        return [self._row(row) for row in self.rows if self._there(row)]

    def shown(self) -> list[RollRow]:
        """The rows as they were filled in."""
        return [
            RollRow(
                pk=row.pk,
                name=row.name,
                member=row.member,
                elected=row.elected,
                label=row.label,
                capacity=row.capacity,
                attends=self._ticked(row, "attends"),
                serving=self._ticked(row, "serving"),
                remote=self._ticked(row, "remote"),
                in_place_of=self._said(row, "in_place_of"),
                from_item=self._said(row, "from"),  # type: ignore[arg-type]
                until_item=self._said(row, "until"),  # type: ignore[arg-type]
            )
            for row in self.rows
        ]

    def _there(self, row: RollRow) -> bool:
        """Ticked as there; who serves in somebody's place is there."""
        return self._ticked(row, "attends") or bool(not row.member and self._said(row, "in_place_of"))

    def _row(self, row: RollRow) -> dict[str, Any]:
        place = self._said(row, "in_place_of") if not row.member else ""
        entry: dict[str, Any] = {
            "person": row.pk,
            "serving": self._ticked(row, "serving"),
            "remote": self._ticked(row, "remote"),
            "from_item": self._number(row, "from"),
            "until_item": self._number(row, "until"),
            "in_place_of": None,
        }
        if place:
            entry["in_place_of"] = self.members.get(place.casefold())
            entry["serving"] = True
            if entry["in_place_of"] is None:
                words = {"person": row.name, "place": place}
                message = _now("%(person)s: ingen ledamot heter ”%(place)s”. Välj i listan.") % words
                self.problems.append((f"in_place_of-{row.pk}", message))
        if row.capacity and not row.elected:
            entry["capacity"] = row.capacity
        return entry

    def _said(self, row: RollRow, name: str) -> str:
        return str(self.data.get(f"{name}-{row.pk}", "")).strip()

    def _ticked(self, row: RollRow, name: str) -> bool:
        return bool(self._said(row, name))

    def _number(self, row: RollRow, name: str) -> int | None:
        value = self._said(row, name)
        if not value:
            return None
        if value.isdecimal() and 0 < int(value) <= self.last:
            return int(value)
        message = _now("%(person)s: skriv en punkt från 1 till %(last)s.") % {"person": row.name, "last": self.last}
        self.problems.append((f"{name}-{row.pk}", message))
        return None


def labelled(rows: Sequence[RollRow]) -> list[tuple[str, RollRow]]:
    """Members by a name that is each one's own."""
    names = [row.name for row in rows if row.member]
    return [(row.name if names.count(row.name) == 1 else f"{row.name} ({row.pk})", row) for row in rows if row.member]
