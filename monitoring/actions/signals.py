"""Signals: seen by somebody, assessed by the coordinating unit, followed, noted or dropped (GBG-M1, GBG-M4)."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from engagements.actions import inbox
from engagements.enums import InboxKind
from governance.models import Aim, Person, Theme, Unit
from monitoring import conditions, notices, permissions
from monitoring.actions.consultations import out_of_inbox
from monitoring.actions.dossiers import register_dossier
from monitoring.enums import DossierKind, Happening
from monitoring.models import Dossier, Signal
from monitoring.states import SIGNAL


def read_source(text: str) -> dict[str, str]:
    """A name, or an address whose host is the name: people paste either."""
    said = text.strip()
    host = urlsplit(said).hostname if said.startswith(("https://", "http://")) else None
    if host and " " not in said and len(said) <= 500:
        return {"source_name": host.removeprefix("www."), "source_url": said}
    return {"source_name": said[:200], "source_url": ""}


@transaction.atomic
def report_signal(*, what: str, unit: Unit, by: Person, source: str = "", themes: Iterable[Theme] = ()) -> Signal:
    """Tell the coordinating unit of something seen outside; it lies in the inbox at once."""
    permissions.may_report.require(by, unit)
    conditions.ready_to_report.require(what)
    signal = Signal.objects.create(what=what.strip(), unit=unit, reported_by=by, **read_source(source))
    signal.themes.set(themes)
    signal.units.set([unit])
    inbox.put(
        kind=InboxKind.SIGNAL,
        unit=unit,
        subject=_("Signal: %(what)s") % {"what": signal.headline},
        url=signal.get_absolute_url(),
    )
    events.record(Happening.SIGNAL_REPORTED, signal, by=by, detail={"signal": signal.pk, "unit": unit.pk})
    return signal


@transaction.atomic
def assess_signal(
    *,
    signal: Signal,
    impact: str,
    direction: str,
    by: Person,
    aim: Aim | None = None,
    themes: Iterable[Theme] = (),
    units: Iterable[Unit] = (),
) -> Signal:
    """Say whom it touches, how much, and in which direction of which aim. May be done again until it is settled."""
    signal = _locked(signal)
    permissions.may_triage.require(by)
    conditions.ready_to_assess.require(impact, direction, aim)
    signal.impact, signal.direction, signal.aim = impact, direction, aim
    signal.assessed_by, signal.assessed_at = by, timezone.now()
    signal.save(update_fields=["impact", "direction", "aim", "assessed_by", "assessed_at"])
    signal.themes.set(themes)
    signal.units.set(units)
    SIGNAL.advance(signal, "assess")
    out_of_inbox(signal.get_absolute_url(), by)
    detail = {"signal": signal.pk, "impact": impact, "direction": direction, "aim": aim.pk if aim else None}
    events.record(Happening.SIGNAL_ASSESSED, signal, by=by, detail=detail)
    return signal


@transaction.atomic
def follow_signal(
    *, signal: Signal, by: Person, dossier: Dossier | None = None, title: str = "", unit: Unit | None = None
) -> Signal:
    """Follow an assessed signal in a dossier, or in a new one that `unit` answers for."""
    signal = _locked(signal)
    permissions.may_triage.require(by)
    conditions.ready_to_follow.require(signal)
    if dossier is None:
        dossier = register_dossier(
            title=title.strip() or signal.headline,
            responsible_unit=unit or signal.unit or Unit.objects.get(coordinating=True),
            by=by,
            spine={"themes": list(signal.themes.all()), "background": signal.what},
            kind=DossierKind.MONITORING,
        )
    else:
        permissions.may_use_dossier.require(by, dossier)
    signal.dossier = dossier
    signal.save(update_fields=["dossier"])
    SIGNAL.advance(signal, "follow")
    notices.signal_settled(signal, by)
    events.record(Happening.SIGNAL_FOLLOWED, signal, by=by, detail={"signal": signal.pk, "dossier": dossier.pk})
    return signal


@transaction.atomic
def note_signal(*, signal: Signal, by: Person, reason: str = "") -> Signal:
    """Keep it as known: nothing more is done."""
    signal = _locked(signal)
    permissions.may_triage.require(by)
    _settle(signal, "note", reason, by)
    events.record(Happening.SIGNAL_NOTED, signal, by=by, detail={"signal": signal.pk})
    return signal


@transaction.atomic
def drop_signal(*, signal: Signal, reason: str, by: Person) -> Signal:
    """It does not concern the city, and why."""
    signal = _locked(signal)
    permissions.may_triage.require(by)
    conditions.ready_to_drop.require(reason)
    _settle(signal, "drop", reason, by)
    events.record(Happening.SIGNAL_DROPPED, signal, by=by, detail={"signal": signal.pk, "reason": signal.reason})
    return signal


def _settle(signal: Signal, verb: str, reason: str, by: Person) -> None:
    signal.reason = reason.strip()
    signal.save(update_fields=["reason"])
    SIGNAL.advance(signal, verb)
    out_of_inbox(signal.get_absolute_url(), by)
    notices.signal_settled(signal, by)


def _locked(signal: Signal) -> Signal:
    rows = Signal.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("unit", "reported_by", "aim").get(pk=signal.pk)
