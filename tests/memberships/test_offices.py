"""A mandate borne by an office that is written in words reaches whoever holds it that day (GBG-O5)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.models import Notice
from governance.enums import Function
from memberships import actions
from tests import factories, start_page
from tests.memberships.test_mandates import ask, draft, given

pytestmark = pytest.mark.django_db
WARNING = "Ingen har mandatet på sin startsida i dag."


@pytest.fixture
def board():
    return factories.board()


@pytest.fixture
def membership():
    factories.policy()
    return factories.membership(organisation=factories.organisation(name="EUROCITIES"))


@pytest.fixture
def by():
    return factories.coordinator()


@pytest.mark.parametrize(
    "said",
    [
        "Kommunstyrelsens ordförande",
        "ordföranden i  kommunstyrelsen",
        "Ordförande, Kommunstyrelsen",
        "Chair, Kommunstyrelsen",
    ],
)
def test_office_in_words_is_tied_to_the_appointment_it_names(membership, by, board, said):
    factories.body(name="Kulturnämnden")

    mandate = draft(membership, by, office=said)

    assert (mandate.office_function, mandate.office_body, mandate.office) == (Function.CHAIR, board, said)


@pytest.mark.parametrize("said", ["Finansborgarrådet", "Kommunstyrelsens kansli", "Kommunstyrelsen"])
def test_office_that_no_appointment_is_known_by_stays_words(membership, by, board, said):
    mandate = draft(membership, by, office=said)

    assert (mandate.office_function, mandate.office_body) == ("", None)


def test_office_that_two_bodies_share_by_name_is_tied_to_none(membership, by, board):
    factories.body(name="kommunstyrelsen")

    mandate = draft(membership, by, office="Kommunstyrelsens ordförande")

    assert mandate.office_body is None


def test_what_somebody_has_chosen_stays(membership, by, board):
    person = factories.person()

    mandate = draft(membership, by, office="Kommunstyrelsens ordförande", bearer=person)

    assert (mandate.bearer, mandate.office_body) == (person, None)


def test_changed_office_is_tied_too(membership, by, board):
    mandate = draft(membership, by, office="Finansborgarrådet")

    actions.change_mandate(mandate=mandate, version=mandate.version, by=by, office="Kommunstyrelsens ordförande")

    mandate.refresh_from_db()
    assert (mandate.office_function, mandate.office_body) == (Function.CHAIR, board)


def test_draft_that_was_written_in_words_only_is_tied_when_it_is_given(membership, by, board):
    mandate = draft(membership, by, office="Kommunstyrelsens ordförande")
    type(mandate).objects.filter(pk=mandate.pk).update(office_function="", office_body=None)
    ask(mandate, by)

    actions.give_mandate(mandate=mandate, by=by)

    mandate.refresh_from_db()
    assert (mandate.office_function, mandate.office_body) == (Function.CHAIR, board)


@pytest.mark.clause("GBG-O5")
def test_start_page_of_whoever_holds_the_office_today_has_the_mandate(membership, by, board, client):
    earlier, later = factories.person(), factories.person()
    today = timezone.localdate()
    held = factories.appoint(earlier, Function.CHAIR, body=board)
    mandate = given(membership, by, office="Kommunstyrelsens ordförande")
    told = list(Notice.objects.filter(kind="memberships.mandate_given").values_list("recipient_id", flat=True))

    before = [mandate.meeting in carried(client, each) for each in (earlier, later)]
    held.starts_on, held.ends_on = today - timedelta(days=9), today - timedelta(days=1)
    held.save()
    factories.appoint(later, Function.CHAIR, body=board)

    after = [mandate.meeting in carried(client, each) for each in (earlier, later)]
    assert (told, before, after) == ([earlier.pk], [True, False], [False, True])


def carried(client, person):
    """What stands under "Mandat jag bär" on the person's start page; a notice may still tell of the mandate beside."""
    client.force_login(person)
    page = start_page.whole(client)
    return page.partition('id="mandat-jag-bar"')[2].partition("</section>")[0]


def test_writer_is_told_when_nobody_has_the_mandate_on_the_start_page(membership, by, board, client):
    words = draft(membership, by, office="Finansborgarrådet")
    tied = draft(membership, by, office="Kommunstyrelsens ordförande")
    client.force_login(by)

    unheld = [WARNING in client.get(each.get_absolute_url()).text for each in (words, tied)]
    factories.appoint(factories.person(), Function.CHAIR, body=board)

    held = [WARNING in client.get(each.get_absolute_url()).text for each in (words, tied)]
    assert (unheld, held) == ([True, True], [True, False])
