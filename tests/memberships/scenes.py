"""A case taken from its opening to its decision, for tests of what follows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from decisions import actions
from decisions.models import Case, Decision
from engagements.register_rows import load_file
from governance.actions import load_policy
from governance.models import Body, Policy
from governance.policy_file import read
from tests import factories
from tests.module_rows import rows_of_a_module, settle

ROOT = Path(__file__).resolve().parents[2]
READY = {
    "background": "Bakgrund.",
    "foreign_policy_assessment": "Förenligt.",
    "assessed_on": date(2026, 1, 1),
    "benefit_city": "Kunskap.",
    "benefit_partner": "Kunskap.",
    "assignment": "Budget 2026.",
}
TEXTS = {"background": "Bakgrund.", "proposed_decision": "Bifall.", "survey": "Omvärlden."}


@dataclass(frozen=True)
class Register:
    """A city's register file, and the line for each row it added when it was loaded."""

    path: Path
    added: list[str]


@contextmanager
def shipped_register(city: str, django_db_blocker) -> Iterator[Register]:
    """The city's policy and register, loaded once for all tests of a module."""
    path = ROOT / "registers" / f"{city}.toml"
    with rows_of_a_module(django_db_blocker):
        shipped_policy(city)
        added = load_file(path)
        settle()
        yield Register(path, added)


def shipped_policy(city: str) -> Policy:
    return load_policy(file=read(ROOT / "policies" / f"{city}.toml")).policy


def put_forward(case: Case, *, by: Any, motive: str = "") -> Case:
    case = actions.prepare(case=case, version=case.version, by=by, **TEXTS)
    return actions.put_forward(case=case, by=by, motive=motive)


def decide(case: Case, body: Body, *, outcome: str = "approved", by: Any = None) -> Decision:
    return actions.decide(
        step=case.steps.get(state="active"),
        outcome=outcome,
        decided_on=timezone.localdate(),
        paragraph="12",
        text="Enligt förslaget.",
        presenter="Direktören",
        present_without_deciding="Ingen",
        by=by or factories.secretary(body),
    )


def decided(matter: str, engagement: Any, body: Body, *, motive: str = "", **case: Any) -> Case:
    """A case on its whole way: opened and prepared by the coordinating unit, decided by `body`."""
    coordinator = factories.coordinator()
    opened = actions.open_case(matter=matter, engagement=engagement, by=coordinator, **case)
    put_forward(opened, by=coordinator, motive=motive)
    decide(opened, body)
    opened.refresh_from_db()
    return opened
