"""What a relation to a city rests on and gives: an agreement with its paper, and an exchange grant."""

from __future__ import annotations

from datetime import date
from typing import Any

from cities.models import Agreement, AgreementChange, ExchangeGrant
from governance.models import Unit


def rows(world: Any, found: dict[str, Any], unit: Unit, word: str) -> dict[str, Any]:
    relation = found["relation"]
    agreement = Agreement.objects.create(
        relation=relation,
        state="active",
        parties=f"Parter {word}",
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 6, 30),
        runs_to=date(2027, 6, 30),
        decide_by=date(2027, 3, 31),
        prolongs_months=12,
        notice_months=3,
        document=found["attachment"].document,
    )
    AgreementChange.objects.create(agreement=agreement, verb="sign", on=date(2026, 1, 1), reason=f"Skäl {word}")
    grant = ExchangeGrant.objects.create(
        relation=relation,
        association=f"Förening {word}",
        purpose=f"Ändamål {word}",
        year=2026,
        applied=20_000,
        applied_on=date(2026, 1, 1),
    )
    return {"agreement": agreement, "exchange_grant": grant}
