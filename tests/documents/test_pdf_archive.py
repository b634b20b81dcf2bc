"""The printed page as a file: archivable, readable by everyone, the same every time."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from django.utils.safestring import mark_safe

from documents.pdf import archive
from documents.pdf.archive import NotArchivable, mark_as_accessible
from documents.pdf.compose import Cover, compose
from documents.pdf.render import render_pdf
from tests.documents import sample_paper
from tests.pdf_assertions import assert_archivable, failures_of, text_of

pytestmark = pytest.mark.slow

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


def made(body: str, *, title: str = "Prov", language: str = "sv", **cover: object) -> bytes:
    page = compose(
        cover=Cover(municipality="Exempelstad", kind="Prov", title=title, **cover),
        body=mark_safe(body),
        language=language,
    )
    return render_pdf(page, title=title, made_at=AT, language=language)


def test_sample_paper_is_archivable_and_accessible():
    content = render_pdf(sample_paper.html(), title=sample_paper.COVER.title, made_at=AT)

    assert_archivable(content, title=sample_paper.COVER.title)


def identifier_of(content: bytes) -> bytes:
    with pikepdf.open(BytesIO(content)) as pdf:
        return bytes(pdf.trailer.ID[0])


def test_same_input_gives_same_bytes():
    first = render_pdf(sample_paper.html(), title="Samma", made_at=AT)
    second = render_pdf(sample_paper.html(), title="Samma", made_at=AT)

    assert first == second


def test_identifier_says_which_content_it_is():
    identifiers = [identifier_of(made(f"<h2>Ett</h2><p>{text}</p>")) for text in ("Samma", "Samma", "Annan")]

    assert (identifiers[0] == identifiers[1], identifiers[1] == identifiers[2]) == (True, False)


def test_contents_leaves_no_dots_for_a_screen_reader_to_read():
    text = text_of(render_pdf(sample_paper.html(), title="Innehåll", made_at=AT))

    assert text.count("..") == 0


def test_contents_names_page_of_each_heading():
    text = text_of(render_pdf(sample_paper.html(), title="Innehåll", made_at=AT))
    contents = text.split("\f")[1]

    entries = [line.split() for line in contents.splitlines() if re.match(r"\s*\d+(\.\d+)? .*\s\d+$", line)]
    assert [(entry[0], int(entry[-1]) >= 3) for entry in entries] == [
        (number, True) for number in ("1", "1.1", "1.2", "2", "2.1", "3", "4", "5", "6")
    ]


def test_long_table_repeats_its_heading_on_every_page():
    rows = "".join(f'<tr><th scope="row">Rad {n}</th><td>åäö</td></tr>' for n in range(120))
    content = made(
        f'<h2>Tabell</h2><table><caption>Lång</caption><thead><tr><th scope="col">Kolumnrubrik</th>'
        f'<th scope="col">Värde</th></tr></thead><tbody>{rows}</tbody></table>'
    )

    pages = [page for page in text_of(content).split("\f") if "Rad " in page]
    assert len(pages) > 2
    assert [page.count("Kolumnrubrik") for page in pages] == [1] * len(pages)
    assert_archivable(content, title="Prov")


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("<h2>Tomt</h2><p></p>", "Tomt"),
        ("<h2>Åtgärder för Ängelholm</h2><p>Räksmörgås, Šiauliai, Łódź, Αθήνα, Київ</p>", "Åäö É ß"),
        ("<h2>Listor</h2><ul><li>ett<ul><li>två<ol><li>tre</li></ol></li></ul></li></ul>", "Listor"),
        ("<h2>Tecken</h2><p>上海 \u202emoc \x01 \U0001f600 العربية</p>", "Tecken utan motsvarighet"),
        ("<h2>Länk</h2><p><a href='https://exempel.se/'>exempel.se</a></p>", "Länk"),
        ("<h2>Ordlängd</h2><p>" + "a" * 3000 + "</p>", "Ordlängd"),
    ],
)
def test_content_of_every_sort_is_archivable(body, title):
    content = made(body, title=title)

    assert_archivable(content, title=title)


def test_english_document_is_numbered_in_english():
    content = made("<h2>Background</h2><p>Text</p>", title="Paper", language="en")

    assert_archivable(content, title="Paper", language="en")


def test_draft_says_so_on_every_page_after_cover():
    content = made("<h2>Ett</h2><p>Text</p>", draft=True)

    assert ["Utkast" in page for page in text_of(content).split("\f")[:-1]] == [True, True, True]


def test_title_and_cover_are_escaped():
    content = made("<h2>Ett</h2>", title="<script>alert(1)</script> & co")

    assert "<script>alert(1)</script> & co" in " ".join(text_of(content).split())


def test_plain_weasyprint_file_is_not_yet_accessible_by_its_own_word():
    import weasyprint

    plain = weasyprint.HTML(string="<html lang=sv><title>T</title><h1>T</h1>").write_pdf(pdf_variant="pdf/a-2a")

    assert "PDF/UA-1" in failures_of(plain)
    assert failures_of(mark_as_accessible(plain)) == {}


def test_attached_file_is_refused_by_archive():
    import weasyprint

    page = '<html lang=sv><title>T</title><link rel=attachment href="data:text/plain,hemligt"><h1>T</h1>'
    carrying = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/a-3a")

    with pytest.raises(NotArchivable):
        mark_as_accessible(carrying)


def test_no_stream_ends_so_that_its_length_can_be_doubted():
    doubtful, left = 0, 0
    for number in range(700):
        pdf = pikepdf.Pdf.new()
        page, _second = pdf.add_blank_page(), pdf.add_blank_page()
        page.Contents = pdf.make_stream(f"BT ({number}) Tj ET".encode() * (number + 1))
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        doubtful += archive.AMBIGUOUS_END in archive._written(pdf)
        saved = archive._saved(pdf)
        left += archive.AMBIGUOUS_END in saved
        with pikepdf.open(BytesIO(saved)) as again:
            drawn = again.pages[0].Contents.read_bytes()
        assert drawn.rstrip(b"\n") == f"BT ({number}) Tj ET".encode() * (number + 1)

    assert doubtful > 0
    assert left == 0
