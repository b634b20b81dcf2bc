"""Printed documents: ordered by a reader, made once for each text, frozen when what they show is decided."""

from __future__ import annotations

import pytest
from django.http import Http404
from django.urls import reverse

from core import jobs
from core.enums import JobState
from core.models import Job
from documents import prints
from documents.models import Document, Printout
from documents.pdf.compose import Cover, compose
from governance.models import Body
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def find(person, pk):
    """A body's sheet is read by those who hold something in it."""
    if pk not in person.powers.own_bodies:
        raise Http404
    return Body.objects.get(pk=pk)


def html(body, variant):
    cover = Cover(municipality="Exempelstad", kind="Blad", title=body.name, date="21 november 2026")
    return compose(cover=cover, body=f"<h2>{body.name}</h2><p>{body.note}</p><p>{variant or 'Allt'}</p>")


SHEET = prints.Print(
    key="test-sheet",
    name="Blad",
    find=find,
    load=lambda pk: Body.objects.filter(pk=pk).first(),
    title=lambda body: f"Blad {body.name}",
    html=html,
    back=lambda body: "/organ/",
    variant=lambda person, body: "" if person.powers.seats else "utan-bilagor",
    frozen=lambda body: body.field == "beslutat",
)


@pytest.fixture(autouse=True)
def sheet():
    prints.register(SHEET)
    yield
    prints._prints.pop("test-sheet")


@pytest.fixture
def board():
    return factories.board()


def made(board, by):
    job = prints.order(key="test-sheet", pk=board.pk, by=by)
    assert jobs.run(job.pk)
    return Printout.objects.latest("pk")


def test_order_makes_the_pdf_and_hands_it_out(board, client):
    reader = factories.member(board)
    client.force_login(reader)

    client.post(reverse("documents:print_order", args=["test-sheet", board.pk]))
    jobs.run(Job.objects.get(kind=prints.JOB).pk)
    page = client.get(reverse("documents:print_show", args=["test-sheet", board.pk]))
    answer = client.get(reverse("documents:print_file", args=["test-sheet", board.pk]))

    assert reverse("documents:print_file", args=["test-sheet", board.pk]) in page.content.decode()
    assert answer["Content-Type"] == "application/pdf"
    assert answer.getvalue()[:5] == b"%PDF-"


def test_file_that_is_not_made_leads_to_the_page_that_makes_it(board, client):
    client.force_login(factories.member(board))

    answer = client.get(reverse("documents:print_file", args=["test-sheet", board.pk]))

    assert answer.url == reverse("documents:print_show", args=["test-sheet", board.pk])


def test_same_text_is_printed_once(board):
    reader = factories.member(board)
    made(board, reader)

    again = prints.order(key="test-sheet", pk=board.pk, by=factories.member(board))

    assert again is None
    assert Printout.objects.count() == 1


def test_changed_text_is_printed_anew(board):
    reader = factories.member(board)
    first = made(board, reader)
    board.note = "En rad till."
    board.save()

    second = made(board, reader)

    assert first.digest != second.digest
    assert Printout.objects.count() == 2


def test_text_that_changes_under_way_is_dropped_and_can_be_asked_for_again(board):
    reader = factories.member(board)
    job = prints.order(key="test-sheet", pk=board.pk, by=reader)
    Body.objects.filter(pk=board.pk).update(note="Nytt.")
    jobs.run(job.pk)
    Body.objects.filter(pk=board.pk).update(note="")

    printout = made(board, reader)

    assert Job.objects.get(pk=job.pk).result == {"dropped": "the text has changed"}
    assert Printout.objects.get() == printout


def test_each_reader_gets_what_the_reader_may_see(board):
    whole = made(board, factories.member(board))
    part = made(board, factories.secretary(board))

    assert (whole.variant, part.variant) == ("", "utan-bilagor")
    assert whole.document.sha256 != part.document.sha256


def test_decided_text_is_frozen_and_stays_what_it_was(board):
    board.field = "beslutat"
    board.save()
    reader = factories.member(board)
    printout = made(board, reader)
    board.note = "Ändrat efteråt."
    board.save()

    standing = prints.standing("test-sheet", board.pk, reader)

    assert standing.document == printout.document
    assert printout.document.frozen_at is not None


def test_hidden_thing_and_unknown_print_are_not_found(board, client):
    client.force_login(factories.coordinator())
    other = factories.body()

    hidden = client.get(reverse("documents:print_show", args=["test-sheet", other.pk]))
    ordered = client.post(reverse("documents:print_order", args=["test-sheet", other.pk]))
    unknown = client.get(reverse("documents:print_show", args=["inget", board.pk]))

    assert [hidden.status_code, ordered.status_code, unknown.status_code] == [404, 404, 404]
    assert Job.objects.filter(kind=prints.JOB).count() == 0


def test_failed_print_starts_over(board, settings):
    reader = factories.member(board)
    job = prints.order(key="test-sheet", pk=board.pk, by=reader)
    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED, attempts=3, error="stopped")

    again = prints.order(key="test-sheet", pk=board.pk, by=reader)

    assert again.pk == job.pk
    assert again.state == JobState.WAITING


def test_page_asks_a_fixed_number_of_questions(board, client, django_assert_num_queries):
    client.force_login(factories.member(board))
    client.get(reverse("documents:print_show", args=["test-sheet", board.pk]))

    with django_assert_num_queries(5):
        client.get(reverse("documents:print_show", args=["test-sheet", board.pk]))

    assert Document.objects.count() == 0
