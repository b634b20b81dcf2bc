"""The rendering process: nothing gets out, nothing gets in, nothing hangs, and the next document is made."""

import os
import socket
import threading
from datetime import UTC, datetime

import pytest

from documents.pdf.errors import Reason, RenderFailed
from documents.pdf.process import Limits, Renderer
from documents.pdf.render import PRINT_STYLE, folders, render_pdf, renderer
from tests.pdf_assertions import failures_of, text_of

pytestmark = pytest.mark.slow

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
SECRET = "hemligheten-som-inte-far-ut"
PLAIN = "<p>Vanlig text</p>"


@pytest.fixture(scope="module")
def own():
    """A renderer with short limits, so that a bomb is noticed in seconds."""
    short = Renderer(folders=folders(), warm_up=PRINT_STYLE, limits=Limits(seconds=15, memory=256 * 1024 * 1024))
    yield short
    short.close()


@pytest.fixture
def listener():
    """A server on this machine that counts who comes."""
    visits = []
    server = socket.create_server(("127.0.0.1", 0))

    def count():
        while True:
            try:
                visitor, _address = server.accept()
            except OSError:
                return
            visits.append(1)
            visitor.close()

    threading.Thread(target=count, daemon=True).start()
    yield server.getsockname()[1], visits
    server.close()


def page(body, head=""):
    return (
        f'<!doctype html><html lang="sv"><head><title>Prov</title>{head}</head><body><h1>Prov</h1>{body}</body></html>'
    )


SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"'
HOSTILE = {
    "file image": ('<img alt="x" src="file://{secret}">', ""),
    "file image in capitals": ('<img alt="x" src="FILE://{secret}">', ""),
    "loopback": ('<img alt="x" src="http://127.0.0.1:{port}/">', ""),
    "loopback by name": ('<img alt="x" src="http://localhost:{port}/">', ""),
    "loopback as number": ('<img alt="x" src="http://2130706433:{port}/">', ""),
    "loopback in IPv6": ('<img alt="x" src="http://[::1]:{port}/">', ""),
    "cloud metadata": ('<img alt="x" src="http://169.254.169.254/latest/meta-data/">', ""),
    "https": ('<img alt="x" src="https://127.0.0.1:{port}/">', ""),
    "ftp": ('<img alt="x" src="ftp://127.0.0.1:{port}/x">', ""),
    "redirect": ('<img alt="x" src="http://127.0.0.1:{port}/redirect?to=file://{secret}">', ""),
    "no protocol of ours": ('<img alt="x" src="gopher://127.0.0.1:{port}/">', ""),
    "endless file": ('<img alt="x" src="file:///dev/urandom">', ""),
    "process file": ('<img alt="x" src="file:///proc/self/environ">', ""),
    "svg image": (f'<svg {SVG}><title>x</title><image href="file://{{secret}}" width="9" height="9"/></svg>', ""),
    "svg xlink image": (f'<svg {SVG}><title>x</title><image xlink:href="http://127.0.0.1:{{port}}/"/></svg>', ""),
    "svg use": (f'<svg {SVG}><title>x</title><use href="file://{{secret}}#a"/></svg>', ""),
    "svg in data": ('<img alt="x" src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22%3E'
                    '%3Cimage href=%22http://127.0.0.1:{port}/%22 width=%229%22 height=%229%22/%3E%3C/svg%3E">', ""),
    "style sheet": (PLAIN, '<link rel="stylesheet" href="http://127.0.0.1:{port}/a.css">'),
    "style sheet of a file": (PLAIN, '<link rel="stylesheet" href="file://{secret}">'),
    "import": (PLAIN, "<style>@import url(http://127.0.0.1:{port}/a.css);</style>"),
    "import in data": (PLAIN, '<link rel="stylesheet" href="data:text/css,@import url(file://{secret});">'),
    "font": ('<p class="f">x</p>', "<style>@font-face {{font-family: f; src: url(http://127.0.0.1:{port}/f.ttf)}}"
             ".f {{font-family: f}}</style>"),
    "font of a file": ('<p class="f">x</p>', "<style>@font-face {{font-family: f; src: url(file://{secret})}}"
                       ".f {{font-family: f}}</style>"),
    "background": ('<p style="background: url(http://127.0.0.1:{port}/)">x</p>', ""),
    "list image": ('<ul style="list-style-image: url(file://{secret})"><li>x</li></ul>', ""),
    "content": (PLAIN, "<style>p::before {{content: url(http://127.0.0.1:{port}/)}}</style>"),
    "attachment link": (PLAIN, '<link rel="attachment" href="file://{secret}">'),
    "attachment anchor": ('<p><a rel="attachment" href="file://{secret}">x</a></p>', ""),
    "attachment of data": (PLAIN, '<link rel="attachment" href="data:text/plain,{text}">'),
    "attached pdf": (PLAIN, '<link rel="attachment" href="data:application/pdf;base64,JVBERi0xLjQK">'),
    "object": ('<object data="file://{secret}">x</object>', ""),
    "embed": ('<embed src="http://127.0.0.1:{port}/">', ""),
    "base": ('<img alt="x" src="{secret}">', '<base href="file:///">'),
    "climbing name": ('<img alt="x" src="app:css/../../config/settings/base.py">', ""),
    "encoded climbing": ('<img alt="x" src="app:css/%2e%2e%2f%2e%2e%2fconfig">', ""),
    "folder not ours": ('<img alt="x" src="app:etc/passwd">', ""),
}  # fmt: skip


