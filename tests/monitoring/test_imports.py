"""Feeds and files: fetched narrowly, read safely, previewed, imported all or nothing (GBG-M6)."""

import io
import time

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core import jobs
from core.models import Job
from core.rules import Conflict, NotPermitted, Refused
from monitoring.actions import imports as actions
from monitoring.feeds import fetching, parsing, rows
from monitoring.models import FeedSource, ImportBatch, PlanItem, Signal
from tests import factories
from tests.monitoring import scenes

pytestmark = pytest.mark.django_db
URL = "https://have-your-say.example.eu/feed"
ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>
<entry><id>urn:1</id><title>Luft &amp;amp; vatten</title><link href="/a"/><updated>2027-02-03T10:00:00Z</updated>
<summary type="html">&lt;p onclick="x()"&gt;Text&lt;/p&gt;</summary></entry>
<entry><id>urn:2</id><title/><link href="javascript:alert(1)"/></entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<item><title>En</title><link>https://x.example/1</link></item></rdf:RDF>"""


def feed(**fields):
    return FeedSource.objects.create(**{"name": "Kommissionen", "url": URL} | fields)


def fetched(source, by=None):
    """Ask and let the worker do it; the batch it laid before us, if any."""
    job = actions.ask_for(feed=source, by=by or factories.coordinator())
    done = jobs.run(job.pk)
    return done, ImportBatch.objects.filter(source=source, state="preview").first()


def read(lines, target="plan", **fields):
    given = {"name": "plan.csv", "by": factories.coordinator()} | fields
    return actions.read_file(content="\n".join(lines).encode(), target=target, **given)


# ── parsing ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_atom_is_read_without_markup_and_with_web_addresses_only():
    entries = parsing.parse(ATOM, "https://x.example/feed")

    assert [(e.key, e.title, e.text, e.link, str(e.day)) for e in entries] == [
        ("urn:1", "Luft & vatten", "Text", "https://x.example/a", "2027-02-03"),
        ("urn:2", "", "", "", "None"),
    ]


def test_rss_of_both_kinds_is_read():
    content = fetching.fetch(URL)  # the demo's file, RSS 2

    assert [entry.key for entry in parsing.parse(content, URL)] == ["example-101", "example-102", "example-103"]
    assert [entry.title for entry in parsing.parse(RDF, URL)] == ["En"]


@pytest.mark.parametrize(
    "content",
    [
        b"not xml",
        b"<html></html>",
        b'<!DOCTYPE r [<!ENTITY a "b">]><rss><channel><item><title>&a;</title></item></channel></rss>',
        b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>',
        b"",
    ],
)
def test_what_is_no_feed_or_defines_entities_is_refused(content):
    with pytest.raises(parsing.NotAFeed):
        parsing.parse(content, URL)


# ── fetching ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "url",
    [
        "http://x.example/",
        "https://x.example:8443/",
        "https://u:p@x.example/",
        "ftp://x.example/",
        "https:///",
        "https://x:y/",
    ],
)
def test_only_https_on_its_own_port_without_password_is_asked(url):
    with pytest.raises(fetching.NotFetched):
        fetching.check_url(url, "")


def test_redirect_to_another_host_is_refused():
    with pytest.raises(fetching.NotFetched):
        fetching.check_url("https://other.example/feed", "x.example")

    assert fetching.check_url("https://X.example/feed", "x.example") == "x.example"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2a00:1450:400f::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("192.168.0.1", False),
        ("100.64.0.1", False),
        ("::1", False),
        ("fd00::1", False),
        ("fe80::1%eth0", False),
        ("::ffff:10.0.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
    ],
)
def test_only_addresses_on_the_open_net_are_public(address, public):
    assert fetching.is_public(address) is public


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_feed_on_this_machine_is_never_fetched(settings, host):
    settings.FEED_FOLDER = None

    with pytest.raises(fetching.NotFetched):
        fetching.fetch(f"https://{host}/feed")


def test_answer_that_is_too_large_or_too_slow_is_cut():
    endless = io.BytesIO(b"x" * (fetching.MOST_BYTES + 1))

    with pytest.raises(fetching.NotFetched):
        fetching.read_limited(endless.read, time.monotonic() + 60)
    with pytest.raises(fetching.NotFetched):
        fetching.read_limited(io.BytesIO(b"x").read, time.monotonic() - 1)


