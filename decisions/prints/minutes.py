"""Minutes, an extract of one paragraph and the proof of announcement as PDF."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import F
from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.enums import Confidentiality
from decisions import minutes_shown
from decisions.conditions.board import stays_until
from decisions.enums import MinutesState
from decisions.minutes_content import Content, paragraphs, sign
from decisions.models import AgendaItem, BoardNotice, Case, Minutes
from decisions.selectors import board, minutes
from documents import prints
from documents.models import Document, Printout
from documents.pdf.compose import Cover, compose
from governance.models import Person
from governance.selectors import municipality

REASONS = {"s": "confidential", "d": "closed_doors"}
LETTERS = {reason: letter for letter, reason in REASONS.items()}
LONGEST = 56
PUBLIC = "offentligt"


# ── minutes ──────────────────────────────────────────────────────────────────────────────────────────────────────


def variant(person: Person, of: Minutes) -> str:
    """What is left out for this reader ("d3.s5": § 3 behind closed doors, § 5 confidential), and how many corrections
    the copy carries ("r1")."""
    hidden = [f"{LETTERS[item['hidden']]}{item['number']}" for item in minutes.read(of, person).items if item["hidden"]]
    key = ".".join(hidden)
    if len(key) > LONGEST:
        key = PUBLIC
    corrections = of.corrections.count()
    return ".".join(part for part in (key, f"r{corrections}" if corrections else "") if part)


def minutes_html(of: Minutes, key: str) -> str:
    parts = {number: letter for letter, number in re.findall(r"([sd])(\d+)", key)}
    counted = re.search(r"r(\d+)$", key)

    def hides(item: Content) -> str:
        return REASONS.get(parts.get(str(item["number"]), ""), "")

    shown = minutes.read(of, None) if key.startswith(PUBLIC) else minutes_shown.shown(of, hides)
    number = int(counted[1]) if counted else 0
    first = set(of.corrections.order_by("made_at", "pk").values_list("pk", flat=True)[:number])
    head = shown.head
    cover = Cover(
        municipality=municipality(),
        kind=_("Protokoll"),
        title=f"{head['body']} {date_format(head['day'], 'j F Y')}",
        subtitle=_("Omedelbart justerade paragrafer") if of.immediate else "",
        draft=of.state != MinutesState.ADJUSTED,
        facts=_facts(head),
    )
    context = {
        "shown": shown,
        "minutes": of,
        "corrected": first,
        "signatures": minutes_shown.signatures_of(of),
        "partial": shown.some_left_out,
    }
    return compose(
        cover=cover, body=render_to_string("decisions/pdf/minutes.html", context), numbered=False, contents_depth=2
    )


def _facts(head: dict[str, Any]) -> list[tuple[str, str]]:
    time = f"{head['opened']}–{head['closed']}" if head["closed"] else head["opened"]
    return [
        (_("Paragrafer"), head["paragraphs"] or "–"),
        (_("Plats"), head["place"] or "–"),
        (_("Tid"), time or "–"),
        (_("Ordförande"), head["chair"] or "–"),
        (_("Justerare"), head["adjusters"] or "–"),
        (_("Sekreterare"), head["secretary"] or "–"),
    ]


def _load_minutes(pk: int) -> Minutes | None:
    return Minutes.objects.select_related("meeting__body").filter(pk=pk).first()


def _minutes_title(of: Minutes) -> str:
    words = {"body": of.meeting.body, "day": date_format(of.meeting.held_on, "j F Y")}
    title = _("Protokoll %(body)s %(day)s") % words
    return f"{title} {sign(paragraphs(of.content))}".strip()


def _record(of: Minutes) -> dict[str, Any]:
    """Whoever keeps the file learns that something in it is confidential, and by which provision."""
    cases = [item["case"] for item in of.content.get("items", []) if item["confidential"] and item["case"]]
    if not cases:
        return {}
    grounds = Case.objects.filter(pk__in=cases).values_list(
        "confidentiality_ground", "engagement__confidentiality_ground"
    )
    ground = next((each for pair in grounds for each in pair if each), "OSL")
    return {"confidentiality": Confidentiality.CONFIDENTIAL, "confidentiality_ground": ground}


def _keep_whole(of: Minutes, document: Document) -> None:
    """The minutes remember the whole copy, as it was adjusted."""
    whole = Printout.objects.filter(document=document, kind=PROTOCOL.key, variant="").exists()
    if whole and of.document_id is None:
        of.document = document
        of.save(update_fields=["document"])


PROTOCOL = prints.Print(
    key="protokoll",
    name=gettext_lazy("Protokoll"),
    find=minutes.minutes_for,
    load=_load_minutes,
    title=_minutes_title,
    html=minutes_html,
    back=lambda of: of.get_absolute_url(),
    variant=variant,
    frozen=lambda of: of.state == MinutesState.ADJUSTED,
    record=_record,
    kept=_keep_whole,
)


# ── extract of one paragraph ─────────────────────────────────────────────────────────────────────────────────────


def _find_item(person: Person, pk: int) -> AgendaItem:
    item = _load_item(pk)
    if item is None:
        raise Http404
    of = minutes.minutes_for(person, item.in_minutes)
    if any(each["item"] == pk and each["hidden"] for each in minutes.read(of, person).items):
        raise Http404
    item.read_in = of
    return item


def _load_item(pk: int) -> AgendaItem | None:
    """Only what is in adjusted minutes is given out as an extract."""
    rows = AgendaItem.objects.select_related("meeting__body").filter(minutes__state=MinutesState.ADJUSTED)
    return rows.annotate(in_minutes=F("minutes")).filter(pk=pk).first()


def _minutes_of(item: AgendaItem) -> Minutes:
    """Those the reader of the page was let into, or read by the worker that makes the PDF."""
    if "read_in" in vars(item):
        return item.read_in
    return item.minutes.select_related("meeting__body").get(state=MinutesState.ADJUSTED)


def extract_html(item: AgendaItem, key: str) -> str:
    of = _minutes_of(item)
    shown = minutes_shown.shown(of, lambda each: "")
    only = next(each for each in shown.items if each["item"] == item.pk)
    cover = Cover(
        municipality=municipality(),
        kind=_("Protokollsutdrag"),
        title=f"§ {only['paragraph']} {only['title']}",
        subtitle=f"{shown.head['body']} {date_format(shown.head['day'], 'j F Y')}",
        reference_number=only["reference_number"],
        facts=_facts(shown.head)[1:],
    )
    context = {"item": only, "head": shown.head, "minutes": of, "signatures": minutes_shown.signatures_of(of)}
    return compose(
        cover=cover,
        body=render_to_string("decisions/pdf/minutes_extract.html", context),
        numbered=False,
        contents_depth=1,
    )


def _item_title(item: AgendaItem) -> str:
    return _("Protokollsutdrag %(body)s § %(paragraph)s/%(year)s") % {
        "body": item.meeting.body,
        "paragraph": item.paragraph,
        "year": item.meeting.held_on.year,
    }


EXTRACT = prints.Print(
    key="protokollsutdrag",
    name=gettext_lazy("Protokollsutdrag"),
    find=_find_item,
    load=_load_item,
    title=_item_title,
    html=extract_html,
    back=lambda item: f"{_minutes_of(item).get_absolute_url()}#p{item.paragraph}",
    record=lambda item: _record(_minutes_of(item)),
)


# ── proof of announcement ────────────────────────────────────────────────────────────────────────────────────────


def _find_notice(person: Person, pk: int) -> BoardNotice:
    """For those who keep the board, once the notice has come down (KL 8:10 third paragraph)."""
    notice = board.notice_for(person, pk)
    if notice.taken_down_at is None:
        raise Http404
    return notice


def _load_notice(pk: int) -> BoardNotice | None:
    rows = BoardNotice.objects.select_related("body", "meeting", "minutes__meeting", "delegated")
    return rows.filter(pk=pk, taken_down_at__isnull=False).first()


def proof_html(notice: BoardNotice, key: str) -> str:
    cover = Cover(
        municipality=municipality(),
        kind=_("Anslagsbevis"),
        title=notice.title,
        subtitle=str(notice.body),
        facts=[(_("Slag"), notice.get_kind_display())],
    )
    context = {"notice": notice, "until": stays_until(notice)}
    body = render_to_string("decisions/pdf/board_proof.html", context)
    return compose(cover=cover, body=body, numbered=False, contents_depth=1)


def _keep_proof(notice: BoardNotice, document: Document) -> None:
    notice.proof = document
    notice.save(update_fields=["proof"])


PROOF = prints.Print(
    key="anslagsbevis",
    name=gettext_lazy("Anslagsbevis"),
    find=_find_notice,
    load=_load_notice,
    title=lambda notice: f"{_('Anslagsbevis')} {notice.title}",
    html=proof_html,
    back=lambda notice: reverse("decisions:board_list"),
    frozen=lambda notice: notice.taken_down_at is not None,
    kept=_keep_proof,
)
