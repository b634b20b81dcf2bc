"""What the demo does not hold and some page needs, made the way people make it."""

from __future__ import annotations

from datetime import date, timedelta

from tests.browser import extra_areas, extra_meetings


def add() -> None:
    """One of each area, drafts, something confidential, something published, cases that wait for each kind of body."""
    from cities.actions import begin_relation, register_relation
    from demo.people import with_function
    from engagements import actions
    from engagements.models import Country, Engagement
    from governance.enums import Function
    from governance.models import Unit
    from memberships.models import Membership, Seat
    from monitoring.actions import register_dossier
    from visits.actions import register_visit

    officer = with_function(Function.COORDINATOR)
    unit = Unit.objects.get(coordinating=True)
    norway = Country.objects.get(code="NO")
    register_relation(city="Oslo", country=norway, kind="partner_city", responsible_unit=unit, by=officer)
    agreed = register_relation(city="Bergen", country=norway, kind="partner_city", responsible_unit=unit, by=officer)
    begin_relation(relation=agreed, on=date.today())
    register_dossier(title="Bevakning av stadspolitiken i EU", responsible_unit=unit, by=officer)
    register_visit(title="Studiebesök från Oslo", responsible_unit=unit, by=officer, visitor="Oslo kommune")
    secret = register_visit(
        title="Förtroligt besök",
        responsible_unit=unit,
        by=officer,
        visitor="Delegation",
        spine={"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"},
    )
    actions.share(engagement=secret.engagement, person=with_function(Function.DIRECTOR, unit=unit), by=officer)
    published = Engagement.objects.get(title="C40")
    published.public_summary = "Staden samarbetar med andra stora städer om klimatet."
    published.save()
    actions.publish(engagement=published, by=officer)
    Seat.objects.create(membership=Membership.objects.get(engagement=published), organ="Styrgruppen", state="candidate")
    _report(published)
    _write(officer)
    _receive(officer, unit)
    extra_areas.add(officer)
    extra_meetings.add()


def _receive(officer, unit) -> None:
    """A programme with a fee; a visit that is confirmed, and one that has been carried out."""
    from visits import actions
    from visits.models import FeeProgramme

    FeeProgramme.objects.create(key="miljoprogram", name="Miljöprogrammet", unit=unit, amount=5000, clause="Taxa 3")
    today = date.today()
    made = []
    for title, day in (("Besök från Bergen", today + timedelta(days=9)), ("Besök från Trondheim", today)):
        spine = {"starts_on": day, "ends_on": day}
        made.append(
            actions.register_visit(
                title=title, responsible_unit=unit, by=officer, kind="study", visitor=title, spine=spine
            )
        )
        actions.confirm_visit(visit=made[-1], by=officer)
    actions.carry_out_visit(visit=made[-1], by=officer)


def _report(engagement) -> None:
    from demo.people import with_function
    from engagements import actions
    from governance.enums import Function
    from governance.models import Appointment

    held = Appointment.objects.today().filter(function=Function.CONTACT_PERSON, person__example=True).order_by("pk")
    contact = held[0]
    draft = {"engagement": engagement, "unit": contact.unit, "kind": "conference", "place": "Oslo", "mode": "remote"}
    day = date.today() - timedelta(days=20)
    actions.save_draft(by=contact.person, title="Utkast om ett webbmöte", starts_on=day, **draft)
    sent = actions.save_draft(by=contact.person, title="Webbmöte som saknar resultat", starts_on=day, **draft)
    sent.motive = "Resultatet kommer efter nästa möte."
    sent.save()
    sent = actions.submit(activity=sent, by=contact.person)
    actions.return_activity(activity=sent, reason="Skriv vad mötet ledde till.", by=with_function(Function.COORDINATOR))


def _write(officer) -> None:
    """A paper and an evaluation being written, and a paper's case that has come to the executive board."""
    from datetime import timedelta

    from demo.people import with_function
    from demo.reviews import _forwarded, _paper
    from engagements.models import Engagement
    from governance.enums import Function
    from reviews import actions

    actions.begin(engagement=Engagement.objects.get(title="C40"), by=officer)
    today = date.today()
    actions.commission(
        title="Utvärdering av nätverken",
        starts_on=today - timedelta(days=365),
        ends_on=today,
        engagements=list(Engagement.objects.filter(title__in=["C40", "EUROCITIES"])),
        commissioned_by="Kommunstyrelsen § 7",
        by=officer,
    )
    case = _forwarded(actions.submit_paper(paper=_paper(Engagement.objects.get(title="ICLEI")), by=officer))
    _propose(case, with_function, Function.SECRETARY)


def leave_waiting() -> None:
    """A PDF that somebody asked for and no worker has made."""
    from demo.people import with_function
    from engagements.models import Engagement
    from governance.enums import Function
    from reviews import actions

    officer = with_function(Function.COORDINATOR)
    paper = actions.begin(engagement=Engagement.objects.get(title="UCLG"), by=officer)
    actions.order_pdf(obj=paper, by=officer)


def _propose(case, with_function, secretary) -> None:
    from decisions import actions

    step = case.steps.get(state="active")
    actions.propose(step=step, text="Förslaget tillstyrks.", by=with_function(secretary, body=step.body))
