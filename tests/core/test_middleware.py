import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from core import middleware
from core.models import Event
from core.rules import Conflict, Finding, NotPermitted, Refused
from tests import factories

CLAUSE = "Riktlinjerna 5.2"


def answer(error: Exception):
    request = RequestFactory().post("/arenden/1/beslut/")
    request.user = factories.coordinator()
    layer = middleware.refusals(lambda request: HttpResponse())
    return layer.process_exception(request, error)


@pytest.mark.django_db
def test_not_permitted_is_a_403_that_says_why_and_is_recorded():
    response = answer(NotPermitted(Finding("decision.not-this-body", "Det är styrelsens tur.", CLAUSE)))

    assert response.status_code == 403
    assert [text for text in ("Det är styrelsens tur.", CLAUSE) if text not in response.text] == []
    event = Event.objects.get(happening="core.denied")
    assert '"code": "decision.not-this-body"' in event.payload
    assert event.subject == "path:/arenden/1/beslut/"


@pytest.mark.django_db
def test_refused_is_a_409_with_every_finding():
    response = answer(Refused([Finding("a", "Nyttan saknas.", CLAUSE), Finding("b", "Bedömningen saknas.")]))

    assert response.status_code == 409
    assert [text for text in ("Nyttan saknas.", "Bedömningen saknas.", CLAUSE) if text not in response.text] == []


@pytest.mark.django_db
def test_conflict_is_a_409_with_both_texts():
    response = answer(Conflict("Någon annan hann före.", theirs="Deras text", yours="Din text"))

    assert response.status_code == 409
    assert [text for text in ("Någon annan hann före.", "Deras text", "Din text") if text not in response.text] == []


@pytest.mark.django_db
def test_other_errors_are_left_to_the_server():
    assert answer(ValueError("boom")) is None


@pytest.mark.django_db
def test_every_response_carries_its_request_id(client):
    first, second = client.get("/halsa/"), client.get("/halsa/")

    assert len(first["X-Request-ID"]) == 32
    assert first["X-Request-ID"] != second["X-Request-ID"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/offentligt/?q=%00", "/diarium/?text=a%00b", "/offentligt/?omrade=%00"])
def test_address_that_no_database_takes_is_a_400_in_plain_words(client, address):
    answer = client.get(address)

    assert answer.status_code == 400
    assert "Begäran gick inte att förstå" in answer.text
