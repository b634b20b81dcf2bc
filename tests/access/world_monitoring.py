"""One of everything in monitoring that a URL can lead to."""

from __future__ import annotations

from datetime import date
from typing import Any

from governance.models import Unit
from monitoring.deadlines import in_brussels
from monitoring.models import (
    Consultation,
    DossierNote,
    FeedSource,
    ImportBatch,
    InstitutionContact,
    MonitoringPlan,
    PlanItem,
    Position,
    Signal,
    StageChange,
)
from tests import factories

YEARS = {"open": 2041, "other": 2042}


def rows(world: Any, rows: dict[str, Any], unit: Unit, word: str) -> dict[str, Any]:
    """What hangs on the dossier of the class. Plans, feeds and imports are nobody's secret."""
    dossier = rows["dossier"]
    by = factories.coordinator()
    day = date(2026, 5, 4)
    asked = {"title": f"Samråd {word}", "asked_by": f"Frågas av {word}", "deadline": in_brussels(date(2041, 5, 4))}
    consultation = Consultation.objects.create(dossier=dossier, unit=unit, reported_by=by, **asked)
    DossierNote.objects.create(dossier=dossier, on=day, text=f"Anteckning {word}", written_by=by)
    said = {"institution": f"Institution {word}", "by_whom": "Chefen", "about": f"Gällde {word}", "recorded_by": by}
    InstitutionContact.objects.create(on=day, unit=unit, dossier=dossier, **said)
    plan = MonitoringPlan.objects.create(year=YEARS.get(word, 2043))
    item = PlanItem.objects.create(plan=plan, title="Väntas", quarter=1, unit=unit, consultation=consultation)
    feed = FeedSource.objects.create(name="Flöde", url=f"https://feed.example/{YEARS.get(word, 2043)}")
    return {
        "consultation": consultation,
        "signal": Signal.objects.create(what=f"Signal {word}", dossier=dossier, unit=unit, reported_by=by),
        "stage": StageChange.objects.create(
            dossier=dossier, stage="proposal", on=day, source_name=f"Källa {word}", recorded_by=by
        ),
        "position": Position.objects.create(
            dossier=dossier, title=f"Ståndpunkt {word}", text=word, level="eu", target=f"Mål {word}", written_by=by
        ),
        "monitoring_plan": plan,
        "plan_item": item,
        "feed": feed,
        "import_batch": ImportBatch.objects.create(target="signals", name="fil.csv", rows=[]),
    }
