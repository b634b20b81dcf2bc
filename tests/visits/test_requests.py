"""One intake: staff, a contact person's one step, and who sees a request."""

from datetime import date

import pytest
from django.urls import reverse

from core.models import Event, Notice
from core.rules import Conflict, NotPermitted, Refused
from engagements.models import InboxItem
from tests import factories
from visits import actions
from visits.models import VisitRequest

pytestmark = pytest.mark.django_db
LETTER = "Hej!\nVi är tolv från Tammerfors som vill se biblioteken i mars.\n/Maija"


def waiting():
    return list(InboxItem.objects.filter(handled_at=None).values_list("kind", "subject", "url"))


@pytest.mark.clause("GBG-V3")
def test_a_contact_person_passes_a_request_on_in_one_step(client):
    factories.policy()
    factories.coordinating_unit()
    unit = factories.unit(name="Kulturförvaltningen")
    client.force_login(factories.contact_person(unit))

    form = client.get(reverse("visits:request_forward"))
    hidden = form.context["form"]["unit"].value()
    answer = client.post(reverse("visits:request_forward"), {"text": LETTER, "unit": hidden}, follow=True)

    asked = VisitRequest.objects.get()
    assert (asked.channel, asked.unit, asked.title) == (
        "forwarded",
        unit,
        "Vi är tolv från Tammerfors som vill se biblioteken i mars.",
    )
    assert waiting() == [("request", asked.title, asked.get_absolute_url())]
    assert asked.get_absolute_url() in answer.content.decode()
    assert asked.reference_number != ""


def test_staff_registers_a_request_and_the_inbox_leads_to_it(client):
    factories.policy()
    client.force_login(factories.coordinator())
    form = {
        "visitor": "Tammerfors stad", "city": "Tammerfors", "wanted_from": "2/3 2027", "wanted_to": "4/3 2027",
        "unit": factories.coordinating_unit().pk, "language": "sv", "confidentiality": "open",
    }  # fmt: skip

    saved = client.post(reverse("visits:request_create"), form)

    asked = VisitRequest.objects.get()
    assert saved.url == asked.get_absolute_url()
    assert (asked.wanted_from, asked.state, asked.retention_rule) == (date(2027, 3, 2), "received", "two_years")
    assert waiting() == [("request", "Tammerfors stad", asked.get_absolute_url())]
    assert Event.objects.filter(happening="visit_request.received").count() == 1


def test_register_request_with_nothing_in_it_is_refused_and_leaves_nothing():
    with pytest.raises(Refused):
        actions.register_request(unit=factories.coordinating_unit(), by=factories.coordinator(), visitor=" ")

    assert (VisitRequest.objects.count(), InboxItem.objects.count()) == (0, 0)


def test_forward_request_for_another_unit_is_not_permitted():
    with pytest.raises(NotPermitted):
        actions.forward_request(unit=factories.unit(), text=LETTER, by=factories.contact_person())


def test_requests_are_seen_by_the_coordinating_unit_and_the_unit_they_came_through(client):
    unit = factories.unit()
    asked = factories.visit_request(unit=unit)
    factories.visit_request(state="unconfirmed")
    people = {
        "coordinator": factories.coordinator(),
        "own": factories.contact_person(unit),
        "other": factories.contact_person(),
        "administrator": factories.administrator(),
    }

    seen = {who: list(VisitRequest.objects.visible_to(person)) for who, person in people.items()}

    assert seen == {"coordinator": [asked], "own": [asked], "other": [], "administrator": []}


def test_confidential_request_is_seen_by_who_registered_it_and_the_inbox_says_nothing(client):
    factories.policy()
    officer, other = factories.coordinator(), factories.coordinator()
    secrecy = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}
    asked = actions.register_request(unit=factories.coordinating_unit(), by=officer, visitor="Kungligheten", **secrecy)

    seen = {}
    for person in (officer, other):
        client.force_login(person)
        pages = [client.get(url) for url in (asked.get_absolute_url(), reverse("visits:request_list"), "/inkorg/", "/")]
        seen[person] = ([page.status_code for page in pages], [b"Kungligheten" in page.content for page in pages])

    assert seen[officer] == ([200, 200, 200, 200], [True, True, False, True])
    assert seen[other] == ([404, 200, 200, 200], [False, False, False, False])


