"""Files that want something else than to be read, made here so that none lies in the repository."""

import io
import struct
import zipfile
import zlib

import pikepdf
from PIL import Image

PNG = b"\x89PNG\r\n\x1a\n"
EICAR = (b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!" + b"$H+H*")  # fmt: skip
MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
D = pikepdf.Dictionary
N = pikepdf.Name


def pdf(change=None, **save) -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    if change:
        change(made)
    target = io.BytesIO()
    made.save(target, **save)
    return target.getvalue()


def picture(form="PNG", size=(4, 4)) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size).save(target, form)
    return target.getvalue()


def png_that_says(width, height) -> bytes:
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return PNG + head + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


def office(kind="docx", types=b"<Types/>", main=b"<document/>", **more) -> bytes:
    """More parts by name, with __ for / and ___ for a dot."""
    parts = {"[Content_Types].xml": types, MAIN[kind]: main}
    return zipped(parts | {name.replace("___", ".").replace("__", "/"): body for name, body in more.items()})


def odf(mimetype=b"application/vnd.oasis.opendocument.text", content=b"<office/>", **more) -> bytes:
    parts = {name.replace("___", ".").replace("__", "/"): body for name, body in more.items()}
    return zipped({"mimetype": mimetype, "content.xml": content} | parts)


def zipped(parts) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return target.getvalue()


def root(**entries):
    def change(made):
        for key, value in entries.items():
            made.Root["/" + key] = value(made) if callable(value) else value

    return change


def attach(made):
    made.attachments["x.txt"] = b"hej"


def annotate(action):
    def change(made):
        made.pages[0].obj.Annots = made.make_indirect(
            pikepdf.Array([D(Type=N.Annot, Subtype=N.Link, Rect=[0, 0, 9, 9], A=action)])
        )

    return change


