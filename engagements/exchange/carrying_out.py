"""Bringing about what rows of a file say, through the area's own actions: for good, or only to see what refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from core.rules import Conflict, Finding, NotPermitted, Refused
from engagements.exchange.columns import fetch_sets, spine_of
from engagements.exchange.comparing import Row, differing
from engagements.exchange.enums import Outcome
from engagements.exchange.lookup import Lookup
from engagements.exchange.registry import Register

# Rows tried in one transaction: so long a trial may keep others waiting for the reference numbers.
TRIED_AT_ONCE = 50
SETTLED_AT_ONCE = 500
REFUSALS = (Refused, NotPermitted, Conflict, ValidationError, DatabaseError)


class RowRefused(Exception):
    """A row that the comparison let through was refused when it was carried out."""

    def __init__(self, row: Row, findings: list[Finding]):
        self.row, self.findings = row, findings
        super().__init__("; ".join(str(finding.message) for finding in findings))


def try_out(
    register: Register,
    rows: list[Row],
    person: Any,
    lookup: Lookup,
    progress: Callable[[int], None] = lambda percent: None,
) -> None:
    """Mark as wrong each new or changed row that an action refuses, with the clause. Everything is undone.

    A few rows a transaction, undone before the next, so nobody waits for long. A name of another row of the file that
    is not there yet is left out of the trial.
    """
    tried = [row for row in rows if row.outcome in {Outcome.NEW, Outcome.CHANGED}]
    for start in range(0, len(tried), TRIED_AT_ONCE):
        with transaction.atomic():
            _try(register, tried[start : start + TRIED_AT_ONCE], person, lookup)
            transaction.set_rollback(True)
        progress(100 * start // len(tried))


def _try(register: Register, rows: list[Row], person: Any, lookup: Lookup) -> None:
    names = {name.casefold() for name in register.known_names(person)}
    left_out = {row.number: _not_there_yet(register, row, names) for row in rows}
    made: dict[int, Any] = {}
    for row in rows:
        with _marking(row):
            if row.outcome == Outcome.NEW:
                made[row.number] = create(register, row, person)
            else:
                change(register, row, person, left_out=left_out[row.number])
    new = [row for row in rows if row.number in made and row.outcome == Outcome.NEW]
    stored = _stored(register, [made[row.number].pk for row in new], person)
    for row in new:
        with _marking(row):
            settle(register, row, stored[made[row.number].pk], person, lookup, left_out=left_out[row.number])


@contextmanager
def _marking(row: Row) -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except REFUSALS as refusal:
        _mark(row, refusal)


def carry_out_all(register: Register, rows: list[Row], person: Any, lookup: Lookup) -> dict[int, Any]:
    """New rows first, then those that change, then what is to be set right in the new ones, among it what they say of
    other rows. Returns the engagements by row number. Raises RowRefused for the first that is refused."""
    done: dict[int, Any] = {}
    new = [row for row in rows if row.outcome == Outcome.NEW]
    for row in new:
        with _telling_which(row):
            done[row.number] = create(register, row, person)
    for row in rows:
        if row.outcome == Outcome.CHANGED:
            with _telling_which(row):
                done[row.number] = change(register, row, person)
    for start in range(0, len(new), SETTLED_AT_ONCE):
        batch = new[start : start + SETTLED_AT_ONCE]
        stored = _stored(register, [done[row.number].pk for row in batch], person)
        for row in batch:
            with _telling_which(row):
                settle(register, row, stored[done[row.number].pk], person, lookup)
    return done


@contextmanager
def _telling_which(row: Row) -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except REFUSALS as refusal:
        raise RowRefused(row, findings_of(refusal)) from refusal


def _stored(register: Register, pks: list[int], person: Any) -> dict[int, Any]:
    found = fetch_sets(list(register.rows(person, {}).filter(pk__in=pks))) if pks else []
    return {each.pk: each for each in found}


def _not_there_yet(register: Register, row: Row, names: set[str]) -> set[str]:
    return {key for key in naming_columns(register) if names_in(row.values.get(key)) - names}


def _mark(row: Row, refusal: Exception) -> None:
    row.lines = []
    for finding in findings_of(refusal):
        row.refuse(finding.message, clause=finding.clause)


def findings_of(refusal: Exception) -> list[Finding]:
    """Any refusal as findings. What the database refused is told in its own plain sentence."""
    if isinstance(refusal, Refused):
        return refusal.findings
    if isinstance(refusal, NotPermitted):
        return [refusal.finding]
    if isinstance(refusal, Conflict):
        return [Finding("import.conflict", str(refusal.message))]
    if isinstance(refusal, ValidationError):
        return [Finding("import.invalid", str(message)) for message in refusal.messages]
    return [Finding("import.database", _("Raden strider mot något som redan finns i registret."))]


def create(register: Register, row: Row, person: Any) -> Any:
    """Make what the row says, but for what it says of other rows. Returns the engagement."""
    own = {key: value for key, value in row.values.items() if not register.by_key[key].names_row}
    return register.create(own, person)  # type: ignore[misc]


def change(register: Register, row: Row, person: Any, *, left_out: set[str] | frozenset[str] = frozenset()) -> Any:
    """Change what differs. Returns the engagement."""
    differs = {key: value for key, value in row.differs.items() if key not in left_out}
    register.change(row.existing, differs, person)  # type: ignore[misc]
    return spine_of(row.existing)


def settle(
    register: Register,
    row: Row,
    stored: Any,
    person: Any,
    lookup: Lookup,
    *,
    left_out: set[str] | frozenset[str] = frozenset(),
) -> None:
    """What an action of registering sets by itself is set right, so that what stands is what the file says."""
    values = {key: value for key, value in row.values.items() if key not in left_out}
    differs, _before, fixed = differing(register, values, stored, lookup)
    if fixed:
        words = {"column": fixed[0].label, "stored": fixed[0].kind.write(fixed[0].read(stored), lookup)}
        message = _("”%(column)s” är redan något annat i registret: %(stored)s.") % words
        raise Refused([Finding("import.already-otherwise", message)])
    if differs:
        register.change(stored, differs, person)  # type: ignore[misc]


def naming_columns(register: Register) -> frozenset[str]:
    """Columns that name other rows of the register: filled in when every row of the file is there."""
    return frozenset(column.key for column in register.columns if column.names_row)


def names_in(value: Any) -> set[str]:
    """The names a cell holds, one or several, as they are compared."""
    found = value if isinstance(value, frozenset) else {value}
    return {name.casefold() for name in found if name}
