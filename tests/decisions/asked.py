"""A case ready to be sent on referral, and those who are asked. Used by the tests of referrals."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from decisions import actions as cases
from decisions.actions import answers, basis, referrals
from decisions.models import Referral
from decisions.referring import OPINION, Recipient
from governance.enums import StepRole
from tests import factories


class Asked:
    """The world with a second department and its committee, a route for opinions, and a case to send."""

    def __init__(self, world):
        self.world = world
        self.committee = factories.body(name="Miljönämnden", series_prefix="MN")
        self.department = factories.unit(name="Miljöförvaltningen", serves=self.committee)
        self.company = factories.unit(name="Näringslivsbolaget")
        self.officer = factories.contact_person(self.department)
        self.head = factories.director(self.company)
        self.secretary = factories.secretary(self.committee)
        self.registrar = factories.registrar()
        factories.route(
            world.policy, OPINION, (StepRole.PREPARE, None), (StepRole.DECIDE, None), clause="Remissordningen"
        )
        self.case = world.prepared()
        self.by = world.coordinator
        self.due_on = world.days(30)

    @property
    def everybody(self):
        outside = Recipient(outside="Universitetet", email="registrator@universitetet.example")
        return [Recipient(body=self.committee), Recipient(unit=self.company), outside]

    def draft(self, recipients=None, **changed):
        values = {"title": "Avtal med Exempelstad", "question": "Vad anser ni om avtalet?", "due_on": self.due_on}
        recipients = self.everybody if recipients is None else recipients
        return referrals.draft_referral(**{"case": self.case, "by": self.by} | values | changed, recipients=recipients)

    def sent(self, recipients=None, **changed):
        return referrals.send(referral=self.draft(recipients, **changed), by=self.by)

    def fill(self, case, number):
        """So many annexes, and as many opinions asked for in as many referrals."""
        for each in range(number):
            file = SimpleUploadedFile(f"bilaga {each}.txt", str(each).encode())
            basis.add_annex(case=case, file=file, by=self.by)
            self.case = case
            others = [Recipient(outside=f"Part {each} {one}", email="r@part.example") for one in range(number - 1)]
            self.sent([Recipient(body=self.committee), Recipient(unit=self.company), *others])
        case.refresh_from_db()
        return case

    def of(self, referral, **which):
        return referral.answers.get(**which)

    def written(self, answer, by, stance="favour", statement="Vi ser stora fördelar."):
        version = answers.text_version(answer)
        return answers.write_answer(answer=answer, version=version, stance=stance, statement=statement, by=by)

    def given(self, answer, by, **changed):
        return answers.answer(answer=self.written(answer, by, **changed), by=by)

    def body_case(self, referral, **changed):
        answer = self.written(self.of(referral, body=self.committee), self.officer, **changed)
        return answers.open_answer_case(answer=answer, by=self.officer)

    def body_decides(self, case, outcome="approved"):
        case.refresh_from_db()
        put = cases.put_forward(case=case, by=self.officer, motive="")
        facts = self.world.facts(outcome=outcome, text="Nämnden antar tjänsteutlåtandet som sitt yttrande.")
        return cases.decide(step=put.steps.get(state="active"), by=self.secretary, **facts)

    def sent_before(self, referral, days):
        """As if the referral had been sent so many days ago."""
        Referral.objects.filter(pk=referral.pk).update(sent_at=timezone.now() - datetime.timedelta(days=days))


def code_of(refusal):
    return [finding.code for finding in refusal.value.findings]
