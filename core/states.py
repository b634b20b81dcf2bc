"""State tables: which verbs lead from which state to which, and the only code that writes a state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.rules import Conflict


@dataclass(frozen=True, slots=True)
class Transition:
    verb: str
    sources: frozenset[str]
    target: str


class StateTable:
    """The states of one kind of object.

    `verbs` maps a verb to `(sources, target)`. The table is what docs/states.md is drawn from and what the step × state
    tests walk through.
    """

    all: dict[str, StateTable] = {}

    def __init__(self, name: str, *, verbs: dict[str, tuple[set[str], str]], field: str = "state"):
        self.name = name
        self.field = field
        self.transitions = {
            verb: Transition(verb, frozenset(sources), target) for verb, (sources, target) in verbs.items()
        }
        StateTable.all[name] = self

    def allows(self, obj: Any, verb: str) -> bool:
        return getattr(obj, self.field) in self.transitions[verb].sources

    def advance(self, obj: Any, verb: str) -> None:
        """Move `obj` by `verb`, or raise Conflict when its stored state no longer allows it.

        The change is conditional in the database (compare and swap), so of two at once one wins on SQLite too, where
        row locks are silent. The save after it writes the history row.
        """
        transition = self.transitions[verb]
        before = getattr(obj, self.field)
        if before not in transition.sources:
            raise Conflict(already_changed(obj))
        swapped = (
            type(obj)._base_manager.filter(pk=obj.pk, **{self.field: before}).update(**{self.field: transition.target})
        )
        if not swapped:
            raise Conflict(already_changed(obj))
        setattr(obj, self.field, transition.target)
        obj.save(update_fields=[self.field])


def already_changed(obj: Any) -> str:
    return _("Någon annan hann före: %(what)s har redan ändrats. Ladda om sidan och se vad som hänt.") % {"what": obj}
