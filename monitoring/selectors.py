from __future__ import annotations

from typing import Any

from engagements.querysets import open_or_granted
from monitoring.models import Dossier


def visible_dossier(person: Any, pk: int) -> Dossier | None:
    rows = Dossier.objects.filter(open_or_granted(person, "engagement__"))
    return rows.select_related("engagement__responsible_unit").filter(pk=pk).first()
