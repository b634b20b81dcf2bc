"""Kinds of cells: how a value is written, read back, and what may stand there.

`parse` takes what a spreadsheet holds (text, number, date, truth value or None) and gives the value to compare; it
raises ValueError with a sentence to show. `write` gives the cell. Values are plain: text, whole number, date, key of a
choice, primary key of a row, or a frozenset of primary keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import override

from core import dates
from engagements.exchange.neutral import BETWEEN

if TYPE_CHECKING:
    from engagements.exchange.lookup import Lookup

LONGEST_CELL = 32_767
SPACES = re.compile(r"[\s\u00a0\u202f]+")


class Kind(Protocol):
    empty: Any

    def parse(self, cell: Any, lookup: Lookup) -> Any: ...
    def write(self, value: Any, lookup: Lookup) -> Any: ...
    def permitted(self, lookup: Lookup) -> Sequence[str]: ...


def as_text(cell: Any) -> str:
    """What a person reads in the cell. 1995.0 is 1995; lines end in one way."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("Ja") if cell else _("Nej")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        cell = cell.date()
    return str(cell).replace("\r\n", "\n").replace("\r", "\n").strip()


def is_empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


@dataclass(frozen=True, slots=True)
class Text:
    """`most` letters; a line of its own unless `lines`."""

    most: int = 0
    lines: bool = False
    empty: Any = ""

    def parse(self, cell: Any, lookup: Lookup) -> str:
        text = as_text(cell)
        if "\0" in text:
            raise ValueError(_("Texten innehåller otillåtna tecken."))
        if not self.lines:
            text = " ".join(text.split())
        if self.most and len(text) > self.most:
            words = {"number": len(text), "most": self.most}
            raise ValueError(_("Texten är %(number)s tecken. Högst %(most)s får plats.") % words)
        return text

    def write(self, value: Any, lookup: Lookup) -> str:
        return as_text(value) if self.lines else " ".join(as_text(value).split())

    def permitted(self, lookup: Lookup) -> Sequence[str]:
        return [_("Högst %(most)s tecken") % {"most": self.most}] if self.most else [_("Text")]


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number, also as "1 250 000 kr". Empty is `empty`."""

    least: int = 0
    most: int = 2_147_483_647
    empty: Any = None

    def parse(self, cell: Any, lookup: Lookup) -> int | None:
        if isinstance(cell, (bool, date)):
            raise ValueError(_("Skriv ett heltal."))
        cleaned = SPACES.sub("", as_text(cell)).casefold().removesuffix("kr")
        if not re.fullmatch(r"[-−]?\d{1,15}", cleaned, re.ASCII):
            raise ValueError(_("”%(text)s” är inget heltal.") % {"text": as_text(cell)[:60]})
        number = int(cleaned.replace("−", "-"))
        if not self.least <= number <= self.most:
            words = {"least": self.least, "most": self.most}
            raise ValueError(_("Talet ska vara från %(least)s till %(most)s.") % words)
        return number

    def write(self, value: Any, lookup: Lookup) -> int | None:
        return value

    def permitted(self, lookup: Lookup) -> Sequence[str]:
        return [_("Heltal från %(least)s till %(most)s") % {"least": self.least, "most": self.most}]


YES = {"ja", "yes", "true", "sant", "1", "x"}
NO = {"nej", "no", "false", "falskt", "0"}


@dataclass(frozen=True, slots=True)
class YesNo:
    empty: Any = False

    def parse(self, cell: Any, lookup: Lookup) -> bool:
        text = as_text(cell).casefold()
        if text in YES or text in NO:
            return text in YES
        raise ValueError(_("Skriv Ja eller Nej."))

    def write(self, value: Any, lookup: Lookup) -> str:
        return "" if value is None else (_("Ja") if value else _("Nej"))

    def permitted(self, lookup: Lookup) -> Sequence[str]:
        return [_("Ja"), _("Nej")]


@dataclass(frozen=True, slots=True)
class Day:
    empty: Any = None

    def parse(self, cell: Any, lookup: Lookup) -> date:
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        if isinstance(cell, bool):
            raise ValueError(_("Skriv datumet som 2026-11-20, 20/11 eller 20 november 2026."))
        return dates.read_date(as_text(cell))

    def write(self, value: Any, lookup: Lookup) -> date | None:
        return value

    def permitted(self, lookup: Lookup) -> Sequence[str]:
        return [_("Datum, till exempel 2026-11-20")]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of fixed choices, by its name in Swedish or English, or its key."""

    choices: Callable[[], Sequence[tuple[Any, Any]]]
    empty: Any = ""

    def parse(self, cell: Any, lookup: Lookup) -> Any:
        found = self._named(lookup).get(as_text(cell).casefold())
        if found is None:
            words = {"text": as_text(cell)[:60], "choices": ", ".join(self.permitted(lookup))}
            raise ValueError(_("”%(text)s” finns inte. Välj bland: %(choices)s.") % words)
        return found

    def _named(self, lookup: Lookup) -> dict[str, Any]:
        """Kept by the lookup, since it is asked for every cell."""
        named = lookup.choices.get(id(self))
        if named is None:
            named = {}
            for language in ("en", "sv"):
                with override(language):
                    named |= {str(label).casefold(): key for key, label in self.choices()}
            named |= {str(key).casefold(): key for key, _label in self.choices()}
            lookup.choices[id(self)] = named
        return named

    def write(self, value: Any, lookup: Lookup) -> str:
        labels = lookup.labels.get(id(self))
        if labels is None:
            labels = lookup.labels[id(self)] = {key: str(label) for key, label in self.choices()}
        return labels.get(value, str(value or ""))

    def permitted(self, lookup: Lookup) -> Sequence[str]:
        return [str(label) for _key, label in self.choices()]


