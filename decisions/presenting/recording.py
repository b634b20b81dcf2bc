"""The parts of an item that are opened when they are needed: a vote, a dissent, a conflict of interest."""

from __future__ import annotations

from typing import Any

from decisions.enums import VoteChoice
from decisions.forms.recording import VOTE_KEYS, BallotForm, ConflictForm, DissentForm
from decisions.selectors.recording_page import Opened, Page


def part_of(part: str, opened: Opened, page: Page, form: Any = None) -> dict[str, Any]:
    """What the part's template shows; `form` is one that was refused."""
    if part == "rost":
        form = form or BallotForm(election=opened.election)
        return {"part_form": form, "part_template": "decisions/meeting_record_ballot.html"} | _grid(form, opened)
    if part == "avvikande":
        form = form or DissentForm(people=opened.there)
        return {"part_form": form, "part_template": "decisions/meeting_record_dissent.html"}
    form = form or ConflictForm(people=opened.elected, council=page.council)
    return {"part_form": form, "part_template": "decisions/meeting_record_conflict.html"}


def _grid(form: BallotForm, opened: Opened) -> dict[str, Any]:
    """A row for each who serves, and what they are marked as having said."""
    said = form.votes(opened.people) if form.is_bound else {}
    usual = VoteChoice.YES if form.is_bound and "fill" in form.data else None
    choices = [(choice.value, str(choice.label), VOTE_KEYS[choice]) for choice in VoteChoice]
    return {
        "voters": [(person, said.get(person.pk, usual)) for person in opened.people],
        "vote_choices": choices,
    }
