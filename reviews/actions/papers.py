"""From beginning a position paper until it is sent for decision."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import events
from core.rules import Conflict
from decisions.actions import open_case
from decisions.models import Case
from engagements.models import Engagement
from governance import numbering
from governance.models import Person
from governance.selectors import policy_in_force
from reviews import conditions, permissions
from reviews.actions import pdfs, writing
from reviews.actions.writing import Written
from reviews.drafting import paper as drafting
from reviews.enums import Happening, PaperSectionKey, PaperState
from reviews.models import Evaluation, PaperSection, PositionPaper
from reviews.states import PAPER

ADOPT_PAPER = "reviews.adopt_paper"


@transaction.atomic
def begin(*, by: Person, engagement: Engagement | None = None, area: str = "") -> PositionPaper:
    """Begin version one, filled from what the product knows, or the next one, filled from the version before (GBG-C10).

    It is about an engagement or about a whole area (GBG-P5). From version two it points at the latest adopted
    evaluation of it and the board's conclusions (GBG-C12). Refused while another version is being written.
    """
    if engagement is not None:
        engagement = Engagement.objects.select_for_update(of=("self",), no_key=True).get(pk=engagement.pk)
    permissions.may_write_paper.require(by, engagement)
    conditions.ready_to_begin.require(engagement, area)
    paper = PositionPaper(
        engagement=engagement,
        area=area,
        created_by=by,
        registered_at=timezone.now(),
        reference_number=numbering.take_for(None),
    )
    before = PositionPaper.objects.on_the_same(paper).order_by("-number").first()
    paper.number = before.number + 1 if before else 1
    with override("sv"):
        paper.title = f"Positionspapper {paper.about}"[:250]
    ground = drafting.latest_evaluation(paper) if before else None
    if ground is not None:
        paper.builds_on, paper.conclusions = ground, ground.board_conclusions
    if engagement is not None:
        paper.example = engagement.example
        paper.confidentiality = engagement.confidentiality
        paper.confidentiality_ground = engagement.confidentiality_ground
    _store(paper)
    _fill(paper, before)
    events.record(Happening.PAPER_BEGUN, paper, by=by, detail={"number": paper.number})
    pdfs.want(paper)
    return paper


def _store(paper: PositionPaper) -> None:
    try:
        with transaction.atomic():
            paper.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("Någon annan påbörjade just samma version. Ladda om sidan.")) from error


def _fill(paper: PositionPaper, before: PositionPaper | None) -> None:
    known = drafting.sections(paper, policy_in_force())
    earlier = {section.key: section.text for section in before.sections.all()} if before else {}
    for order, key in enumerate(PaperSectionKey.values):
        PaperSection.objects.create(paper=paper, key=key, order=order, text=earlier.get(key) or known[key])


@transaction.atomic
def write_paper(
    *,
    paper: PositionPaper,
    written: Mapping[int, Written],
    by: Person,
    version: int | None = None,
    builds_on: Evaluation | None = None,
    conclusions: str = "",
) -> PositionPaper:
    """Save the sections in `written` (by their id), and with `version` also what the paper builds on.

    Raises Conflict with both texts when somebody saved in between, or when the text was put forward meanwhile.
    """
    paper = writing.lock_paper(paper)
    permissions.may_write_paper.require(by, paper.engagement)
    sections = list(paper.sections.all())
    written = writing.cleaned(written)
    yours = "\n\n".join(each.text for each in written.values())
    writing.require_writable(paper, theirs="\n\n".join(section.text for section in sections), yours=yours)

    changed = writing.store(sections, written)
    if version is not None and _new_ground(paper, builds_on, conclusions):
        if version != paper.version:
            message = _("Någon annan har ändrat vad pappret bygger på. Jämför och spara igen.")
            raise Conflict(message, theirs=paper.conclusions, yours=conclusions)
        paper.builds_on, paper.conclusions = builds_on, conclusions.strip()
        paper.version += 1
        changed.append(_("Vad ändringen bygger på"))
    if not changed:
        return paper
    paper.save()
    events.record(Happening.PAPER_WRITTEN, paper, by=by, detail={"sections": changed})
    pdfs.want(paper)
    return paper


def _new_ground(paper: PositionPaper, builds_on: Evaluation | None, conclusions: str) -> bool:
    return (paper.builds_on_id, paper.conclusions) != (builds_on.pk if builds_on else None, conclusions.strip())


@transaction.atomic
def submit_paper(*, paper: PositionPaper, by: Person, motive: str = "") -> Case:
    """Open the case that adopts the paper. Refused while a section is empty (GBG-C10) or, from version two, while the
    evaluation and the conclusions it builds on are not stated (GBG-C12). Until the case is put forward the text can
    still be changed."""
    paper = writing.lock_paper(paper)
    permissions.may_write_paper.require(by, paper.engagement)
    if paper.state != PaperState.DRAFT:
        raise Conflict(_("Positionspappret är redan skickat till beslut. Ladda om sidan."))
    conditions.paper_in_order.require(paper, policy_in_force(), motive=motive)

    with override("sv"):
        background, proposal = _case_texts(paper)
    case = open_case(
        matter=ADOPT_PAPER,
        by=by,
        engagement=paper.engagement,
        title=f"{paper.title}, version {paper.number}"[:250],
        background=background,
        proposed_decision=proposal,
        motive=motive.strip(),
        example=paper.example,
    )
    paper.case = case
    paper.save()
    PAPER.advance(paper, "submit")
    events.record(Happening.PAPER_SUBMITTED, paper, by=by, detail={"case": case.reference_number})
    pdfs.want(paper)
    return case


def _case_texts(paper: PositionPaper) -> tuple[str, str]:
    purpose = next(section.text for section in paper.sections.all() if section.key == PaperSectionKey.PURPOSE)
    background = (
        f"{paper.title} ({paper.reference_number}), version {paper.number}, läggs fram för beslut.\n\n{purpose}"
    )
    if paper.builds_on:
        background += (
            f"\n\nBygger på {paper.builds_on.title} ({paper.builds_on.reference_number}).\n{paper.conclusions}"
        )
    return background, f"{paper.title}, version {paper.number}, antas."
