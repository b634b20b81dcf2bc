"""What every PDF the product makes must be, asserted from the file itself."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import page
import pikepdf

PROFILES = {"PDF/A-2a": page.ValidationProfile.PDF_A_2A, "PDF/UA-1": page.ValidationProfile.PDF_UA_1}
PAGE_NUMBER = {"sv": "Sida {page} av {pages}", "en": "Page {page} of {pages}"}


def assert_archivable(content: bytes, *, title: str, language: str = "sv") -> None:
    """Valid PDF/A-2a and PDF/UA-1 in one file, tagged, titled, with outline, page numbers and its own fonts."""
    assert failures_of(content) == {}
    with pikepdf.open(BytesIO(content)) as pdf:
        assert_marked(pdf, title=title, language=language)
        assert_outlined(pdf)
        assert_fonts_embedded(pdf)
        assert_nothing_aboard(pdf)
        headings = [tag for tag in tags_of(pdf.Root.StructTreeRoot) if re.fullmatch(r"H[1-6]", tag)]
        assert headings[0] == "H1"
        assert headings.count("H1") == 1
    assert_numbered(content, language)


def failures_of(content: bytes) -> dict[str, list[str]]:
    """The rules broken, by standard; empty when the file is what it says it is."""
    reports = {name: page.validate_pdf_bytes(content, profile=profile) for name, profile in PROFILES.items()}
    return {
        name: [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
        for name, report in reports.items()
        if not report.is_compliant
    }


def assert_marked(pdf: pikepdf.Pdf, *, title: str, language: str) -> None:
    root = pdf.Root
    assert bool(root.MarkInfo.Marked) is True
    assert str(root.Lang) == language
    assert str(pdf.docinfo["/Title"]) == title
    assert bool(root.ViewerPreferences.DisplayDocTitle) is True
    assert "/Filter" not in root.Metadata
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == title
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def assert_outlined(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        assert len(outline.root) >= 1


def assert_fonts_embedded(pdf: pikepdf.Pdf) -> None:
    fonts = [entry for entry in pdf.objects if isinstance(entry, pikepdf.Dictionary) and "/FontName" in entry]
    assert fonts
    for font in fonts:
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys()), str(font.FontName)
        assert "Source-Sans" in str(font.FontName)


def assert_nothing_aboard(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    assert "/EmbeddedFiles" not in names
    assert "/JavaScript" not in names
    assert "/OpenAction" not in pdf.Root


def assert_numbered(content: bytes, language: str) -> None:
    pages = [" ".join(text.split()) for text in text_of(content).split("\f")[:-1]]
    form = PAGE_NUMBER[language]
    for number, text in enumerate(pages, start=1):
        assert form.format(page=number, pages=len(pages)) in text


def text_of(content: bytes) -> str:
    """The text as a reader sees it, pages parted by form feeds."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode()


def tags_of(node: Any) -> Iterator[str]:
    """The structure's tags in reading order."""
    if isinstance(node, pikepdf.Array):
        for part in node:
            yield from tags_of(part)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)[1:]
        if "/K" in node:
            yield from tags_of(node.K)
