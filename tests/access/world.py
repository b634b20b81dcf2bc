"""One of everything a URL can lead to, in three classes: open, another department's, confidential."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from core.models import Job, Notice
from decisions.models import Answer, CaseAnnex, CaseStep, Referral
from documents import store
from documents.models import Document
from engagements.enums import AreaKey
from engagements.models import Attachment, Engagement, InboxItem
from governance.enums import StepRole
from governance.models import Body, Policy, Unit
from memberships.models import Forum, ForumParticipation
from monitoring.models import Dossier
from projects.models import Project
from reviews import figures
from reviews.enums import PaperSectionKey
from reviews.models import Evaluation, EvaluationSection, EvaluationSubject, PaperSection, PositionPaper, Recommendation
from tests import factories
from tests.access import (
    world_across,
    world_cities,
    world_exchange,
    world_memberships,
    world_monitoring,
    world_projects,
    world_visits,
    world_visits_programme,
)

CLASSES = ("open", "other", "secret")
CANARY = "kanariefågel"
SECRET = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}
# In this order: what one makes the next may lean on.
AREAS = (
    world_memberships,
    world_visits,
    world_visits_programme,
    world_monitoring,
    world_exchange,
    world_cities,
    world_across,
)


@dataclass
class World:
    own_unit: Unit
    other_unit: Unit
    board: Body
    policy: Policy
    objects: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def secrets(self) -> list[Engagement]:
        return list(Engagement.objects.filter(confidentiality="confidential"))


def build() -> World:
    board = factories.board()
    factories.council()
    factories.coordinating_unit()
    policy = factories.policy(aims=[factories.aim()])
    for matter in ("memberships.join", "reviews.adopt_paper", "reviews.adopt_evaluation"):
        factories.usual_route(policy, matter)
    committee = factories.body(name="Socialnämnden")
    own = factories.unit(name="Egen förvaltning", serves=committee)
    other = factories.unit(name="Annan förvaltning", serves=committee)
    world = World(own, other, board, policy)
    for name in CLASSES:
        world.objects[name] = _objects(world, name)
    return world


def _objects(world: World, name: str) -> dict[str, Any]:
    """Everything of one class. Titles of the confidential class carry the canary word."""
    unit = world.other_unit if name == "other" else world.own_unit
    spine = {"responsible_unit": unit} | (SECRET if name == "secret" else {})
    word = CANARY if name == "secret" else name
    rows = _registered(unit, spine, word)
    engagement = rows["engagement"]
    if name == "open":
        engagement.published = True
        engagement.save()
    rows |= world_projects.rows(world, rows, unit, word)
    rows |= _reported(engagement, unit, word)
    rows |= _decided(world, engagement, unit, word, spine)
    rows |= _governed(world, unit, word)
    rows |= _referred(rows["case"], rows["attachment"].document, word)
    rows |= _adjusted(world, engagement, unit, word)
    rows |= _followed(world, rows, unit, word)
    rows |= _called(world, rows["case"])
    for area in AREAS:
        rows |= area.rows(world, rows, unit, word)
    return rows


def _registered(unit: Unit, spine: dict[str, Any], word: str) -> dict[str, Any]:
    """One engagement of each area; the membership's is the one most else hangs on."""

    def titled(what: str) -> dict[str, Any]:
        title = f"{what} {word}"
        return spine | {"title": title, "search_text": title, "background": title}

    membership = factories.membership(engagement_fields=titled("Medlemskap"))
    project = factories.engagement(AreaKey.PROJECTS, **titled("Projekt"))
    dossier = factories.engagement(AreaKey.MONITORING, **titled("Bevakning"))
    return {
        "engagement": membership.engagement,
        "membership": membership,
        "organisation": membership.organisation,
        "relation": factories.city_relation(engagement_fields=titled("Stad")),
        "visit": factories.visit(visitor=f"Delegation {word}", engagement_fields=titled("Besök")),
        "project": Project.objects.create(engagement=project),
        "dossier": Dossier.objects.create(engagement=dossier, kind="monitoring"),
        "seat": factories.seat(membership, organ=f"Styrelse {word}"),
        "participation": _participation(membership, unit),
    }


def _participation(membership, unit: Unit) -> ForumParticipation:
    forum = Forum.objects.create(organisation=membership.organisation, name="Forum")
    return ForumParticipation.objects.create(membership=membership, forum=forum, unit=unit)


def _reported(engagement: Engagement, unit: Unit, word: str) -> dict[str, Any]:
    activity = factories.activity(engagement=engagement, unit=unit, title=f"Aktivitet {word}")
    reported = factories.activity(engagement=engagement, unit=unit, title=f"Rapporterad {word}", state="reported")
    content = word.encode()
    sha256 = store.put(content)
    document = Document.objects.create(
        title=f"Bilaga {word}",
        kind="upload",
        name="bilaga.txt",
        content_type="text/plain",
        size=len(content),
        sha256=sha256,
    )
    return {
        "activity": activity,
        "attachment": Attachment.objects.create(activity=activity, document=document),
        "inbox": InboxItem.objects.create(kind="activity", engagement=engagement, activity=reported, unit=unit),
    }


