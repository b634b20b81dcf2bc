import re

import pytest
from django.urls import reverse

from core import outbox
from core.models import Job, Notice
from governance import actions, navigation, policy_file, selectors, start
from governance.enums import Function
from governance.powers import Powers
from tests import factories
from tests.governance.files import GOOD

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

EVERYONES = [
    "policy_detail",
    "policy_versions",
    "body_list",
    "unit_list",
    "network",
    "notice_list",
    "about",
    "accessibility",
]
ADMINISTRATORS = ["person_list", "person_create", "unit_create", "body_create"]


@pytest.fixture
def policy(db):
    return actions.load_policy(file=policy_file.read_text(GOOD)).policy


@pytest.fixture
def administrator(db):
    return factories.administrator()


@pytest.mark.parametrize("name", EVERYONES)
def test_everyone_signed_in_reads(client, name):
    client.force_login(factories.contact_person())

    empty = client.get(reverse(f"governance:{name}"))
    actions.load_policy(file=policy_file.read_text(GOOD))
    filled = client.get(reverse(f"governance:{name}"))

    assert (empty.status_code, filled.status_code) == (200, 200)
    assert filled.content.count(b"<h1") == 1


@pytest.mark.parametrize("name", ADMINISTRATORS)
def test_only_administrators_open(client, administrator, name):
    client.force_login(factories.coordinator())
    others = client.get(reverse(f"governance:{name}")).status_code
    client.force_login(administrator)

    assert (others, client.get(reverse(f"governance:{name}")).status_code) == (403, 200)


@pytest.mark.parametrize("name", ["about", "accessibility", "sign_in"])
def test_anybody_reads_without_signing_in(client, name):
    assert client.get(reverse(f"governance:{name}")).status_code == 200


def test_the_page_of_an_older_version_says_that_it_is_older(client, policy, administrator):
    actions.change_rule(
        code="engagement.benefit-stated", level="off", clause="", reason="Prov", version=1, by=administrator
    )
    client.force_login(administrator)

    older = client.get("/policy/versioner/1/").content.decode()

    assert "gäller inte längre" in older
    assert "/policy/regler/" not in older
    assert client.get("/policy/versioner/9/").status_code == 404


def test_an_administrator_edits_a_rule_on_its_page(client, policy, administrator):
    client.force_login(administrator)
    page = "/policy/regler/engagement.benefit-stated/"

    shown = client.get(page)
    wrong = client.post(page, {"level": "warn", "clause": "P", "reason": "", "version": 1})
    right = client.post(page, {"level": "warn", "clause": "P", "reason": "Beslut", "version": 1})

    assert (shown.status_code, wrong.status_code, right.status_code) == (200, 400, 302)
    assert selectors.policy_in_force().version == 2
    assert client.get("/policy/regler/no.such/").status_code == 404
    assert client.get("/policy/vagar/no.such/").status_code == 404


@pytest.mark.parametrize("words", ["åsa", "ÅSA", "öberg Åsa"])
def test_people_are_found_by_name_in_either_case(client, administrator, words):
    client.force_login(administrator)
    found, _other = factories.person(name="Åsa Öberg"), factories.person(name="Asa Berg")

    page = client.get("/personer/", {"namn": words}).context["page"]

    assert [person.pk for person in page] == [found.pk]


def test_an_administrator_appoints_and_ends_on_pages(client, administrator):
    client.force_login(administrator)
    person, unit = factories.person(), factories.unit()
    fields = {"function": Function.CONTACT_PERSON, "unit": unit.pk, "starts_on": "2026-01-01"}

    first = client.post(f"/personer/{person.pk}/forordna/", fields)
    twice = client.post(f"/personer/{person.pk}/forordna/", fields)
    row = person.appointments.get()
    ended = client.post(f"/forordnanden/{row.pk}/avsluta/", {"ends_on": "2026-06-30"})

    row.refresh_from_db()
    assert (first.status_code, twice.status_code, ended.status_code) == (302, 409, 302)
    assert str(row.ends_on) == "2026-06-30"


def test_an_administrator_adds_and_changes_on_pages(client, administrator):
    client.force_login(administrator)
    unit = {"name": "Kontoret", "key": "kontoret", "form": "foundation"}

    added = client.post("/enheter/ny/", unit)
    taken = client.post("/enheter/ny/", unit)
    body = client.post("/organ/nytt/", {"name": "Nämnden", "key": "namnden", "kind": "committee"})
    person = client.post("/personer/ny/", {"name": "Ny", "username": "ny", "email": "ny@exempel.se", "language": "sv"})
    page = client.get(added.url)

    assert [r.status_code for r in (added, taken, body, person)] == [302, 400, 302, 302]
    assert "Vägleder" in page.content.decode()


