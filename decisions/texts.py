"""The text a body decides on, and the hash that binds the decision to it."""

from __future__ import annotations

import hashlib
import json

from decisions.models import Case

WRITTEN = (
    "title",
    "proposed_decision",
    "summary",
    "background",
    "preparation",
    "matter_text",
    "assessment",
    "survey",
    "effective_on",
)
LABELS = {name: Case._meta.get_field(name).verbose_name for name in WRITTEN}


def canonical(case: Case) -> str:
    """What is put forward, as one string that is the same for the same text and the same annexes in the same order."""
    said = {name: str(getattr(case, name) or "").replace("\r\n", "\n") for name in WRITTEN}
    annexes = list(case.annexes.order_by("order", "pk").values_list("title", "document__sha256"))
    return json.dumps({"matter": case.matter, "annexes": annexes, **said}, ensure_ascii=False, sort_keys=True)


def digest(case: Case) -> str:
    return hashlib.sha256(canonical(case).encode()).hexdigest()


def readable(case: Case) -> str:
    """All that is written, with headings, for showing two versions side by side."""
    parts = [(LABELS[name], getattr(case, name)) for name in WRITTEN]
    return "\n\n".join(f"{str(label).capitalize()}\n{value}" for label, value in parts if value)