def _decided(world: World, engagement: Engagement, unit: Unit, word: str, spine: dict[str, Any]) -> dict[str, Any]:
    case = factories.case(title=f"Ärende {word}", engagement=engagement, unit=unit, policy=world.policy)
    CaseStep.objects.create(case=case, order=1, role=StepRole.PREPARE, unit=unit, state="active")
    CaseStep.objects.create(case=case, order=2, role=StepRole.DECIDE, body=world.board)
    writer = factories.coordinator()
    paper = PositionPaper.objects.create(title=f"Papper {word}", engagement=engagement, number=1, created_by=writer)
    for order, key in enumerate(PaperSectionKey.values):
        PaperSection.objects.create(paper=paper, key=key, order=order, text=word)
    evaluation = Evaluation.objects.create(
        title=f"Utvärdering {word}",
        starts_on=date(2025, 1, 1),
        ends_on=date(2025, 12, 31),
        policy=world.policy,
        commissioned_by="KS § 1",
        figures=figures.gather([engagement], date(2025, 1, 1), date(2025, 12, 31)),
        created_by=writer,
    )
    EvaluationSubject.objects.create(evaluation=evaluation, engagement=engagement)
    for order, kind in enumerate(("analysis", "conclusions")):
        EvaluationSection.objects.create(evaluation=evaluation, kind=kind, order=order, text=word)
    recommendation = Recommendation.objects.create(evaluation=evaluation, engagement=engagement, kind="continue")
    return {"case": case, "paper": paper, "evaluation": evaluation, "recommendation": recommendation}


def _governed(world: World, unit: Unit, word: str) -> dict[str, Any]:
    person = factories.person("Någon")
    return {
        "unit": unit,
        "body": world.board,
        "person": person,
        "policy": world.policy,
        "appointment": factories.appoint(person, "member", body=world.board),
        "job": Job.objects.create(kind="reviews.pdf", key=f"job {word}", label=f"PDF {word}"),
        "notice": Notice.objects.create(
            key=f"notice {word}", kind="x", recipient_id=person.pk, subject=f"Meddelande {word}"
        ),
    }


def _referred(case: Any, document: Document, word: str) -> dict[str, Any]:
    """A referral that is out, answered by an outside party with a file."""
    day = date(2027, 5, 4)
    sent = {"state": "sent", "sent_at": timezone.now(), "due_on": day}
    referral = Referral.objects.create(case=case, title=f"Remiss {word}", question=f"Fråga {word}", **sent)
    given = {"state": "answered", "stance": "favour", "answered_on": day, "statement": f"Yttrande {word}"}
    answer = Answer.objects.create(referral=referral, outside="Lärosätet", due_on=day, document=document, **given)
    annex = CaseAnnex.objects.create(
        case=case, document=document, title=f"Bilaga {word}", order=1, added_by=case.opened_by
    )
    return {"referral": referral, "answer": answer, "annex": annex}


def _called(world: World, case: Any) -> dict[str, Any]:
    """A meeting that is called, with the case on its agenda under the case's own title."""
    meeting = factories.called_meeting(world.board)
    return {"meeting": meeting, "agenda_item": factories.agenda_item(meeting, case.steps.get(order=2))}


def _adjusted(world: World, engagement: Engagement, unit: Unit, word: str) -> dict[str, Any]:
    """A case decided at a meeting whose minutes are adjusted and announced, and the appeal against it."""
    case = factories.case(title=f"Beslutat {word}", engagement=engagement, unit=unit, state="decided")
    step = CaseStep.objects.create(case=case, order=1, role=StepRole.DECIDE, body=world.board, state="done")
    meeting = factories.meeting(world.board, state="closed", chair=factories.member(world.board))
    decision = factories.decision(step, text=f"Beslut {word}")
    item = factories.agenda_item(
        meeting, step, state="binding", outcome="approved", paragraph=1, text=decision.text, decision=decision
    )
    minutes = factories.adjusted_minutes(meeting, [item])
    return {
        "decision": decision,
        "minutes": minutes,
        "board_notice": factories.board_notice(minutes),
        "appeal": factories.appeal(decision),
    }


def _followed(world: World, rows: dict[str, Any], unit: Unit, word: str) -> dict[str, Any]:
    """An order of delegation, what was decided with it in a case of this class, and a task from a decision."""
    director = factories.director(unit)
    rule = factories.delegation_rule(world.board, function="contact_person", unit=unit, reported=False)
    factories.delegated_decision(None, director, body=world.board)
    case = factories.case(title=f"Delegerat {word}", engagement=rows["engagement"], unit=unit, state="decided")
    said = {"title": f"Delegerat {word}", "text": f"Beslut {word}"}
    delegated = factories.delegated_decision(rule, director, case=case, **said)
    reported = {"state": "reported", "report": f"Rapport {word}", "reported_by": director}
    reported |= {"reported_at": timezone.now()}
    task = factories.task(rows["decision"], unit=unit, text=f"Uppdrag {word}", **reported)
    return {
        "delegation_order": rule.order,
        "delegation_rule": rule,
        "delegated": delegated,
        "assignment": task,
    }
