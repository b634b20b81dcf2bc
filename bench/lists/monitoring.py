"""Lists of monitoring and advocacy: dossiers, consultations, signals, positions, contacts and what was read in."""

from bench.lists.ground import Ground, day, moment, one_of, spread, text
from bench.lists.listed import ListPage
from monitoring.enums import ConsultationState, PositionState, SignalState
from monitoring.models import Consultation, Dossier, ImportBatch, InstitutionContact, Position, Signal

LISTS = [
    ListPage("monitoring:dossier_list", "monitoring.Dossier", "slag=advocacy", "q",
             in_admin=("engagement__search_text",), admin_filter="kind__exact=advocacy"),
    ListPage("monitoring:consultation_list", "monitoring.Consultation", "kanal=government", "q",
             in_admin=("title", "asked_by", "unit__name"), admin_filter="channel__exact=government"),
    ListPage("monitoring:signal_list", "monitoring.Signal", "lage=assessed", "q",
             in_admin=("what", "source_name", "unit__name"), admin_filter="state__exact=assessed"),
    ListPage("monitoring:position_list", "monitoring.Position", "lage=pursued", "q",
             in_admin=("title", "target", "dossier__engagement__search_text"), admin_filter="state__exact=pursued"),
    ListPage("monitoring:contact_list", "monitoring.InstitutionContact", "enhet=2", "q",
             in_admin=("institution", "met", "by_whom", "about", "unit__name", "dossier__engagement__search_text"),
             admin_filter="unit__id__exact=2"),
    ListPage("monitoring:feed_list", "monitoring.ImportBatch", search="q", in_admin=("name",)),
]  # fmt: skip
SIGNALS = [SignalState.NEW, SignalState.ASSESSED, SignalState.FOLLOWED, SignalState.NOTED, SignalState.NOTED]
POSITIONS = [PositionState.DRAFT, PositionState.ADOPTED, PositionState.PURSUED, PositionState.ACHIEVED]


def on_a_dossier(number: int) -> int | None:
    return number if spread(number, 3, "dossier") else None


def fill(ground: Ground) -> None:
    ground.many(Dossier, kind=one_of(["monitoring", "advocacy"], "kind"), target="EU-kommissionen", stage="proposal")
    state = one_of([ConsultationState.REPORTED, ConsultationState.DECLINED], "consultation")
    ground.many(
        Consultation, dossier_id=on_a_dossier, title=text, channel=one_of(["eu", "government", "own"], "channel"),
        state=state, closed=lambda n: state(n) == ConsultationState.DECLINED, reason="Rör inte staden",
        unit_id=one_of(ground.frame.units, "unit"), asked_by="EU-kommissionen",
    )  # fmt: skip
    ground.many(
        Signal, what=text, state=one_of(SIGNALS, "signal"), dossier_id=lambda n: n, source_name="EUT",
        impact=one_of(["low", "medium", "high"], "impact"), direction=one_of(["supports", "threatens"], "direction"),
        reported_at=moment("reported", days=2870), unit_id=one_of(ground.frame.units, "unit"),
    )  # fmt: skip
    ground.many(Signal.themes.through, theme_id=one_of(ground.frame.themes, "theme"))
    ground.many(
        Position, title=text, text=text, state=one_of(POSITIONS, "position"), adopted_on=day("adopted", days=2870),
        written_at=moment("written", days=2870),
    )  # fmt: skip
    ground.many(
        InstitutionContact, on=day("on", days=2870), institution="Europaparlamentet", consulted=True,
        consultation_note="Per telefon",
    )  # fmt: skip
    ground.many(
        ImportBatch, target="signals", name=text, rows=[], state=one_of(["imported", "discarded"], "batch"),
        read_at=moment("read", days=2870),
    )  # fmt: skip
