"""Every request gets the same short assessment, a result with reasons, and an answer in its sender's language."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse

from core import jobs
from core.models import Event, Job, Notice
from core.rules import Conflict, NotPermitted, Refused
from engagements.models import InboxItem
from tests import factories
from visits import actions, answering
from visits.models import Visit

pytestmark = pytest.mark.django_db


def asked(**fields):
    values = {"title": "Lyon", "visitor": "Ville de Lyon", "city": "Lyon", "sender_email": "anne@lyon.example"}
    values |= {"country": factories.country("FR", eu=True), "wanted_from": date(2027, 3, 2), "language": "en"}
    return factories.visit_request(**values | fields)


def assess(request, officer, aims=(), **said):
    values = {"own_value": "serves", "own_value_note": "Bibliotek", "result": "accept", "reason": "Vi lär av varandra."}
    values |= {"kind": "study", "host_unit": factories.coordinating_unit()}
    return actions.assess_request(asked=request, aims={aim.pk: "partly" for aim in aims}, by=officer, **values | said)


def codes(refused):
    return [each.code for each in refused.value.findings]


@pytest.mark.clause("GBG-V5")
@pytest.mark.clause("SAF-03")
def test_assessment_asks_every_aim_the_own_value_and_the_reasons(client):
    aims = [factories.aim(name="Erfarenhetsutbyte"), factories.aim(name="Påverka")]
    factories.policy(aims=aims)
    client.force_login(factories.coordinator())
    request = asked()
    address = reverse("visits:request_assess", args=[request.pk])
    whole = {"result": "decline", "own_value": "not", "reason": "Vi har inget att visa.", "confidentiality": "open"}

    page = client.get(address)
    empty = client.post(address, {"confidentiality": "open"})
    one_aim = client.post(address, whole | {f"aim_{aims[0].pk}": "serves"})
    done = client.post(address, whole | {f"aim_{aim.pk}": "not" for aim in aims})

    request.refresh_from_db()
    assert page.content.decode().index("Erfarenhetsutbyte") < page.content.decode().index("Påverka")
    assert (empty.status_code, one_aim.status_code, done.status_code) == (409, 409, 302)
    assert "GBG-V5" in empty.content.decode()
    assert (request.state, request.result, request.reason) == ("assessed", "decline", "Vi har inget att visa.")
    assert list(request.aims.values_list("serving", flat=True)) == ["not", "not"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"reason": " "}, "request.reason-missing"),
        ({"own_value": ""}, "request.own-value-missing"),
        ({"result": ""}, "request.result-missing"),
        ({"result": "other_form"}, "request.form-missing"),
        ({"kind": ""}, "request.kind-missing"),
        ({"host_unit": None}, "request.host-missing"),
    ],
)
def test_assess_request_without_a_part_of_it_is_refused(said, code):
    factories.policy()
    request = asked()

    with pytest.raises(Refused) as refused:
        assess(request, factories.coordinator(), **said)

    request.refresh_from_db()
    assert (codes(refused), request.state) == ([code], "received")


def test_assess_request_accepted_without_knowing_who_comes_is_refused():
    factories.policy()

    with pytest.raises(Refused) as refused:
        assess(asked(visitor=""), factories.coordinator())

    assert codes(refused) == ["request.visitor-missing"]


def test_assess_request_twice_tells_the_second_and_keeps_the_first():
    factories.policy()
    request = asked()
    assess(request, factories.coordinator(), reason="Först.")

    with pytest.raises(Conflict):
        assess(request, factories.coordinator(), reason="Sedan.")

    request.refresh_from_db()
    assert request.reason == "Först."


@pytest.mark.clause("GBG-V2")
def test_a_unit_assesses_its_own_study_visit_and_no_vip_visit():
    factories.policy()
    unit = factories.unit()
    contact = factories.contact_person(unit)
    study, vip = asked(unit=unit), asked(unit=unit)

    assess(study, contact, host_unit=unit)
    with pytest.raises(NotPermitted) as refused:
        assess(vip, contact, kind="vip", host_unit=unit)

    study.refresh_from_db()
    assert (study.state, refused.value.finding.clause) == ("assessed", "GBG-V3")


def test_assess_request_of_another_unit_is_not_permitted():
    factories.policy()

    with pytest.raises(NotPermitted):
        assess(asked(), factories.contact_person())


def test_reopening_undoes_the_assessment_until_it_is_answered():
    factories.policy()
    request, officer = asked(), factories.coordinator()
    assess(request, officer)

    actions.reopen_request(asked=request, by=officer)
    assess(request, officer, result="decline")
    actions.answer_request(asked=request, text="Sorry.", by=officer)

    with pytest.raises(Conflict):
        actions.reopen_request(asked=request, by=officer)
    request.refresh_from_db()
    assert (request.state, request.result, Visit.objects.count()) == ("answered", "decline", 0)


def test_answer_to_an_accepted_request_makes_the_visit_and_takes_care_of_the_inbox():
    aim, other = factories.aim(), factories.aim()
    factories.policy(aims=[aim, other])
    unit, officer = factories.unit(), factories.coordinator()
    request = actions.register_request(
        unit=factories.coordinating_unit(), by=officer, visitor="Ville de Lyon", city="Lyon",
        country=factories.country("FR"), wanted_from=date(2027, 3, 2), visitors_count=7,
    )  # fmt: skip
    actions.assess_request(
        asked=request, aims={aim.pk: "serves", other.pk: "not"}, by=officer, own_value="serves", result="accept",
        own_value_note="Bibliotek", reason="Lär oss.", kind="study", host_unit=unit,
    )  # fmt: skip

    actions.answer_request(asked=request, text="Välkomna.", by=officer)

    request.refresh_from_db()
    visit = request.visit
    assert (visit.kind, visit.state, visit.city, visit.main_host) == ("study", "proposed", "Lyon", unit)
    assert (visit.engagement.responsible_unit, visit.engagement.starts_on) == (unit, date(2027, 3, 2))
    assert [list(visit.engagement.aims.all()), visit.engagement.benefit_city] == [[aim], "Bibliotek"]
    assert InboxItem.objects.filter(kind="request", handled_at=None).count() == 0


@pytest.mark.clause("GBG-V5")
@pytest.mark.django_db(transaction=True)
def test_the_answer_is_drafted_and_mailed_in_the_language_of_the_sender(client):
    factories.policy()
    officer = factories.coordinator()
    request = asked()
    assess(request, officer)
    client.force_login(officer)
    address = reverse("visits:request_answer", args=[request.pk])

    draft = client.get(address).context["form"]["text"].value()
    answer = client.post(address, {"text": f"{draft} Bring rain clothes."})
    for pk in Job.objects.values_list("pk", flat=True):
        jobs.run(pk)

    visit = Visit.objects.get()
    assert draft.startswith("Thank you for your request. We are pleased to receive Ville de Lyon on 2 March 2027.")
    assert answer.url == visit.get_absolute_url()
    assert [(each.to, each.subject) for each in mail.outbox] == [
        (["anne@lyon.example"], "Our reply to your request for a visit")
    ]
    assert "Bring rain clothes." in mail.outbox[0].body


@pytest.mark.parametrize(("result", "language", "words"), [
    ("accept", "sv", "Vi tar gärna emot Ville de Lyon den 2 mars 2027."),
    ("other_form", "sv", "erbjuder i stället: ett digitalt möte."),
    ("decline", "en", "we are unable to receive Ville de Lyon this time"),
])  # fmt: skip
def test_draft_says_what_the_result_is(result, language, words):
    factories.policy(municipality="Göteborgs Stad")
    request = asked(result=result, language=language, offered="ett digitalt möte", host_unit=factories.unit())

    text = answering.draft(request).text

    assert words in text
    assert text.endswith("Göteborgs Stad")


def test_answer_request_without_a_text_is_refused_and_makes_nothing():
    factories.policy()
    request, officer = asked(), factories.coordinator()
    assess(request, officer)

    with pytest.raises(Refused):
        actions.answer_request(asked=request, text="  ", by=officer)

    request.refresh_from_db()
    assert (request.state, Visit.objects.count(), Notice.objects.count()) == ("assessed", 0, 0)


def test_answer_request_twice_makes_one_visit():
    factories.policy()
    request, officer = asked(), factories.coordinator()
    assess(request, officer)
    actions.answer_request(asked=request, text="Welcome.", by=officer)

    with pytest.raises(Conflict):
        actions.answer_request(asked=request, text="Welcome.", by=factories.coordinator())

    assert (Visit.objects.count(), Event.objects.filter(happening="visit_request.answered").count()) == (1, 1)


@pytest.mark.clause("GBG-V8")
def test_joined_requests_are_answered_with_it_in_their_own_language_and_share_the_visit():
    factories.policy()
    officer = factories.coordinator()
    main, joined = asked(kind="vip"), asked(language="sv", sender_email="ambassad@exempel.se")
    actions.join_request(asked=joined, other=main, by=officer)
    assess(main, officer, kind="vip")

    actions.answer_request(asked=main, text="You are welcome.", by=officer)

    joined.refresh_from_db()
    main.refresh_from_db()
    assert (joined.state, joined.visit, Visit.objects.count()) == ("answered", main.visit, 1)
    letters = dict(Notice.objects.filter(kind="visit_request.answer").values_list("address", "body"))
    assert letters["anne@lyon.example"] == "You are welcome."
    assert letters["ambassad@exempel.se"].startswith("Tack för er förfrågan. Vi tar gärna emot")


def test_confidential_assessment_makes_a_confidential_visit_that_only_its_maker_sees(client):
    factories.policy()
    officer, other = factories.coordinator(), factories.coordinator()
    request = asked(visitor="Statschefen", title="Statschefen")
    secrecy = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}
    assess(request, officer, kind="protocol", **secrecy)

    actions.answer_request(asked=request, text="Welcome.", by=officer)

    request.refresh_from_db()
    seen = {}
    for person in (officer, other):
        client.force_login(person)
        addresses = (request.get_absolute_url(), request.visit.get_absolute_url())
        seen[person] = [client.get(address).status_code for address in addresses]
    assert seen == {officer: [200, 200], other: [404, 404]}


def test_request_follows_its_visit_when_that_becomes_confidential_later(client):
    from engagements import actions as engagements

    factories.policy()
    officer, other = factories.coordinator(), factories.coordinator()
    request = actions.register_request(
        unit=factories.coordinating_unit(), by=officer, visitor="Statschefen", country=factories.country("FR")
    )
    assess(request, officer)
    visit = actions.answer_request(asked=request, text="Welcome.", by=officer).visit
    engagements.change(
        engagement=visit.engagement, version=visit.engagement.version, by=officer, confidentiality="confidential",
        confidentiality_ground="OSL 15:1",
    )  # fmt: skip
    client.force_login(other)

    pages = [client.get(url) for url in (request.get_absolute_url(), "/inkorg/?visa=hanterat", "/besok/forfragningar/")]

    assert [page.status_code for page in pages] == [404, 200, 200]
    assert [b"Statschefen" in page.content for page in pages] == [False, False, False]
