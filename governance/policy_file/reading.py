"""From TOML to facts: every key known, every type right, nothing guessed."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import MISSING, asdict, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

from django.utils.translation import gettext as _

from governance.policy_file.facts import (
    AimFacts,
    BodyFacts,
    PolicyFacts,
    PolicyFile,
    RouteFacts,
    RuleFacts,
    StepFacts,
    ThemeFacts,
    UnitFacts,
)
from governance.policy_file.problems import PolicyFileRefused, Problem, Problems

F = TypeVar("F")
TABLES: dict[str, type] = {
    "bodies": BodyFacts,
    "units": UnitFacts,
    "aims": AimFacts,
    "themes": ThemeFacts,
    "rules": RuleFacts,
    "routes": RouteFacts,
}


def parse(text: str, file: str) -> tuple[PolicyFile, Problems]:
    """Read the text of a policy file. Raises PolicyFileRefused when it is no TOML or its shape is wrong."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyFileRefused([Problem(file, None, "", _("Filen är inte giltig TOML: %s") % error)]) from error
    problems = Problems(file, text)
    for key in sorted(set(raw) - {"policy", *TABLES}):
        problems.add(key, _("Okänd del av filen."))
    if not isinstance(raw.get("policy"), dict):
        problems.add("policy", _("Delen [policy] saknas."))
    policy = _build(PolicyFacts, raw.get("policy", {}), "policy", problems)
    parts = {name: _list(cls, raw.get(name, []), name, problems) for name, cls in TABLES.items()}
    problems.raise_if_any()
    found = PolicyFile(policy=policy, **parts, content_hash="")
    digest = hashlib.sha256(json.dumps(asdict(found), default=str, sort_keys=True).encode()).hexdigest()
    return PolicyFile(policy=policy, **parts, content_hash=digest), problems


def parse_path(path: Path) -> tuple[PolicyFile, Problems]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyFileRefused([Problem(str(path), None, "", _("Filen kan inte läsas: %s") % error)]) from error
    return parse(text, str(path))


def _list(cls: type[F], rows: Any, path: str, problems: Problems) -> tuple[F, ...]:
    if not isinstance(rows, list):
        problems.add(path, _("Skriv delen som [[%s]].") % path)
        return ()
    return tuple(_build(cls, row, f"{path}[{number}]", problems) for number, row in enumerate(rows))


def _build(cls: type[F], table: Any, path: str, problems: Problems) -> F:
    """One dataclass from one table; what is wrong is collected, and then the value does not matter."""
    table = table if isinstance(table, dict) else {}
    hints = get_type_hints(cls)
    known = {field.name: field for field in fields(cls)}  # type: ignore[arg-type]
    for key in sorted(set(table) - set(known)):
        problems.add(f"{path}.{key}", _("Okänd nyckel."))
    values: dict[str, Any] = {}
    for name, field in known.items():
        key = f"{path}.{name}"
        if name == "steps":
            values[name] = _list(StepFacts, table.get(name, []), key, problems)
        elif name not in table:
            if field.default is MISSING:
                problems.add(key, _("Saknas."))
            values[name] = None if field.default is MISSING else field.default
        else:
            values[name] = _checked(table[name], hints[name], field.metadata.get("choices"), key, problems)
    return cls(**values)


def _checked(value: Any, wanted: Any, choices: list[str] | None, key: str, problems: Problems) -> Any:
    kinds = tuple(kind for kind in (get_args(wanted) or (wanted,)) if kind is not type(None))
    fits = isinstance(value, kinds) and not (isinstance(value, bool) and bool not in kinds)
    if isinstance(value, datetime) or not fits:
        problems.add(key, _("Ska vara %s.") % _kind_in_words(kinds[0]))
    elif choices and value not in choices:
        message = _("”%(value)s” finns inte. Välj bland: %(choices)s.")
        problems.add(key, message % {"value": value, "choices": ", ".join(choices)})
    elif isinstance(value, int) and not isinstance(value, bool) and value < 1:
        problems.add(key, _("Ska vara minst 1."))
    return value


def _kind_in_words(kind: type) -> str:
    words = {
        str: _("text"),
        int: _("heltal"),
        bool: _("true eller false"),
        date: _("datum, till exempel 2026-10-15"),
    }
    return words[kind]