SCRIPT = D(S=N.JavaScript, JS="app.alert(1)")
HARMLESS = {
    "bild.png": picture(),
    "bild.jpg": picture("JPEG"),
    "Årsrapport 2026.pdf": pdf(),
    "öppnas på sida 1.pdf": pdf(lambda made: root(OpenAction=pikepdf.Array([made.pages[0].obj, N.Fit]))(made)),
    "brev.docx": office(),
    "tabell.xlsx": office("xlsx"),
    "bilder.pptx": office("pptx", ppt__embeddings__Blad1___xlsx=office("xlsx")),
    "text.odt": odf(),
    "tabell.ods": odf(b"application/vnd.oasis.opendocument.spreadsheet"),
    "anteckning.txt": "Räksmörgås".encode(),
    "gammal.txt": "Räksmörgås".encode("cp1252"),
    "lista.csv": b"namn;summa\r\n=SUM(A1:A2);-12\r\n",
    "kalender.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
}
HOSTILE = {
    "virus": ("eicar.txt", EICAR),
    "virus in pdf": ("a.pdf", pdf() + EICAR),
    "svg with script": ("a.svg", b"<svg onload='alert(1)'/>"),
    "html": ("a.html", b"<script>alert(1)</script>"),
    "html as text": ("a.txt", b"hej <script>alert(1)</script>"),
    "php as text": ("a.txt", b"<?php system('id');"),
    "program as text": ("a.txt", b"MZ\x90\x00\x03"),
    "binary as text": ("a.txt", b"a\x00b\x01"),
    "html as png": ("a.png", b"<html></html>"),
    "program as pdf": ("a.pdf", b"MZ\x90\x00"),
    "pdf as docx": ("a.docx", pdf()),
    "docx as xlsx": ("a.xlsx", office()),
    "zip as docx": ("a.docx", zipped({"x.txt": b"x"})),
    "png as jpg": ("a.jpg", picture()),
    "pdf after rubbish": ("a.pdf", b"GIF89a" + pdf()),
    "pdf with zip behind": ("a.pdf", pdf() + zipped({"x": b"x"})),
    "png with html behind": ("a.png", picture() + b"<html>"),
    "jpeg with php": ("a.jpg", picture("JPEG") + b"<?php x"),
    "pdf that runs script": ("a.pdf", pdf(root(OpenAction=SCRIPT))),
    "pdf that launches": ("a.pdf", pdf(root(OpenAction=D(S=N.Launch, F="calc.exe")))),
    "pdf with named script": ("a.pdf", pdf(root(Names=D(JavaScript=D(Names=["x", SCRIPT]))))),
    "pdf with script in link": ("a.pdf", pdf(annotate(SCRIPT))),
    "pdf with launch in link": ("a.pdf", pdf(annotate(D(S=N.Launch, F="x")))),
    "pdf that submits": ("a.pdf", pdf(annotate(D(S=N.SubmitForm, F="http://x")))),
    "pdf with chained action": ("a.pdf", pdf(annotate(D(S=N.URI, URI="http://x", Next=SCRIPT)))),
    "pdf with file inside": ("a.pdf", pdf(attach)),
    "pdf with page action": ("a.pdf", pdf(root(AA=D(WC=SCRIPT)))),
    "pdf with xfa": ("a.pdf", pdf(root(AcroForm=D(XFA="x")))),
    "pdf with hidden objects": ("a.pdf", pdf(annotate(SCRIPT), object_stream_mode=pikepdf.ObjectStreamMode.generate)),
    "pdf with password": ("a.pdf", pdf(encryption=pikepdf.Encryption(owner="a", user="b"))),
    "broken pdf": ("a.pdf", b"%PDF-1.7\nnothing"),
    "zip bomb": ("a.docx", office(word__media__x___xml=b"0" * 30_000_000)),
    "zip of many": ("a.docx", office(**{f"x{n}": b"" for n in range(6000)})),
    "macro in docx": ("a.docx", office(word__vbaProject___bin=b"x")),
    "macro type in docx": ("a.docx", office(types=b"application/vnd.ms-word.document.macroEnabled.main+xml")),
    "macro file": ("a.docm", office()),
    "object in docx": ("a.docx", office(word__embeddings__oleObject1___bin=b"x")),
    "macro in workbook inside": (
        "a.pptx", office("pptx", ppt__embeddings__a___xlsx=office("xlsx", xl__vbaProject___bin=b"x")),
    ),
    "outside template": (
        "a.docx",
        office(word___rels__settings___xml___rels=b"", word__x___rels=b'Type="http://x/relationships/attachedTemplate"'),
    ),
    "entities in docx": ("a.docx", office(main=b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x/>')),
    "dde in docx": ("a.docx", office(main=b'<w:instrText>DDEAUTO c:\\\\cmd.exe "/k"</w:instrText>')),
    "path in docx": ("a.docx", office(**{"..__..__evil": b"x"})),
    "macro in odt": ("a.odt", odf(Basic__Standard__x___xml=b"x")),
    "script in odt": ("a.odt", odf(content=b"<script:event-listener/>")),
    "wrong type in odt": ("a.odt", odf(b"application/zip")),
    "100 megapixels": ("a.png", png_that_says(10_000, 10_000)),
    "400 megapixels": ("a.png", png_that_says(20_000, 20_000)),
    "broken png": ("a.png", PNG + b"x"),
    "formula that runs": ("a.csv", b"namn\n=cmd|' /C calc'!A0\n"),
    "no calendar": ("a.ics", b"hej"),
    "calendar with file": ("a.ics", b"BEGIN:VCALENDAR\nATTACH;ENCODING=BASE64;VALUE=BINARY:x\n"),
    "empty": ("a.txt", b""),
    "too large": ("a.txt", b"a" * (25 * 1024 * 1024 + 1)),
    "name that climbs": ("../../etc/passwd.txt", b"x"),
    "name with backslash": ("..\\a.txt", b"x"),
    "name turned around": ("faktura\u202efdp.txt", b"x"),
    "name with control": ("a\x00.txt", b"x"),
    "name with newline": ("a\r\nX-Evil: 1.txt", b"x"),
    "hidden name": (".htaccess.txt", b"x"),
    "two endings": ("faktura.exe.txt", b"x"),
    "no ending": ("README", b"x"),
    "long name": ("a" * 300 + ".txt", b"x"),
}  # fmt: skip
