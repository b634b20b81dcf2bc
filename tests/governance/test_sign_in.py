from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from core.models import Event
from core.rules import Refused
from governance import actions
from governance.enums import Function
from governance.models import Person
from tests import factories

PASSWORD = "lösenord-för-test"


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.mark.django_db
def test_a_stranger_is_asked_to_sign_in_and_comes_back_to_the_page(client):
    factories.policy()
    person = factories.person()

    asked = client.get("/enheter/")
    entered = client.post("/logga-in/", {"username": person.username, "password": PASSWORD, "next": "/enheter/"})

    assert (asked.status_code, asked.url) == (302, "/logga-in/?next=/enheter/")
    assert (entered.status_code, entered.url) == (302, "/enheter/")
    assert Event.objects.filter(happening="governance.signed_in").count() == 1


@pytest.mark.django_db
def test_a_wrong_password_is_refused_and_the_name_is_kept(client):
    person = factories.person()

    response = client.post("/logga-in/", {"username": person.username, "password": "fel"})

    assert response.status_code == 400
    assert response.context["form"]["username"].value() == person.username


@pytest.mark.django_db
def test_the_eleventh_try_is_refused_also_with_the_right_password(client):
    person = factories.person()
    for _number in range(10):
        client.post("/logga-in/", {"username": person.username, "password": "fel"})

    response = client.post("/logga-in/", {"username": person.username.upper(), "password": PASSWORD})

    assert response.status_code == 429
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_the_limit_counts_each_address_by_itself(client):
    person = factories.person()
    for _number in range(11):
        client.post("/logga-in/", {"username": person.username, "password": "fel"})

    elsewhere = client.post("/logga-in/", {"username": person.username, "password": PASSWORD}, REMOTE_ADDR="192.0.2.7")

    assert elsewhere.status_code == 302


@pytest.mark.django_db
def test_next_never_leads_to_another_site(client):
    person = factories.person()

    response = client.post(
        "/logga-in/", {"username": person.username, "password": PASSWORD, "next": "https://exempel.org/"}
    )

    assert response.url == "/"


@pytest.mark.django_db
def test_demo_sign_in_does_not_exist_outside_the_demo(client):
    person = factories.person(example=True)

    response = client.post("/logga-in/demo/", {"person": person.pk})

    assert response.status_code == 404
    assert "Prova som" not in client.get("/logga-in/").content.decode()


@pytest.mark.django_db
def test_demo_sign_in_enters_as_an_example_person_only(client, settings):
    settings.DEMO_SIGN_IN = True
    factories.policy()
    real = factories.person()
    example = factories.contact_person(factories.unit(key="socialforvaltningen", name="Socialförvaltningen"))
    Person.objects.filter(pk=example.pk).update(example=True)

    page = client.get("/logga-in/").content.decode()
    as_real = client.post("/logga-in/demo/", {"person": real.pk})
    as_example = client.post("/logga-in/demo/", {"person": example.pk})

    assert "Kontaktperson, Socialförvaltningen" in page
    assert as_real.status_code == 404
    assert as_example.status_code == 302
    assert client.session["_auth_user_id"] == str(example.pk)


@pytest.mark.django_db
def test_signing_out_ends_the_session(client):
    client.force_login(factories.person())

    client.post("/logga-ut/")

    assert client.get("/").status_code == 302


@pytest.mark.django_db
def test_a_closed_account_is_out_at_the_next_request(client):
    person = factories.contact_person()
    administrator = factories.administrator()
    client.force_login(person)
    before = client.get("/").status_code

    actions.deactivate(person=person, by=administrator)

    assert before == 200
    assert client.get("/").status_code == 302


@pytest.mark.django_db
def test_an_appointment_that_ended_yesterday_opens_nothing_in_a_session_already_signed_in(client):
    factories.policy()
    person = factories.administrator()
    client.force_login(person)
    before = client.get("/personer/").status_code
    appointment = person.appointments.get()
    appointment.ends_on = timezone.localdate() - timedelta(days=1)
    appointment.save()

    after = client.get("/personer/").status_code

    assert (before, after) == (200, 403)


@pytest.mark.django_db
def test_an_expired_session_sends_the_whole_page_to_sign_in(client):
    response = client.get("/jobb/1/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/enheter/"})

    assert response.status_code == 401
    assert response["HX-Redirect"] == "/logga-in/?next=/enheter/"


@pytest.mark.django_db
def test_language_is_kept_on_the_person(client):
    person = factories.person()
    client.force_login(person)

    response = client.post("/sprak/", {"language": "en", "next": "/om/"})

    person.refresh_from_db()
    assert (response.status_code, response.url, person.language) == (302, "/om/", "en")
    assert client.get("/om/")["Content-Language"] == "en"


@pytest.mark.django_db
def test_language_of_somebody_not_signed_in_is_kept_in_a_cookie(client):
    client.post("/sprak/", {"language": "en"})

    assert client.get("/om/")["Content-Language"] == "en"
    assert client.post("/sprak/", {"language": "xx"}).status_code == 400


@pytest.mark.django_db
def test_an_unknown_language_is_refused_by_the_action():
    person = factories.person()

    with pytest.raises(Refused):
        actions.choose_language(language="xx", by=person)

    person.refresh_from_db()
    assert person.language == "sv"


@pytest.mark.django_db
@pytest.mark.clause("SMF-05")
def test_a_contact_person_has_no_seat_and_no_power_to_decide():
    unit = factories.unit(serves=factories.body())
    person = factories.contact_person(unit)

    powers = person.powers

    assert powers.seats == frozenset()
    assert powers.own_bodies == frozenset()
    assert powers.functions == frozenset({Function.CONTACT_PERSON})
