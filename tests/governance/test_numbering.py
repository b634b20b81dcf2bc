"""Reference numbers a body at a time: its own series and template, or numbers from the city's diary."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse

from core.models import Event
from core.rules import NotPermitted, Refused
from governance import actions, numbering
from governance.models import DiaryNumber
from tests import factories

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 4)


def diary_body(**fields):
    return factories.body(name="Kulturnämnden", series_prefix="KUN", numbers_from_diary=True, **fields)


def codes(refused):
    return [finding.code for finding in refused.value.findings]


def test_body_counts_in_its_own_series_by_its_own_template():
    committee = factories.body(series_prefix="006", number_template="{prefix}-{number}/{year}")
    board = factories.board()

    taken = [numbering.take_for(each, day=DAY) for each in (committee, board, committee)]

    assert taken == ["006-1/2026", "KS 2026/0001", "006-2/2026"]


def test_body_without_a_series_counts_in_the_executive_boards():
    factories.board()
    committee = factories.body()

    assert numbering.take_for(committee, day=DAY) == "KS 2026/0001"
    assert numbering.take_for(None, day=DAY) == "KS 2026/0002"


def test_two_bodies_cannot_give_out_the_same_numbers():
    administrator = factories.administrator()
    factories.body(name="Kulturnämnden", number_template="{year}/{number}")
    other = factories.body()

    with pytest.raises(Refused) as refused:
        actions.save_body(body=other, by=administrator, number_template="{year}/{number}")

    other.refresh_from_db()
    assert codes(refused) == ["number.template-taken"]
    assert other.number_template == ""


def test_template_without_year_is_refused():
    with pytest.raises(Refused) as refused:
        actions.save_body(body=factories.body(), by=factories.administrator(), number_template="{prefix} {number}")

    assert codes(refused) == ["number.template"]


def test_numbers_of_the_diary_are_used_in_order_each_once():
    committee = diary_body()
    registrar = factories.registrar()

    actions.import_numbers(body=committee, lines=["2019/0743 KUN-1", "", "2019/0801 KUN-1"], by=registrar)
    taken = [numbering.take_for(committee), numbering.take_for(committee)]

    assert taken == ["2019/0743 KUN-1", "2019/0801 KUN-1"]
    assert numbering.left(committee) == 0
    assert Event.objects.filter(happening="governance.numbers_imported").count() == 1


def test_rollback_leaves_the_diarys_number_to_be_used():
    committee = diary_body()
    DiaryNumber.objects.create(body=committee, text="2019/1")

    with pytest.raises(ValueError), transaction.atomic():
        numbering.take_for(committee)
        raise ValueError

    assert numbering.take_for(committee) == "2019/1"


def test_registration_is_refused_when_the_diarys_numbers_are_used_up():
    committee = diary_body()
    unit = factories.unit(serves=committee)

    with pytest.raises(Refused) as refused:
        numbering.take_for(unit.serves)

    assert codes(refused) == ["number.none-left"]


def test_import_takes_all_or_nothing():
    committee = diary_body()
    DiaryNumber.objects.create(body=committee, text="2019/2")

    with pytest.raises(Refused) as refused:
        actions.import_numbers(body=committee, lines=["2019/1", "2019/2", "2019/3", "2019/3"], by=factories.registrar())

    assert codes(refused) == ["number.twice", "number.known"]
    assert DiaryNumber.objects.count() == 1


@pytest.mark.parametrize(
    ("lines", "code"),
    [([], "number.none"), (["x" * 61], "number.too-long"), ([str(each) for each in range(5001)], "number.too-many")],
)
def test_import_of_what_is_no_list_of_numbers_is_refused(lines, code):
    with pytest.raises(Refused) as refused:
        actions.import_numbers(body=diary_body(), lines=lines, by=factories.registrar())

    assert codes(refused) == [code]


def test_import_for_a_body_with_its_own_series_is_refused():
    with pytest.raises(Refused) as refused:
        actions.import_numbers(body=factories.board(), lines=["2019/1"], by=factories.registrar())

    assert codes(refused) == ["number.own-series"]


def test_import_by_a_contact_person_is_refused():
    with pytest.raises(NotPermitted):
        actions.import_numbers(body=diary_body(), lines=["2019/1"], by=factories.contact_person())


def test_page_keeps_what_was_pasted_when_a_number_is_known(client):
    committee = diary_body()
    DiaryNumber.objects.create(body=committee, text="2019/2")
    client.force_login(factories.registrar())
    url = reverse("governance:body_numbers", args=[committee.pk])

    refused = client.post(url, {"numbers": "2019/1\n2019/2"})
    taken = client.post(url, {"numbers": "2019/1\n2019/3"})

    assert refused.status_code == 409
    assert "2019/2 är redan inläst." in refused.content.decode()
    assert "2019/1" in refused.content.decode()
    assert taken.url == reverse("governance:body_detail", args=[committee.pk])
    assert numbering.left(committee) == 3