# ── feeds ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.clause("GBG-M6")
def test_feed_is_fetched_by_the_worker_previewed_and_imported_as_signals(client):
    theme, source = factories.theme(), feed()
    source.themes.add(theme)
    client.force_login(factories.coordinator())
    client.post(reverse("monitoring:feed_fetch", args=[source.pk]))
    assert (jobs.run(Job.objects.get().pk), Signal.objects.count()) == (True, 0)
    batch = ImportBatch.objects.get()
    preview = client.get(batch.get_absolute_url()).context["preview"]

    client.post(reverse("monitoring:batch_import", args=[batch.pk]))

    signal = Signal.objects.get(what__contains="luftkvalitet")
    assert (preview.new, preview.same, preview.wrong, Signal.objects.count()) == (3, 0, 0, 3)
    assert (signal.state, signal.source_name, list(signal.themes.all())) == ("new", "Kommissionen", [theme])
    assert signal.what.endswith("Kommissionen vill veta hur städerna mäter luften.")


def test_feed_that_holds_nothing_new_lays_nothing_before_us():
    source = feed()
    _done, batch = fetched(source)
    actions.import_batch(batch=batch, by=factories.coordinator())

    done, second = fetched(source)

    assert (done, second, ImportBatch.objects.count()) == (True, None, 1)


def test_feed_fetched_again_replaces_what_waited():
    source = feed()
    fetched(source)
    fetched(source)

    assert sorted(ImportBatch.objects.values_list("state", flat=True)) == ["discarded", "preview"]


def test_feed_that_cannot_be_reached_says_why(client):
    source = feed(url="https://nobody.example/feed")

    done, batch = fetched(source)

    client.force_login(factories.coordinator())
    assert (done, batch) == (False, None)
    assert "Källan kunde inte nås." in client.get(reverse("monitoring:feed_list")).text


def test_feed_asked_for_twice_waits_in_one_job():
    source, by = feed(), factories.coordinator()

    assert actions.ask_for(feed=source, by=by) == actions.ask_for(feed=source, by=by)


def test_clock_asks_for_each_active_feed_once_a_day():
    feed()
    feed(url="https://second.example/feed", active=False)
    with time_machine.travel("2027-01-10T06:00+01:00", tick=False):
        first = [actions.ask_for_all(), actions.ask_for_all()]
    for job in Job.objects.all():
        jobs.run(job.pk)
    with time_machine.travel("2031-01-10T06:00+01:00", tick=False):
        later = [actions.ask_for_all(), actions.ask_for_all()]

    assert (first, later) == ([1, 0], [1, 0])


def test_feed_is_added_from_the_form_over_https_only_and_once(client):
    client.force_login(factories.coordinator())
    form = {"name": "EU", "target": "signals", "active": "on"}
    create = reverse("monitoring:feed_create")

    answers = [client.post(create, form | {"url": url}).status_code for url in ("http://x.example/", URL, URL)]

    assert (answers, FeedSource.objects.count()) == ([400, 302, 400], 1)


def test_feeds_are_not_kept_by_contact_persons(client):
    client.force_login(factories.contact_person())

    assert client.get(reverse("monitoring:feed_list")).status_code == 403
    with pytest.raises(NotPermitted):
        actions.ask_for(feed=feed(), by=factories.contact_person())


# ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.clause("GBG-M6")
def test_file_is_uploaded_previewed_and_imported_to_the_plan(client):
    plan, unit, theme = scenes.plan(2027), factories.unit(name="Miljö"), factories.theme(name="Energi")
    client.force_login(factories.coordinator())
    lines = [
        "Vad;Väntas;Kanal;Enhet;Länk;Områden",
        "Luft;4 maj;EU;miljö;https://x.example/1;energi",
        "Buss;kvartal 4;regeringen;;;",
    ]
    file = SimpleUploadedFile("plan.csv", "\n".join(lines).encode("cp1252"), content_type="text/csv")

    answer = client.post(reverse("monitoring:batch_upload"), {"target": "plan", "plan": plan.pk, "file": file})
    client.post(reverse("monitoring:batch_import", args=[ImportBatch.objects.get().pk]))

    assert answer.url == ImportBatch.objects.get().get_absolute_url()
    assert list(PlanItem.objects.values_list("title", "quarter", "channel", "unit", "source_url")) == [
        ("Luft", 2, "eu", unit.pk, "https://x.example/1"),
        ("Buss", 4, "government", None, ""),
    ]
    assert list(PlanItem.objects.first().themes.all()) == [theme]


