"""Units, themes, countries, aims and goals by name and key, read once for a whole file."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from engagements.exchange.neutral import BETWEEN
from engagements.goals import Goal
from engagements.models import Country
from engagements.selectors.engagement_list import swedish_key
from governance.models import Aim, Theme, Unit

# The register's rows, and the fields that hold a row's name, its key, and one more word it may be called by.
SOURCES: dict[str, tuple[Any, str, str, str]] = {
    "units": (Unit, "name", "key", "short"),
    "themes": (Theme, "name", "key", ""),
    "countries": (Country, "name", "code", "name_en"),
    "aims": (Aim, "name", "key", ""),
}
Row = tuple[Any, str, str, str]
TEXT = TextField()


class Lookup:
    """Read once, in one query, when a register is first asked for. Names that two rows share are written as keys."""

    def __init__(self) -> None:
        self.choices: dict[int, dict[str, Any]] = {}
        self.labels: dict[int, dict[Any, str]] = {}
        self._by_word: dict[str, dict[str, Any]] = {}
        self._names: dict[str, dict[Any, str]] = {}
        self._joined: dict[tuple[str, frozenset], str] = {}

    def pk(self, of: str, word: str) -> Any:
        self._read(of)
        found = self._by_word[of].get(" ".join(word.casefold().split()))
        if found is None:
            raise ValueError(_not_there(of) % {"word": word[:80]})
        return found

    def name(self, of: str, pk: Any) -> str:
        self._read(of)
        return self._names[of].get(pk, "")

    def names(self, of: str) -> list[str]:
        self._read(of)
        return sorted(self._names[of].values(), key=swedish_key)

    def joined(self, of: str, pks: frozenset) -> str:
        """Names in Swedish order, parted by semicolon; few sets are many, so each is put together once."""
        if not pks:
            return ""
        kept = self._joined.get((of, pks))
        if kept is None:
            named = [self.name(of, pk) for pk in pks] if of != "goals" else [self.name(of, pk) for pk in sorted(pks)]
            kept = BETWEEN.join(named if of == "goals" else sorted(named, key=swedish_key))
            self._joined[of, pks] = kept
        return kept

    def _read(self, of: str) -> None:
        if of in self._names:
            return
        if of == "goals":
            self._names[of] = {number: f"{number} {Goal(number).label}" for number in Goal.values}
            self._by_word[of] = {str(number): number for number in Goal.values}
            self._by_word[of] |= {name.casefold(): number for number, name in self._names[of].items()}
            return
        for each, rows in _registers().items():
            self._keep(each, rows)

    def _keep(self, of: str, rows: list[Row]) -> None:
        shown = [" ".join(name.casefold().split()) for _pk, name, _key, _extra in rows]
        often = Counter(shown)
        twice = {word for word in shown if often[word] > 1}
        words: dict[str, Any] = {}
        self._names[of] = {}
        for (pk, name, key, extra), word in zip(rows, shown, strict=True):
            self._names[of][pk] = key if word in twice or ";" in name else name
            if extra and extra.casefold() not in words:
                words[extra.casefold()] = pk
            if word not in twice:
                words[word] = pk
        words |= {key.casefold(): pk for pk, _name, key, _extra in rows if key.casefold() not in words}
        self._by_word[of] = words


def _registers() -> dict[str, list[Row]]:
    """The rows of every register, in one query. Keys come as text, since a country's has letters."""
    queries = [_rows(of, *source) for of, source in SOURCES.items()]
    found: dict[str, list[Row]] = {of: [] for of in SOURCES}
    for of, pk, *words in queries[0].union(*queries[1:], all=True):
        found[of].append((SOURCES[of][0]._meta.pk.to_python(pk), *words))
    return found


def _rows(of: str, model: Any, name: str, key: str, other: str) -> QuerySet:
    told = {
        "register": Value(of, output_field=TEXT),
        "row_pk": Cast("pk", TEXT),
        "row_name": Cast(name, TEXT),
        "row_key": Cast(key, TEXT),
        "row_other": Cast(other, TEXT) if other else Value("", output_field=TEXT),
    }
    return model._default_manager.order_by().annotate(**told).values_list(*told)


def _not_there(of: str) -> str:
    return {
        "units": _("Enheten ”%(word)s” finns inte."),
        "themes": _("Temat ”%(word)s” finns inte."),
        "countries": _("Landet ”%(word)s” finns inte."),
        "aims": _("Inriktningen ”%(word)s” finns inte i policyn."),
        "goals": _("”%(word)s” är inget globalt mål. Skriv dess nummer, 1 till 17."),
    }[of]
