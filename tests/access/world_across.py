"""One of everything that is across the areas, of one class."""

from __future__ import annotations

from datetime import date
from typing import Any

from documents import store
from documents.models import Document
from engagements.models import CheckIn, Communication, DormancyReview, InstructionFile
from governance import actions
from governance.models import Unit
from tests import factories


def rows(world: Any, rows: dict[str, Any], unit: Unit, word: str) -> dict[str, Any]:
    """Named after the class; what hangs on the confidential engagement carries the canary word."""
    engagement = rows["engagement"]
    CheckIn.objects.create(engagement=engagement, due_on=date(2027, 5, 4))
    CheckIn.objects.create(engagement=engagement, held_on=date(2026, 5, 4), who="Vi", said=f"Sagt {word}")
    DormancyReview.objects.create(engagement=engagement, put_on=date(2026, 5, 4))
    theme = factories.theme()
    engagement.themes.add(theme)
    instruction = actions.issue_instruction(
        unit=unit, kind="visits", title="Ta emot besök", text="Så gör vi.", valid_from=date(2026, 1, 1), by=None
    )
    content = "Så gör vi.".encode()
    document = Document.objects.create(
        title="Ta emot besök", kind="upload", name="rutin.txt", content_type="text/plain", size=len(content),
        sha256=store.put(content),
    )  # fmt: skip
    InstructionFile.objects.create(instruction=instruction, document=document)
    return {
        "theme": theme,
        "instruction": instruction,
        "contact": factories.partner_contact(unit=unit, name=f"Kontakt {word}", engagements=[engagement]),
        "communication": Communication.objects.create(
            engagement=engagement, unit=unit, title=f"Insats {word}", channel="web", audience="alla",
            done_on=date(2026, 5, 4),
        ),
    }  # fmt: skip