def test_change_request_completes_what_was_pasted_and_the_inbox_follows():
    officer = factories.coordinator()
    unit = factories.unit()
    asked = actions.forward_request(unit=unit, text=LETTER, by=factories.contact_person(unit))

    actions.change_request(asked=asked, version=1, by=officer, visitor="Tammerfors stad", city="Tammerfors")

    asked.refresh_from_db()
    assert (asked.title, asked.version, waiting()[0][1]) == ("Tammerfors stad", 2, "Tammerfors stad")


def test_change_request_somebody_changed_meanwhile_is_told():
    asked, officer = factories.visit_request(), factories.coordinator()
    actions.change_request(asked=asked, version=1, by=officer, city="Åbo")

    with pytest.raises(Conflict):
        actions.change_request(asked=asked, version=1, by=officer, city="Turku")


@pytest.mark.clause("GBG-V8")
def test_requests_of_the_same_delegation_are_shown_and_joined(client):
    factories.policy()
    officer = factories.coordinator()
    country = factories.country("FI")
    days = {"country": country, "wanted_from": date(2027, 3, 2), "wanted_to": date(2027, 3, 4)}
    first, second = factories.visit_request(kind="vip", **days), factories.visit_request(kind="vip", **days)
    apart = factories.visit_request(country=country, wanted_from=date(2027, 9, 1))
    client.force_login(officer)

    page = client.get(second.get_absolute_url())
    joined = client.post(reverse("visits:request_join", args=[second.pk]), {"other": first.pk})

    second.refresh_from_db()
    assert [each.pk for each in page.context["same"]] == [first.pk]
    assert apart.pk not in [each.pk for each in page.context["same"]]
    assert (joined.url, second.same_as) == (first.get_absolute_url(), first)
    assert list(VisitRequest.objects.waiting()) == [first, apart]


def test_visits_in_the_same_days_are_shown_only_to_who_may_read_them(client):
    factories.policy()
    country = factories.country("FI")
    asked = factories.visit_request(country=country, wanted_from=date(2027, 3, 2))
    spine = {"starts_on": date(2027, 3, 1), "ends_on": date(2027, 3, 5)}
    seen = factories.visit(country=country, engagement_fields=spine)
    factories.visit(country=country, confidential=True, engagement_fields=spine)
    client.force_login(factories.coordinator())

    page = client.get(asked.get_absolute_url())

    assert [(each.pk, each.is_request) for each in page.context["same"]] == [(seen.pk, False)]


def test_join_request_with_itself_is_refused_and_parting_undoes_it():
    officer = factories.coordinator()
    first, second = factories.visit_request(), factories.visit_request()

    with pytest.raises(Refused):
        actions.join_request(asked=first, other=first, by=officer)
    actions.join_request(asked=first, other=second, by=officer)
    actions.part_request(asked=first, by=officer)

    first.refresh_from_db()
    assert first.same_as is None


@pytest.mark.parametrize("number", [1, 3])
def test_request_list_runs_the_same_queries_for_every_number_of_rows(client, django_assert_num_queries, number):
    factories.policy()
    client.force_login(factories.coordinator())
    for _n in range(number):
        factories.visit_request()
    address = reverse("visits:request_list")
    client.get(address)

    with django_assert_num_queries(4):
        page = client.get(address)

    assert len(page.context["page"].rows) == number


def test_request_list_is_searched_and_filtered(client):
    factories.policy()
    client.force_login(factories.coordinator())
    found = factories.visit_request(title="Östersund", state="assessed", result="decline")
    factories.visit_request(title="Lund")

    page = client.get(reverse("visits:request_list"), {"q": "östersund", "lage": "assessed"})

    assert [row.pk for row in page.context["page"].rows] == [found.pk]


def test_start_page_of_the_coordinating_unit_says_which_requests_wait(client):
    factories.policy()
    asked = factories.visit_request()
    client.force_login(factories.coordinator())

    page = client.get("/")

    assert asked.get_absolute_url() in page.content.decode()


def test_who_passed_a_request_on_is_told_what_came_of_it():
    factories.policy()
    unit = factories.unit()
    contact, officer = factories.contact_person(unit), factories.coordinator()
    asked = actions.forward_request(unit=unit, text=LETTER, by=contact)
    actions.assess_request(asked=asked, aims={}, own_value="not", result="decline", reason="Hinner inte.", by=officer)

    actions.answer_request(asked=asked, text="Tyvärr.", by=officer)

    notice = Notice.objects.get(recipient_id=contact.pk)
    assert (notice.kind, notice.body, notice.url) == ("visit_request.forwarded", "Avböj", asked.get_absolute_url())
