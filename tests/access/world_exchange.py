"""A file on its way into a register: of the confidential class closed to all but the one who left it."""

from __future__ import annotations

from typing import Any

from engagements.models import Import, ImportRow
from governance.models import Unit
from tests import factories


def rows(world: Any, found: dict[str, Any], unit: Unit, word: str) -> dict[str, Any]:
    engagement = found["engagement"]
    upload = Import.objects.create(
        area=engagement.area,
        by=factories.coordinator(),
        document=found["attachment"].document,
        state="ready",
        closed=engagement.is_confidential,
        changed=1,
    )
    line = {"column": "Bakgrund", "stored": f"Förr {word}", "typed": f"Nu {word}", "message": "", "clause": ""}
    ImportRow.objects.create(
        upload=upload, number=2, outcome="changed", title=f"Rad {word}", engagement=engagement, lines=[line]
    )
    return {"import": upload}
