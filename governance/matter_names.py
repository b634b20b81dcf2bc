"""Which matters there are, by key: so that a policy naming one that nobody carries out is refused when it is loaded.

The full matter (what must be in order, what follows from the decision) is registered in `decisions.matters`.
"""

from __future__ import annotations

from typing import Any

_names: dict[str, Any] = {}


def declare(key: str, name: Any) -> None:
    _names[key] = name


def known() -> dict[str, Any]:
    return dict(sorted(_names.items()))


def name_of(key: str) -> Any:
    return _names.get(key, key)
