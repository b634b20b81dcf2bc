"""The text a body decides on, and the hash that binds the decision to it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from decisions import matters
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


BOUND = ("terms", "text_hash")


def terms_of(case: Case) -> dict[str, Any]:
    """What the area's rows say: as it was put forward, or as it is now while the case is being prepared."""
    if case.text_hash:
        return case.terms
    area = matters.terms_of(case.matter)
    return area.read(case) if area else {}


def bind(case: Case) -> None:
    """Lock what is put forward: the area's terms are kept as they are, and the hash is set. Nothing is saved here."""
    case.terms = terms_of(case)
    case.text_hash = digest(case)


def unbind(case: Case) -> None:
    """Open it again. Nothing is saved here."""
    case.terms, case.text_hash = {}, ""


def canonical(case: Case) -> str:
    """What is put forward, as one string that is the same for the same text and terms and the same annexes in the same
    order."""
    said: dict[str, Any] = {name: str(getattr(case, name) or "").replace("\r\n", "\n") for name in WRITTEN}
    if terms := terms_of(case):
        said["terms"] = terms
    annexes = list(case.annexes.order_by("order", "pk").values_list("title", "document__sha256"))
    return json.dumps({"matter": case.matter, "annexes": annexes, **said}, ensure_ascii=False, sort_keys=True)


def digest(case: Case) -> str:
    return hashlib.sha256(canonical(case).encode()).hexdigest()


def readable(case: Case) -> str:
    """All that is written, with headings, for showing two versions side by side."""
    parts = [(LABELS[name], getattr(case, name)) for name in WRITTEN]
    return "\n\n".join(f"{str(label).capitalize()}\n{value}" for label, value in parts if value)
