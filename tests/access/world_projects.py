"""One of everything that hangs on a project, and a funder and a call, of one class."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from documents import store
from documents.models import Document
from governance.models import Unit
from projects.models import Deliverable, Milestone, PartnershipPeriod, ProjectPartner
from tests.projects import rows as projects


def rows(world: Any, rows: dict[str, Any], unit: Unit, word: str) -> dict[str, Any]:
    """Named after the class; the confidential project's carry the canary word."""
    project = rows["project"]
    funder = projects.funder()
    content = f"Rapport {word}".encode()
    document = Document.objects.create(
        title=f"Rapport {word}", kind="upload", name="rapport.txt", content_type="text/plain", size=len(content),
        sha256=store.put(content),
    )  # fmt: skip
    projects.aid(project)
    return {
        "funder": funder,
        "call": projects.call(programme=projects.programme(funder=funder)),
        "project_partner": ProjectPartner.objects.create(project=project, name=f"Part {word}"),
        "project_report": projects.report(
            project, title=f"Rapport {word}", document=document, done_on=timezone.localdate()
        ),
        "milestone": Milestone.objects.create(project=project, title=f"Milstolpe {word}", due_on=date(2027, 5, 4)),
        "deliverable": Deliverable.objects.create(project=project, title=f"Leverans {word}"),
        "project_period": PartnershipPeriod.objects.create(
            project=project, kind="planning", starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31)
        ),
    }
