"""One file that is both PDF/A-2a (to keep) and PDF/UA-1 (for everyone to read).

WeasyPrint's pdf/a-2a is tagged but does not say it is PDF/UA, and its pdf/ua-1 does not say it is PDF/A. A PDF/A file
may only carry the PDF/UA mark when its metadata also describes that schema (ISO 19005-2, 6.6.2.3.3).
"""

from io import BytesIO

import pikepdf

UA_MARK = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
END_OF_RDF = b"</rdf:RDF>"
AMBIGUOUS_END = b"\r\nendstream"
COMPRESSION_LEVELS = (6, 7, 8, 9, 5, 4, 3)


class NotArchivable(ValueError):
    """The rendered file carries what an archive copy must not."""


def mark_as_accessible(content: bytes) -> bytes:
    """Add the PDF/UA-1 mark to a tagged PDF/A-2a. Raises NotArchivable when a file or a script is inside."""
    with pikepdf.open(BytesIO(content)) as pdf:
        _refuse_passengers(pdf)
        before = pdf.Root.Metadata.read_bytes()
        head, end, tail = before.rpartition(END_OF_RDF)
        if not end:
            raise NotArchivable("no metadata to add the mark to")
        metadata = pdf.make_stream(head + UA_MARK + end + tail)
        metadata.Type = pikepdf.Name.Metadata
        metadata.Subtype = pikepdf.Name.XML
        pdf.Root.Metadata = metadata
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        return _saved(pdf)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """The file as bytes: qpdf compresses all but the metadata, which a reader should find without a decoder.

    Compressed data that happens to end with a carriage return reads, with the newline before `endstream`, as if it were
    one byte shorter than it says. Strict readers refuse that, so such a file is compressed a little differently.
    """
    for level in COMPRESSION_LEVELS:
        pikepdf.settings.set_flate_compression_level(level)
        saved = BytesIO()
        pdf.save(
            saved,
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        if AMBIGUOUS_END not in saved.getvalue():
            break
    return saved.getvalue()


def _refuse_passengers(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.get("/Names", {})
    for key in ("/EmbeddedFiles", "/JavaScript"):
        if key in names:
            raise NotArchivable(f"{key} in the rendered file")
    if "/OpenAction" in pdf.Root or "/AA" in pdf.Root:
        raise NotArchivable("an action in the rendered file")
    if any(entry.get("/Type") == "/Filespec" for entry in pdf.objects if isinstance(entry, pikepdf.Dictionary)):
        raise NotArchivable("an attached file in the rendered file")
