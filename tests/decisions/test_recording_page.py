"""The page where a whole meeting is recorded: what it shows, what its forms do, and how many queries that takes."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from decisions.actions import recording
from decisions.models import AgendaItem, Dissent, Meeting
from decisions.views.recording import PARTS
from governance.enums import StepRole
from tests import factories
from tests.decisions.rooms import Room

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def room(world, client):
    cache.clear()
    made = Room(world.board)
    client.force_login(made.secretary)
    return made


@pytest.fixture
def council(world, client):
    cache.clear()
    body = factories.council()
    world.reroute((StepRole.PREPARE, world.coordinating), (StepRole.DECIDE, body))
    made = Room(body)
    client.force_login(made.secretary)
    return made


def page(room, rest=""):
    return f"/sammantraden/{room.meeting.pk}/protokoll-for/{rest}"


def text(response):
    return " ".join(response.content.decode().split())


def sent(item, **changed):
    item.refresh_from_db()
    return {
        "version": item.version,
        "outcome": "approved",
        "text": "Bifalls.",
        "proposals": "Inga",
        "presenter": "Stadsdirektören",
        "present_without_deciding": "Ingen",
    } | changed


def queries(client, url, **extra):
    client.get(url, **extra)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url, **extra)
    assert response.status_code == 200
    return len(captured)


# ── the page ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_page_opens_at_the_first_item_that_is_not_recorded(room, world, client):
    done, next_one = room.item(world.put_forward()), room.item()
    room.record(done)

    response = client.get(page(room))

    assert response.context["place"].item == next_one.pk
    assert [(line.number, line.mark) for line in response.context["page"].lines] == [(1, "done"), (2, "waiting")]


def test_page_opens_at_the_roll_before_it_is_called(room, client):
    room.item()
    room.meeting.presences.update(attends=False, serving=False)

    response = client.get(page(room))

    assert response.context["place"].view == "narvaro"
    assert sum(row.serving for row in response.context["rows"]) == len(room.members) + 1


def test_item_is_filled_in_with_the_proposal_and_who_was_present_last(room, world, client):
    room.record(room.item(), present_without_deciding="Controllern")
    item = room.item(world.put_forward())

    form = client.get(page(room), {"punkt": item.pk}).context["form"]

    assert form["text"].value() == "Kommunstyrelsen godkänner avtalet."
    assert form["present_without_deciding"].value() == "Controllern"
    assert form["outcome"].value() == ""


def test_item_says_its_quorum_and_what_it_lacks(room, world, client):
    item = room.item(world.put_forward())
    room.record(item, presenter="", present_without_deciding="")

    response = client.get(page(room), {"punkt": item.pk})

    assert "5 av 5 tjänstgör, beslutför" in text(response)
    assert [(each.code, each.clause) for each in response.context["opened"].line.findings] == [
        ("recording.presenter-missing", "FL 31 §"),
        ("recording.present-without-deciding-missing", "FL 31 §"),
    ]


def test_grid_of_votes_is_in_the_page_only_when_it_is_opened(room, world, client):
    item = room.item(world.put_forward())
    name = f'name="vote-{room.members[0].pk}"'

    closed = client.get(page(room), {"punkt": item.pk})
    opened = client.get(page(room), {"punkt": item.pk, "del": "rost"})
    part = client.get(
        page(room), {"punkt": item.pk, "del": "rost"}, headers={"HX-Request": "true", "HX-Target": "record-part"}
    )

    assert [text(each).count(name) for each in (closed, opened, part)] == [0, 3, 3]
    assert "<html" not in text(part)


def test_item_in_the_form_of_a_part_equals_the_whole_page(room, world, client):
    item = room.item(world.put_forward())

    whole = client.get(page(room), {"punkt": item.pk})
    part = client.get(page(room), {"punkt": item.pk}, headers={"HX-Request": "true", "HX-Target": "recording"})

    strip = '<div class="record" id="recording"'
    without = [line for line in text(part).partition(strip)[2].split("csrfmiddlewaretoken")]
    assert len(without) == len(text(whole).partition(strip)[2].split("csrfmiddlewaretoken"))
    assert part["HX-Replace-Url"] == f"{page(room)}?punkt={item.pk}"


def test_confidential_case_is_named_by_no_title_and_not_opened(room, world, client):
    case = world.put_forward()
    item = room.item(case)
    case.confidentiality, case.confidentiality_ground = "confidential", "OSL 15:1"
    case.save()

    listed = client.get(page(room, "?visa=avsluta"))
    opened = client.get(page(room), {"punkt": item.pk})
    saved = client.post(page(room, f"{item.pk}/"), sent(item))

    assert case.title not in text(listed)
    assert "Ärende som omfattas av sekretess" in text(listed)
    assert (opened.status_code, saved.status_code) == (404, 404)


def test_outcomes_that_cannot_be_are_not_offered(room, world, client):
    case, information = room.item(world.put_forward()), room.item()

    values = [
        [each["value"] for each in client.get(page(room), {"punkt": item.pk}).context["form"].outcomes()]
        for item in (case, information)
    ]

    assert values == [
        ["approved", "rejected", "returned", "tabled", "dropped", "noted"],
        ["approved", "rejected", "tabled", "dropped", "noted"],
    ]


def test_meetings_page_and_the_start_page_lead_here(room, client):
    link = f'href="{page(room)}"'

    detail, start = client.get(f"/sammantraden/{room.meeting.pk}/"), client.get("/")

    assert link in text(detail)
    assert link in text(start)


def test_struck_item_is_not_opened(room, client):
    item = room.item(state="struck")

    assert client.get(page(room), {"punkt": item.pk}).status_code == 404


# ── access ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", ["member", "coordinator", "contact", "committee_secretary"])
def test_page_is_refused_to_whoever_does_not_record_for_the_body(room, world, client, who):
    client.force_login(getattr(world, who))

    assert client.get(page(room)).status_code == 403
    assert client.post(page(room, "avsluta/")).status_code == 403


def test_preparer_of_the_case_is_told_who_records_it(room, world, client):
    case = world.put_forward()
    item = room.item(case)
    case.prepared_by = room.secretary
    case.save()

    shown = client.get(page(room), {"punkt": item.pk})
    saved = client.post(page(room, f"{item.pk}/"), sent(item))

    assert "KL 6:28–30" in text(shown)
    assert 'id="record-form"' not in text(shown)
    assert saved.status_code == 403


# ── opening and the roll ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def called(world, client):
    cache.clear()
    people = factories.members(world.board, 3)
    client.force_login(world.secretary)
    return factories.called_meeting(world.board, starts_at=timezone.now()), people


def test_meeting_is_opened_from_the_page(called, client):
    meeting, people = called
    url = f"/sammantraden/{meeting.pk}/protokoll-for/"

    shown = client.get(url)
    answer = client.post(f"{url}oppna/", {"chair": people[0].pk})

    meeting.refresh_from_db()
    assert shown.context["form"]["chair"].value() == people[0].pk
    assert (meeting.state, meeting.chair) == ("open", people[0])
    assert answer["Location"] == f"{url}?visa=narvaro"


def test_meeting_planned_says_why_it_cannot_be_opened(world, client):
    client.force_login(world.secretary)
    meeting = factories.meeting(world.board)

    response = client.get(f"/sammantraden/{meeting.pk}/protokoll-for/")

    assert [finding.code for finding in response.context["findings"]] == ["recording.not-called"]


def roll(room, **changed):
    room.meeting.refresh_from_db()
    fields = {"version": room.meeting.version}
    for person in room.members:
        fields |= {f"attends-{person.pk}": "1", f"serving-{person.pk}": "1"}
    fields |= changed
    return {name: value for name, value in fields.items() if value is not None}


def test_roll_is_called_with_a_substitute_who_comes_at_an_item(room, client):
    room.item(), room.item()
    substitute, absent = factories.substitute(room.body), room.members[2]
    left_out = {f"attends-{absent.pk}": None, f"serving-{absent.pk}": "1"}
    comes = {f"in_place_of-{substitute.pk}": absent.name.upper(), f"from-{substitute.pk}": "2"}

    answer = client.post(page(room, "narvaro/"), roll(room, **left_out, **comes))

    row = room.meeting.presences.get(person=substitute)
    assert answer.status_code == 302
    assert (row.serving, row.in_place_of, row.from_item) == (True, absent, 2)
    assert room.meeting.presences.get(person=absent).attends is False


def test_roll_that_cannot_be_read_is_shown_again_as_written(room, client):
    room.item()
    substitute = factories.substitute(room.body)
    wrong = {f"in_place_of-{substitute.pk}": "Okänd", f"until-{room.members[0].pk}": "9"}

    response = client.post(page(room, "narvaro/"), roll(room, **wrong))

    assert response.status_code == 422
    assert [field for field, _said in response.context["problems"]] == [
        f"until-{room.members[0].pk}",
        f"in_place_of-{substitute.pk}",
    ]
    assert 'value="Okänd"' in text(response)


def test_roll_refused_says_why_and_keeps_what_was_written(room, client):
    room.item()
    one, other = factories.substitute(room.body), factories.substitute(room.body)
    same = {f"in_place_of-{each.pk}": room.members[0].name for each in (one, other)}

    response = client.post(page(room, "narvaro/"), roll(room, **same))

    assert response.status_code == 409
    assert [finding.code for finding in response.context["findings"]] == ["recording.two-in-one-place"]
    assert text(response).count(f'value="{room.members[0].name}"') == 3


def test_roll_of_an_older_version_is_a_conflict(room, client):
    room.item()

    response = client.post(page(room, "narvaro/"), roll(room, version=0))

    assert response.status_code == 409
    assert "har ändrat närvaron medan du skrev" in text(response)


def test_adjusters_are_chosen(room, client):
    chosen = [room.members[1], room.members[2]]

    answer = client.post(page(room, "justerare/"), {"adjuster": [each.pk for each in chosen]})

    assert answer.status_code == 302
    assert sorted(room.meeting.adjusters.values_list("pk", flat=True)) == sorted(each.pk for each in chosen)


# ── an item ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_item_saved_goes_to_the_next_and_after_the_last_to_the_closing(room, world, client):
    first, last = room.item(world.put_forward()), room.item()

    one = client.post(page(room, f"{first.pk}/"), sent(first, next="1"), follow=True)
    other = client.post(page(room, f"{last.pk}/"), sent(last, next="1"), follow=True)

    first.refresh_from_db()
    assert (first.outcome, first.paragraph, first.state) == ("approved", 1, "recorded")
    assert one.context["place"].item == last.pk
    assert other.context["place"].view == "avsluta"


def test_item_saved_may_stay_or_open_a_part(room, world, client):
    item = room.item(world.put_forward())

    stays = client.post(page(room, f"{item.pk}/"), sent(item, stay="1"))
    opens = client.post(page(room, f"{item.pk}/"), sent(item, part="rost"))

    assert stays["Location"] == f"{page(room)}?punkt={item.pk}"
    assert opens["Location"] == f"{page(room)}?punkt={item.pk}&del=rost"


def test_item_saved_by_somebody_else_shows_both_texts_and_saves_the_second_time(room, world, client):
    item = room.item(world.put_forward())
    mine = sent(item, text="Min text.")
    room.record(item, by=factories.secretary(room.body), text="Den andras text.")

    refused = client.post(page(room, f"{item.pk}/"), mine)
    again = client.post(page(room, f"{item.pk}/"), mine | {"version": refused.context["form"]["version"].value()})

    assert refused.status_code == 409
    assert "Den andras text." in refused.context["conflict"].theirs
    assert refused.context["form"]["text"].value() == "Min text."
    item.refresh_from_db()
    assert (again.status_code, item.text) == (302, "Min text.")


def test_item_with_too_long_a_name_is_shown_again_as_written(room, world, client):
    item = room.item(world.put_forward())

    response = client.post(page(room, f"{item.pk}/"), sent(item, presenter="x" * 200, text="Mitt."))

    assert response.status_code == 422
    assert response.context["form"]["text"].value() == "Mitt."
    assert AgendaItem.objects.get(pk=item.pk).paragraph is None


def test_minority_is_named_with_its_reason_in_the_council(council, world, client):
    item = council.item(world.put_forward())
    asking = [each.pk for each in council.members[:2]]
    fields = sent(item, outcome="minority_returned", requesters=asking, reason="Kostnaden är inte utredd.")

    shown = client.get(page(council), {"punkt": item.pk})
    client.post(page(council, f"{item.pk}/"), fields)
    after = client.get(page(council), {"punkt": item.pk})

    assert "minst 2 av dem" in text(shown)
    assert sorted(item.requesters.values_list("pk", flat=True)) == sorted(asking)
    assert after.context["opened"].line.findings == ()


# ── parts of an item ─────────────────────────────────────────────────────────────────────────────────────────────


def test_vote_by_name_is_recorded_and_removed(room, world, client):
    item = room.item(world.put_forward())
    said = {
        f"vote-{each.pk}": choice for each, choice in zip(room.members, ["yes"] * 3 + ["no", "abstained"], strict=True)
    }
    fields = {"method": "named", "for_yes": "bifall", "for_no": "avslag"} | said

    answer = client.post(page(room, f"{item.pk}/rost/"), fields)

    ballot = item.ballots.get()
    assert answer.status_code == 302
    assert (ballot.yes, ballot.no, ballot.abstained, ballot.winner) == (3, 1, 1, "yes")
    assert "3 ja, 1 nej, 1 avstår" in text(client.get(page(room), {"punkt": item.pk}))
    client.post(page(room, f"{item.pk}/rost/ta-bort/"), {"row": ballot.pk})
    assert item.ballots.count() == 0


def test_vote_by_number_with_a_tie_takes_the_chairs_word(room, world, client):
    item = room.item(world.put_forward())
    fields = {"method": "counted", "for_yes": "bifall", "for_no": "avslag", "yes": 2, "no": 2, "abstained": 1}

    client.post(page(room, f"{item.pk}/rost/"), fields | {"chair_says": "no"})

    ballot = item.ballots.get()
    assert (ballot.yes, ballot.no, ballot.winner) == (2, 2, "no")


def test_everybody_else_marked_as_yes_is_shown_before_it_is_saved(room, world, client):
    item = room.item(world.put_forward())
    one = room.members[0]

    response = client.post(page(room, f"{item.pk}/rost/"), {"method": "named", "fill": "yes", f"vote-{one.pk}": "no"})

    assert dict((person.pk, said) for person, said in response.context["voters"]) == {
        person.pk: "no" if person == one else "yes" for person in room.members
    }
    assert item.ballots.count() == 0


def test_vote_refused_keeps_the_grid(room, world, client):
    item = room.item(world.put_forward())
    one = room.members[0]
    fields = {"method": "named", "for_yes": " ", "for_no": "avslag", f"vote-{one.pk}": "no"}

    response = client.post(page(room, f"{item.pk}/rost/"), fields)

    assert response.status_code == 422
    assert dict((person.pk, said) for person, said in response.context["voters"])[one.pk] == "no"


def test_dissent_is_recorded_and_removed(room, world, client):
    item = room.item(world.put_forward())
    people = [each.pk for each in room.members[:2]]

    client.post(page(room, f"{item.pk}/avvikande/"), {"kind": "reservation", "people": people, "text": "Mot."})

    dissent = Dissent.objects.get(item=item)
    assert (dissent.kind, dissent.text, dissent.people.count()) == ("reservation", "Mot.", 2)
    client.post(page(room, f"{item.pk}/avvikande/ta-bort/"), {"row": dissent.pk})
    assert Dissent.objects.count() == 0


def test_dissent_of_nobody_is_asked_for_again(room, world, client):
    item = room.item(world.put_forward())

    response = client.post(page(room, f"{item.pk}/avvikande/"), {"kind": "reservation", "text": "Mot."})

    assert response.status_code == 422
    assert response.context["part_form"]["text"].value() == "Mot."


def test_conflict_of_interest_changes_who_serves_and_can_be_lifted(room, world, client):
    item = room.item(world.put_forward())
    who = room.members[1]

    client.post(page(room, f"{item.pk}/jav/"), {"person": who.pk, "ground": "party", "decided_by_body": "on"})
    shown = client.get(page(room), {"punkt": item.pk})

    conflict = item.conflicts.get()
    assert (conflict.person, conflict.decided_by_body) == (who, True)
    assert shown.context["opened"].serves == "4 av 5 tjänstgör, beslutför"
    client.post(page(room, f"{item.pk}/jav/ta-bort/"), {"row": conflict.pk})
    assert item.conflicts.count() == 0


def test_row_of_another_item_is_not_removed(room, world, client):
    item, other = room.item(world.put_forward()), room.item()
    ballot = room.vote(item, yes=3, no=2)

    response = client.post(page(room, f"{other.pk}/rost/ta-bort/"), {"row": ballot.pk})

    assert response.status_code == 404
    assert item.ballots.count() == 1


# ── closing ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_closing_lists_what_each_item_lacks_with_the_way_there(room, world, client):
    item = room.item(world.put_forward())
    room.meeting.adjusters.clear()

    shown = client.get(page(room), {"visa": "avsluta"})
    refused = client.post(page(room, "avsluta/"))

    assert f'href="{page(room)}?punkt={item.pk}"' in text(shown)
    assert "Utse minst en justerare." in text(shown)
    assert refused.status_code == 409
    assert Meeting.objects.get().state == "open"


def test_meeting_is_closed_after_a_last_look(room, world, client):
    item = room.item(world.put_forward())
    room.record(item)

    shown = client.get(page(room), {"visa": "avsluta"})
    answer = client.post(page(room, "avsluta/"), follow=True)

    item.refresh_from_db()
    room.meeting.refresh_from_db()
    assert "Det som blir bindande" in text(shown)
    assert (room.meeting.state, item.state, item.decision.paragraph) == ("closed", "binding", "1")
    assert f'href="/protokoll/{room.meeting.minutes.get().pk}/"' in text(answer)


def test_saving_after_the_meeting_is_closed_leads_to_what_was_decided(room, world, client):
    item = room.item(world.put_forward())
    room.record(item)
    room.close()

    plain = client.post(page(room, f"{item.pk}/"), sent(item))
    part = client.post(page(room, f"{item.pk}/"), sent(item), headers={"HX-Request": "true"})

    assert plain.status_code == 409
    assert "Sammanträdet är avslutat" in text(plain)
    assert part["HX-Refresh"] == "true"


# ── queries ──────────────────────────────────────────────────────────────────────────────────────────────────────


VIEWS = (
    "visa=avsluta",
    "visa=narvaro",
    "visa=justerare",
    *(f"punkt={{pk}}{part}" for part in ("", *(f"&del={part}" for part in PARTS))),
)


def full(council, world, number):
    """So many items, and more of everything the more there are; a seat nobody was called to, and own cases."""
    items = [council.item(world.put_forward()) for _each in range(number // 2)]
    items += [council.item(added_after_notice=True) for _each in range(number - len(items))]
    factories.members(council.body, number)
    for item in items[: number - 1]:
        recording.announce_conflict(item=item, person=council.members[4], ground="personal", by=council.secretary)
        votes = {each.pk: "yes" for each in council.members[:4]}
        council.vote(item, method="named", votes=votes)
        council.vote(item, yes=3, no=1)
        for kind in ("reservation", "note"):
            people = council.members[:2]
            recording.add_dissent(item=item, kind=kind, people=people, text="Mot.", by=council.secretary)
        council.record(item, outcome="tabled", requesters=council.members[:2])
    council.meeting.adjusters.add(*council.members)
    items[0].step.case.writers.add(council.secretary)
    return items


@pytest.mark.parametrize("view", VIEWS)
def test_page_asks_ten_times_at_most_and_as_often_for_forty_items_as_for_three(council, world, client, view):
    items = full(council, world, 3)
    few = queries(client, page(council, "?" + view.format(pk=items[0].pk)))
    other = Room(council.body)
    items = full(other, world, 40)
    client.force_login(other.secretary)

    many = queries(client, page(other, "?" + view.format(pk=items[0].pk)))

    assert many == few
    assert many <= 10


def test_page_asks_ten_times_at_most_when_the_usual_presenters_are_asked_for_anew(council, world, client):
    items = full(council, world, 3)
    url = page(council, f"?punkt={items[0].pk}")
    client.get(url)
    cache.delete(f"decisions.presenters:{council.body.pk}")

    with CaptureQueriesContext(connection) as captured:
        client.get(url)

    assert len(captured) == 10


def test_page_of_a_closed_meeting_asks_ten_times_at_most(room, world, client):
    for _each in range(3):
        room.record(room.item(world.put_forward()))
    room.close()

    assert queries(client, page(room)) <= 10


def test_item_is_saved_in_under_twenty_queries(room, world, client):
    first, item = room.item(), room.item(world.put_forward())
    client.post(page(room, f"{first.pk}/"), sent(first))
    fields = sent(item)

    with CaptureQueriesContext(connection) as captured:
        client.post(page(room, f"{item.pk}/"), fields)

    assert len(captured) == 18
