"""Who has a conflict of interest in an item reads neither its papers nor what was said, until it is settled."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from decisions import actions
from decisions.actions import basis, recording
from tests.decisions.rooms import Room

pytestmark = [pytest.mark.django_db, pytest.mark.law("KL 6:30"), pytest.mark.law("KL 5:47"), pytest.mark.slow]

BACKGROUND = "Samarbetet har pågått sedan 2019."


@pytest.fixture
def room(world):
    room = Room(world.board)
    case = world.prepared()
    room.annex = basis.add_annex(case=case, file=SimpleUploadedFile("avtal.txt", b"Avtal"), by=world.coordinator)
    room.case = actions.put_forward(case=case, by=world.coordinator)
    room.first = room.item(room.case)
    room.other = world.put_forward()
    room.second = room.item(room.other)
    room.partial = room.members[1]
    recording.announce_conflict(item=room.first, person=room.partial, ground="party", by=room.partial)
    return room


def page(client, who, case, name="decisions:case_detail"):
    client.force_login(who)
    return client.get(reverse(name, args=[case.pk]))


def test_papers_of_the_item_are_kept_from_who_is_partial_and_no_other_case(room, client):
    barred = page(client, room.partial, room.case)
    another = page(client, room.partial, room.other)
    colleague = page(client, room.members[2], room.case)

    assert BACKGROUND not in barred.content.decode()
    assert "Du är jävig i ärendet." in barred.content.decode()
    assert BACKGROUND in another.content.decode()
    assert BACKGROUND in colleague.content.decode()


def test_basis_and_its_pdf_are_refused_with_the_paragraph(room, client):
    basis = page(client, room.partial, room.case, "decisions:basis_show")
    printed = client.get(reverse("documents:print_show", args=["tjansteutlatande", room.case.pk]))
    ordered = client.post(reverse("documents:print_order", args=["tjansteutlatande", room.case.pk]))

    assert [basis.status_code, printed.status_code, ordered.status_code] == [403, 403, 403]
    assert "KL 6:30" in basis.content.decode()


def test_annex_is_refused_too(room, client):
    url = reverse("decisions:annex_show", args=[room.case.pk, room.annex.pk])
    client.force_login(room.partial)

    barred = client.get(url)
    client.force_login(room.members[2])
    colleague = client.get(url)

    assert [barred.status_code, colleague.status_code] == [403, 200]


def test_papers_are_open_again_when_the_body_has_settled_the_case(room, client):
    room.record(room.first)
    room.record(room.second)
    room.close()

    assert BACKGROUND in page(client, room.partial, room.case).content.decode()