def count(django_assert_num_queries, client, url, number):
    client.get(url)
    with django_assert_num_queries(number):
        client.get(url)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("url", "number"), [("/enheter/", 4), ("/organ/", 4), ("/natverk/", 4), ("/personer/", 5), ("/meddelanden/", 4)]
)
def test_a_list_page_costs_the_same_with_more_rows(
    client, policy, administrator, django_assert_num_queries, url, number, rows
):
    for each in range(rows):
        factories.contact_person(factories.unit(serves=factories.body()))
        factories.secretary(factories.body())
        outbox.queue(to=administrator, key=f"n{each}", kind="test", subject="Nytt")
    client.force_login(administrator)

    count(django_assert_num_queries, client, url, number)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("place", ["unit", "body"])
def test_a_detail_page_costs_the_same_with_more_rows(client, policy, django_assert_num_queries, place, rows):
    obj = getattr(factories, place)()
    for _each in range(rows):
        factories.contact_person(obj) if place == "unit" else factories.member(obj)
    client.force_login(factories.coordinator())

    count(
        django_assert_num_queries,
        client,
        reverse(f"governance:{place}_detail", args=[obj.pk]),
        5,
    )


def test_the_policy_page_stays_within_ten_queries(client, policy, django_assert_num_queries):
    client.force_login(factories.coordinator())

    count(django_assert_num_queries, client, "/policy/", 7)


def test_a_page_costs_two_queries_before_its_own_content(client, policy, django_assert_num_queries):
    client.force_login(factories.coordinator())

    count(django_assert_num_queries, client, "/om/", 2)


def test_navigation_marks_the_item_that_the_page_lies_under():
    links = navigation.links_for(Powers(), "/enheter/3/")

    assert [link.key for link in links if link.current] == ["policy"]
    assert [link.key for link in navigation.links_for(Powers(), "/") if link.current] == ["start"]


def test_navigation_puts_the_areas_together_and_what_stands_alone_beside():
    menu = navigation.links_for(Powers(), "/stader/3/")

    grouped = {section.label: [link.key for link in section.links] for section in menu.sections if section.label}
    assert grouped == {"Områden": ["cities", "memberships", "monitoring", "projects", "visits"]}
    assert [section.label for section in menu.sections if section.current] == ["Områden"]
    assert [link.key for link in menu] == [link.key for section in menu.sections for link in section.links]


def test_navigation_opens_no_group_of_one(policy):
    alone = next(s for s in navigation.links_for(Powers(), "/").sections if s.links[0].key == "cases")
    several = navigation.links_for(factories.coordinator().powers, "/").sections

    assert (alone.label, len(alone.links)) == ("", 1)
    assert [[k.key for k in s.links] for s in several if s.label == "Ärenden och beslut"] == [["meetings", "cases"]]


def test_the_group_of_the_page_is_marked_and_each_link_stands_in_both_menus(client, policy):
    client.force_login(factories.coordinator())

    page = client.get("/stader/").text

    assert page.count('<summary class="nav__link" aria-current="true">Områden</summary>') == 1
    for url in ("/stader/", "/organisationer/", "/sammantraden/", "/arenden/", "/policy/"):
        assert len(re.findall(f'<a class="nav__(?:sub)?link" href="{url}"', page)) == 2, url


def test_the_menu_follows_the_appointments_in_a_session_that_goes_on(client, policy):
    person = factories.person()
    appointment = factories.appoint(person, Function.COORDINATOR, unit=factories.coordinating_unit())
    client.force_login(person)
    before = client.get("/om/").text

    appointment.delete()

    after = client.get("/om/").text
    assert ['href="/inkorg/"' in page for page in (before, after)] == [True, False]


def test_the_number_of_unread_notices_and_the_name_are_each_ones_own(client, policy):
    people = [factories.person(name="Ada Ek"), factories.person(name="Bo <b>Al")]
    outbox.queue(to=people[0], key="one", kind="test", subject="Ett")

    shown = []
    for person in people:
        client.force_login(person)
        page = client.get("/om/").text
        shown.append(("(1<span" in page, "Ada Ek" in page, "Bo &lt;b&gt;Al" in page))

    assert shown == [(True, True, False), (False, False, True)]


def test_the_menu_marks_the_page_one_is_on_and_follows_the_language(client, policy):
    client.force_login(factories.person())
    marked = re.compile(r'nav__link" href="([^"]+)" aria-current="page"')

    shown = {path: set(marked.findall(client.get(path).text)) for path in ("/engagemang/", "/om/")}
    session = client.session
    session["language"] = "en"
    session.save()
    english = client.get("/enheter/").text

    assert shown == {"/engagemang/": {"/engagemang/"}, "/om/": set()}
    assert ['value="sv" lang="sv"' in english, 'value="en" lang="en"' in english] == [True, False]