def test_there_are_at_least_thirty_hostile_pages():
    assert len(HOSTILE) >= 30


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_address_stops_rendering_and_reaches_nothing(name, own, listener, tmp_path):
    port, visits = listener
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    body, head = (part.format(port=port, secret=secret, text=SECRET) for part in HOSTILE[name])

    try:
        content = render_pdf(page(body, head), title="Prov", made_at=AT, using=own)
    except RenderFailed as failed:
        assert failed.reason == Reason.REFUSED_URL
    else:
        # A few elements are not fetched at all; then the page is made without them.
        assert name in {"svg use", "object", "embed"}
        assert SECRET not in text_of(content)
    assert visits == []


@pytest.mark.parametrize(
    "address",
    [
        "<p><a href='javascript:alert(1)'>x</a></p>",
        "<p>{{ 7*7 }} &lt;img src=file:///etc/passwd&gt;</p>",
        "<script>1</script>",
    ],
)
def test_harmless_markup_is_rendered(address, own):
    content = render_pdf(page(address), title="Prov", made_at=AT, using=own)

    assert content.startswith(b"%PDF-1.7")


def test_too_long_work_is_stopped_and_next_document_is_made(own, monkeypatch):
    endless = "<table>" + "<tr><td>" + "<table><tr><td>" * 12 + "<p>x</p>" * 60_000

    render_pdf(page(PLAIN), title="Före", made_at=AT, using=own)
    with monkeypatch.context() as hasty, pytest.raises(RenderFailed) as failed:
        hasty.setattr(own, "limits", Limits(seconds=2))
        render_pdf(page(endless), title="Bomb", made_at=AT, using=own)
    after = render_pdf(page(PLAIN), title="Efter", made_at=AT, using=own)

    assert failed.value.reason == Reason.TIMEOUT
    assert failures_of(after) == {}


def test_too_much_memory_is_stopped_and_next_document_is_made():
    narrow = Renderer(folders=folders(), warm_up=PRINT_STYLE, limits=Limits(memory=90 * 1024 * 1024))

    with pytest.raises(RenderFailed) as failed:
        render_pdf(page("<p>" + "<b>x</b> " * 400_000), title="Bomb", made_at=AT, using=narrow)
    after = render_pdf(page(PLAIN), title="Efter", made_at=AT, using=narrow)
    narrow.close()

    assert failed.value.reason == Reason.MEMORY
    assert failures_of(after) == {}


def test_child_is_the_same_between_documents_and_replaced_when_killed(own):
    render_pdf(page(PLAIN), title="Ett", made_at=AT, using=own)
    first = own._child.pid
    render_pdf(page(PLAIN), title="Två", made_at=AT, using=own)
    second = own._child.pid
    os.kill(second, 9)
    own._child.wait()
    render_pdf(page(PLAIN), title="Tre", made_at=AT, using=own)
    third = own._child.pid

    assert (first == second, second == third) == (True, False)


def test_child_is_replaced_after_its_share_of_documents(own, monkeypatch):
    monkeypatch.setattr(own, "limits", Limits(documents=1))

    made = [(render_pdf(page(PLAIN), title="Samma", made_at=AT, using=own), own._child) for _ in range(2)]

    assert made == [(made[0][0], None)] * 2


def test_child_inherits_neither_sockets_nor_secrets(own, listener):
    render_pdf(page(PLAIN), title="Ett", made_at=AT, using=own)
    child = own._child.pid

    opened = [os.readlink(f"/proc/{child}/fd/{number}") for number in os.listdir(f"/proc/{child}/fd")]
    with open(f"/proc/{child}/environ") as environ:
        names = {entry.split("=")[0] for entry in environ.read().split("\0") if entry}

    assert [name for name in opened if name.startswith("socket:")] == []
    assert names == {"PYTHONPATH", "PYTHONHASHSEED", "LANG", "MALLOC_ARENA_MAX", "FONTCONFIG_FILE"}


def test_two_threads_share_one_renderer(own):
    made = []
    threads = [
        threading.Thread(target=lambda: made.append(render_pdf(page(PLAIN), title="Samma", made_at=AT, using=own)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(made), len(set(made))) == (4, 1)


def test_product_has_one_renderer():
    assert renderer() is renderer()
