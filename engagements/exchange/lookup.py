"""Units, themes, countries, aims and goals by name and key, read once for a whole file."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from engagements.exchange.neutral import BETWEEN
from engagements.goals import Goal
from engagements.models import Country
from engagements.selectors.engagement_list import swedish_key
from governance.models import Aim, Theme, Unit

SOURCES: dict[str, tuple[Any, str, tuple[str, ...]]] = {
    "units": (Unit, "name", ("key", "short")),
    "themes": (Theme, "name", ("key",)),
    "countries": (Country, "name", ("code", "name_en")),
    "aims": (Aim, "name", ("key",)),
}


class Lookup:
    """Each kind is read at most once, when first asked for. Names that two rows share are written as keys."""

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
        model, name, keys = SOURCES[of]
        rows = list(model._default_manager.order_by().values_list("pk", name, *keys))
        shown = [" ".join(row[1].casefold().split()) for row in rows]
        twice = {word for word in shown if shown.count(word) > 1}
        self._names[of] = {
            row[0]: row[2] if word in twice or ";" in row[1] else row[1] for row, word in zip(rows, shown, strict=True)
        }
        words: dict[str, Any] = {}
        for row, word in zip(rows, shown, strict=True):
            words |= {extra.casefold(): row[0] for extra in row[3:] if extra and extra.casefold() not in words}
            if word not in twice:
                words[word] = row[0]
        words |= {row[2].casefold(): row[0] for row in rows if row[2].casefold() not in words}
        self._by_word[of] = words


def _not_there(of: str) -> str:
    return {
        "units": _("Enheten ”%(word)s” finns inte."),
        "themes": _("Temat ”%(word)s” finns inte."),
        "countries": _("Landet ”%(word)s” finns inte."),
        "aims": _("Inriktningen ”%(word)s” finns inte i policyn."),
        "goals": _("”%(word)s” är inget globalt mål. Skriv dess nummer, 1 till 17."),
    }[of]