@pytest.mark.clause("GBG-M6")
def test_file_with_a_wrong_row_marks_each_row_and_imports_nothing(client):
    plan = scenes.plan(2027)
    by = factories.coordinator()
    actions.import_batch(batch=read(["vad;vantas", "Känd;kvartal 1"], plan=plan, by=by), by=by)
    client.force_login(by)
    batch = read(
        ["vad;vantas;kanal;enhet;lank;omraden", "Känd;kvartal 1;;;;", "Ny;k2;;;;", ";när;x;y;z;w"], plan=plan, by=by
    )

    page = client.get(batch.get_absolute_url()).context["preview"]
    answer = client.post(reverse("monitoring:batch_import", args=[batch.pk]))

    assert ([str(row.mark) for row in page.rows], len(page.rows[2].errors)) == (["same", "new", "wrong"], 6)
    assert (answer.status_code, PlanItem.objects.count()) == (409, 1)
    batch.refresh_from_db()
    assert batch.state == "preview"


def test_import_is_done_once():
    by = factories.coordinator()
    batch = read(["vad;kalla", "Nytt;EU"], target="signals", by=by)
    actions.import_batch(batch=batch, by=by)

    with pytest.raises(Conflict):
        actions.import_batch(batch=batch, by=by)

    assert Signal.objects.count() == 1


def test_row_that_became_known_since_the_preview_is_left():
    by = factories.coordinator()
    first = read(["vad;kalla", "Nytt;EU"], target="signals", by=by)
    second = read(["vad;kalla", "Nytt;EU", "Annat;EU"], target="signals", by=by)
    actions.import_batch(batch=first, by=by)

    done = actions.import_batch(batch=second, by=by)

    assert (done.imported, Signal.objects.count()) == (1, 2)


def test_batch_is_discarded_and_writes_nothing(client):
    batch = read(["vad;kalla", "Nytt;EU"], target="signals")
    client.force_login(factories.coordinator())

    client.post(reverse("monitoring:batch_discard", args=[batch.pk]))

    batch.refresh_from_db()
    assert (batch.state, Signal.objects.count()) == ("discarded", 0)


@pytest.mark.parametrize("content", [b"", b"a;b\n1;2", b"vad;vantas\n", b"\0\0", b"x" * (rows.MOST_BYTES + 1)])
def test_file_that_cannot_be_read_is_refused_in_the_form(client, content):
    client.force_login(factories.coordinator())
    file = SimpleUploadedFile("x.csv", content)

    answer = client.post(reverse("monitoring:batch_upload"), {"target": "plan", "plan": scenes.plan().pk, "file": file})

    assert (answer.status_code, ImportBatch.objects.count()) == (400, 0)


def test_file_for_the_plan_needs_a_plan():
    with pytest.raises(Refused):
        read(["vad;vantas", "A;k1"])


def test_template_can_be_read_back(client):
    client.force_login(factories.coordinator())
    factories.theme(name="Energi")
    factories.theme(name="Kultur")

    for word, target in (("signaler", "signals"), ("arsplan", "plan")):
        content = client.get(reverse("monitoring:batch_template", args=[word])).content
        assert [row.errors for row in rows.from_csv(content, target, year=2027)] == [[]]


@pytest.mark.parametrize("number", [1, 3])
def test_feed_list_runs_the_same_queries_for_every_number_of_rows(client, django_assert_num_queries, number):
    factories.policy()
    for each in range(number):
        feed(url=f"https://x{each}.example/feed")
        read(["vad;kalla", "Nytt;EU"], target="signals")
    client.force_login(factories.coordinator())
    client.get(reverse("monitoring:feed_list"))

    with django_assert_num_queries(6):
        client.get(reverse("monitoring:feed_list"))
