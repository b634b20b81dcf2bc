"""What an area says of its register so that it can leave and come back as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from engagements.exchange.kinds import Kind


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` never changes, `label` is the Swedish heading, `read(row)` gives the value to compare.

    `required` must be filled in for a new row. `once` is set when the row is made and not changed by a file after.
    `fixed` is only written out: the product sets it itself. `names_row` holds names of other rows of the register.
    """

    key: str
    label: Any
    kind: Kind
    read: Callable[[Any], Any]
    required: bool = False
    once: bool = False
    fixed: bool = False
    names_row: bool = False
    help: Any = ""


@dataclass(frozen=True)
class Register:
    """One area's register as a table.

    `rows(person, asked)` are the rows the person may see, as the list's filters `asked` narrow them, in the list's
    order, with all that `columns` read fetched in batches. `identity(values)` is the natural key of a row of a file, or
    None while it says too little; `identities(person)` pairs each visible row's number with its own. `create` and
    `change` call the area's actions as `by`: create returns the engagement, change is given the values that differ.
    `known_names(person)` are the names that a column with `names_row` may hold. One without `create` only leaves.
    """

    area: str
    title: Any
    list_url: str
    columns: Sequence[Column]
    rows: Callable[[Any, dict[str, str]], QuerySet]
    identity: Callable[[dict[str, Any]], tuple | None] = lambda values: None
    identities: Callable[[Any], Iterable[tuple[int, tuple]]] = lambda person: ()
    create: Callable[..., Any] | None = None
    change: Callable[..., None] | None = None
    known_names: Callable[[Any], set[str]] = lambda person: set()
    name_of: Callable[[dict[str, Any]], str] = lambda values: ""
    by_key: dict[str, Column] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.by_key.update({column.key: column for column in self.columns})


_registers: dict[str, Register] = {}


def register(each: Register) -> None:
    _registers[each.area] = each


def find(area: str) -> Register | None:
    return _registers.get(area)


def all_registers() -> list[Register]:
    return list(_registers.values())
