"""One file that is both PDF/A-2a (to keep) and PDF/UA-1 (for everyone to read).

WeasyPrint's pdf/a-2a is tagged but does not say it is PDF/UA, and its pdf/ua-1 does not say it is PDF/A. A PDF/A file
may only carry the PDF/UA mark when its metadata also describes that schema (ISO 19005-2, 6.6.2.3.3).
"""

import zlib
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
CARRIAGE_RETURN = 0x0D


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
    a byte shorter than it says, and strict readers refuse it. The end is the checksum of the data, so such a stream
    gets a line feed more, which means nothing in a page, a font or a table of characters; qpdf's own object streams
    change when the objects in them are numbered differently.
    """
    for stream in _doubtful(pdf):
        longer = stream.read_bytes() + b"\n"
        stream.write(longer)
        if "/Length1" in stream:
            stream.Length1 = len(longer)
    saved = _written(pdf)
    for holder, key in [(pdf.Root, "/ViewerPreferences"), *((page.obj, "/MediaBox") for page in pdf.pages[:20])]:
        if AMBIGUOUS_END not in saved:
            break
        if key in holder and not holder[key].is_indirect:
            holder[key] = pdf.make_indirect(holder[key])
            saved = _written(pdf)
    return saved


def _doubtful(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    plain = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and "/Filter" not in each]
    return [stream for stream in plain if zlib.adler32(stream.read_bytes()) & 0xFF == CARRIAGE_RETURN]


def _written(pdf: pikepdf.Pdf) -> bytes:
    saved = BytesIO()
    generate = pikepdf.ObjectStreamMode.generate
    pdf.save(saved, deterministic_id=True, compress_streams=True, object_stream_mode=generate)
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