@dataclass(frozen=True, slots=True)
class One:
    """One row of a reference register: unit, theme, country, aim. By name or key."""

    of: str
    empty: Any = None

    def parse(self, cell: Any, lookup: Lookup) -> Any:
        return lookup.pk(self.of, as_text(cell))

    def write(self, value: Any, lookup: Lookup) -> str:
        return lookup.name(self.of, value)

    def permitted(self, lookup: Lookup) -> Sequence[str]:
        return lookup.names(self.of)


@dataclass(frozen=True, slots=True)
class Many:
    """Several rows of a reference register, parted by semicolon."""

    of: str
    empty: Any = frozenset()

    def parse(self, cell: Any, lookup: Lookup) -> frozenset:
        words = [word.strip() for word in re.split(r"[;\n]", as_text(cell)) if word.strip()]
        return frozenset(lookup.pk(self.of, word) for word in words)

    def write(self, value: Any, lookup: Lookup) -> str:
        return lookup.joined(self.of, value)

    def permitted(self, lookup: Lookup) -> Sequence[str]:
        return lookup.names(self.of)


@dataclass(frozen=True, slots=True)
class Names:
    """Names of other rows of the same register, parted by semicolon."""

    empty: Any = frozenset()

    def parse(self, cell: Any, lookup: Lookup) -> frozenset:
        words = (" ".join(word.split()) for word in re.split(r"[;\n]", as_text(cell)))
        return frozenset(word for word in words if word)

    def write(self, value: Any, lookup: Lookup) -> str:
        return BETWEEN.join(sorted(value))

    def permitted(self, lookup: Lookup) -> Sequence[str]:
        return [_("Namn ur registret, skilda åt med semikolon")]


@dataclass(frozen=True, slots=True)
class Decimal:
    """A number with decimals, written with comma or point."""

    least: float
    most: float
    empty: Any = None

    def parse(self, cell: Any, lookup: Lookup) -> float:
        cleaned = SPACES.sub("", as_text(cell)).replace(",", ".").replace("−", "-")
        if isinstance(cell, bool | date) or not re.fullmatch(r"-?\d{1,12}(\.\d{1,15})?", cleaned, re.ASCII):
            raise ValueError(_("”%(text)s” är inget tal.") % {"text": as_text(cell)[:60]})
        number = float(cleaned)
        if not self.least <= number <= self.most:
            words = {"least": self.least, "most": self.most}
            raise ValueError(_("Talet ska vara från %(least)s till %(most)s.") % words)
        return number

    def write(self, value: Any, lookup: Lookup) -> float | None:
        return value

    def permitted(self, lookup: Lookup) -> Sequence[str]:
        return [_("Tal från %(least)s till %(most)s") % {"least": self.least, "most": self.most}]