def test_every_item_of_the_navigation_has_a_page():
    assert [item.key for item in navigation.known() if not navigation._url(item)] == []


def test_the_start_page_shows_panels_by_power():
    def keys(person):
        panels = [panel for part in start.parts_for(person.powers) for panel in part.panels]
        return [panel.key for panel in panels if panel.key.startswith("governance.")]

    assert keys(factories.administrator()) == ["governance.administration", "governance.news"]
    assert keys(factories.contact_person()) == ["governance.news"]


def test_what_is_incomplete_is_listed_for_administrators(client, policy, administrator):
    unit = factories.unit(name="Kulturkontoret")
    client.force_login(administrator)

    page = client.get("/").content.decode()

    assert [item.url for item in selectors.incomplete() if item.meta == "NKP-16"] == [f"/enheter/{unit.pk}/"]
    assert "Utse en kontaktperson för Kulturkontoret" in page


def test_notices_are_ones_own_and_can_be_read(client, policy):
    me, other = factories.person(), factories.person()
    mine = outbox.queue(to=me, key="a", kind="test", subject="Till mig")
    outbox.queue(to=me, key="b", kind="test", subject="Också till mig")
    theirs = outbox.queue(to=other, key="c", kind="test", subject="Till någon annan")
    client.force_login(me)

    page = client.get("/meddelanden/").content.decode()
    client.post("/meddelanden/lasta/", {"notice": theirs.pk})
    client.post("/meddelanden/lasta/", {"notice": mine.pk})

    assert ["Till mig" in page, "Till någon annan" in page] == [True, False]
    assert selectors.municipality_and_unread(me.pk) == ("Exempelstad", 1)
    assert Notice.objects.get(pk=theirs.pk).read_at is None


@pytest.fixture
def told():
    """Somebody with two notices, and another person with one like the first."""
    me, other = factories.person(), factories.person()
    outbox.queue(to=me, key="a", kind="test", subject="Årsmötet är på väg", body="Åk till Östersund.")
    outbox.queue(to=me, key="b", kind="test", subject="Godkänd rapport")
    outbox.queue(to=other, key="c", kind="test", subject="Årsmötet är på väg, Östersund")
    return me


@pytest.mark.parametrize("words", ["ÅRSMÖTET", "östersund", "VÄG åk"])
def test_notices_are_searched_by_what_they_say_among_ones_own(client, told, words):
    client.force_login(told)

    found = client.get("/meddelanden/", {"q": words}).context["page"]

    assert [notice.subject for notice in found] == ["Årsmötet är på väg"]


def test_notices_that_do_not_fit_are_said_to_be_there_and_none_at_all_has_no_field(client, told):
    pages = []
    for who in (told, factories.person()):
        client.force_login(who)
        pages.append(client.get("/meddelanden/", {"q": "örn"} if who == told else {}).content.decode())

    assert ["Inget stämmer med filtret" in page for page in pages] == [True, False]
    assert ["Inga meddelanden" in page for page in pages] == [False, True]
    assert ['name="q" value="örn"' in page for page in pages] == [True, False]
    assert '<a class="ds-button" href="?">Visa alla</a>' in pages[0]


def test_leafing_in_notices_keeps_the_words(client):
    me = factories.person()
    Notice.objects.bulk_create(
        Notice(key=str(number), kind="test", recipient_id=me.pk, subject=f"Årsmöte & {number}") for number in range(51)
    )
    client.force_login(me)

    page = client.get("/meddelanden/", {"q": "årsmöte &"}).content.decode()
    [following] = re.findall(r'rel="next" href="([^"]*)"', page)
    second = client.get("/meddelanden/" + following.replace("&amp;", "&")).context["page"]

    assert [notice.subject for notice in second] == ["Årsmöte & 0"]


def test_all_notices_are_read_at_once(policy):
    me = factories.person()
    for key in ("a", "b"):
        outbox.queue(to=me, key=key, kind="test", subject="Nytt")

    number = actions.read_notices(by=me)

    assert (number, actions.read_notices(by=me)) == (2, 0)


def test_a_job_is_shown_to_the_one_who_asked_for_it_only(client):
    me = factories.person()
    job = Job.objects.create(kind="test", key="test", label="Utvärdering", requested_by_id=me.pk, progress=40)
    client.force_login(me)

    page = client.get(f"/jobb/{job.pk}/")
    part = client.get(f"/jobb/{job.pk}/", headers={"HX-Request": "true"})
    client.force_login(factories.administrator())

    assert part.content.decode().strip() in page.content.decode()
    assert client.get(f"/jobb/{job.pk}/").status_code == 404
