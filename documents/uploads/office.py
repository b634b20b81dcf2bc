"""Word, Excel, PowerPoint and OpenDocument files: zip archives of XML, without macros, without outside links."""

import re
import zipfile
from io import BytesIO

from django.utils.translation import gettext as _

from documents.uploads.refusal import UploadRefused

MAX_ENTRIES = 5_000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_XML = 40 * 1024 * 1024
MAX_RATIO = 100
RATIO_MATTERS_FROM = 1024 * 1024
MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
OPEN_TYPE = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
MACRO_PART = re.compile(r"(vbaproject|vbadata|activex|macrosheets|^basic/|^scripts/|\.(bin|exe|dll|js|vbs|jar)$)")
HARMLESS_BIN = re.compile(r"printersettings/printersettings\d+\.bin$")
MACRO_TYPE = re.compile(rb"macroenabled|vbaproject|ms-excel\.sheet\.binary", re.IGNORECASE)
OUTSIDE = re.compile(rb"relationships/(attachedTemplate|oleObject|frame|subDocument|externalLinkPath)\"", re.IGNORECASE)
ENTITIES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
RUNS = re.compile(rb"DDEAUTO|script:event-listener|macro:///|vnd\.sun\.star\.script", re.IGNORECASE)


def check(content: bytes, extension: str, *, nested: bool = False) -> None:
    """Raises UploadRefused. Nothing is unpacked before the archive's own listing has been found reasonable.

    A chart carries its figures as a workbook inside: that one is checked the same way, and may hold none of its own.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_listing(archive)
            _check_kind(archive, extension)
            for entry in archive.infolist():
                name = entry.filename.lower()
                if name.endswith((".xml", ".rels")):
                    _check_xml(archive, entry)
                elif "/embeddings/" in name and not entry.is_dir():
                    if nested or not name.endswith(".xlsx"):
                        _refuse_macro()
                    check(archive.read(entry), "xlsx", nested=True)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, KeyError, OSError, RuntimeError, ValueError):
        raise UploadRefused(_("Filen går inte att läsa. Den kan vara skadad.")) from None
    except zipfile.zlib.error:
        raise UploadRefused(_("Filen går inte att läsa. Den kan vara skadad.")) from None


def _check_listing(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    names = [entry.filename for entry in entries]
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or len(set(names)) != len(names):
        _refuse_bomb()
    for entry in entries:
        if entry.file_size > RATIO_MATTERS_FROM and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
            _refuse_bomb()
        if entry.flag_bits & 0x1:
            raise UploadRefused(_("Filen är lösenordsskyddad. Ladda upp den utan lösenord."))
        if ".." in entry.filename or "\\" in entry.filename or entry.filename.startswith("/") or ":" in entry.filename:
            raise UploadRefused(_("Filen innehåller otillåtna sökvägar och tas inte emot."))
        name = entry.filename.lower()
        if MACRO_PART.search(name) and not HARMLESS_BIN.search(name):
            _refuse_macro()


def _check_kind(archive: zipfile.ZipFile, extension: str) -> None:
    names = set(archive.namelist())
    if extension in OPEN_TYPE:
        right = "mimetype" in names and archive.read("mimetype") == OPEN_TYPE[extension] and "content.xml" in names
    else:
        right = {"[Content_Types].xml", MAIN_PART[extension]} <= names
    if not right:
        raise UploadRefused(
            _("Innehållet stämmer inte med filändelsen .%(extension)s. Spara om filen i rätt format.")
            % {"extension": extension}
        )


def _check_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    if entry.file_size > MAX_XML:
        _refuse_bomb()
    xml = archive.read(entry)
    if ENTITIES.search(xml[:4096]) or xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UploadRefused(_("Filen innehåller otillåten XML och tas inte emot."))
    if entry.filename == "[Content_Types].xml" and MACRO_TYPE.search(xml):
        _refuse_macro()
    if entry.filename.endswith(".rels") and OUTSIDE.search(xml):
        raise UploadRefused(_("Filen hämtar innehåll utifrån. Spara den utan länkade objekt och mallar."))
    if RUNS.search(xml):
        _refuse_macro()


def _refuse_macro() -> None:
    raise UploadRefused(_("Filen innehåller makron eller inbäddade objekt. Spara den utan dem och försök igen."))


def _refuse_bomb() -> None:
    raise UploadRefused(_("Filen blir för stor när den packas upp och tas inte emot."))
